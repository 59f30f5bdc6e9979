"""Taking checked values out of YAML, with the line in every complaint."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from stafett.errors import SourceError
from stafett.languages import LANGUAGES, Text
from stafett.yamlfile import YamlFile


class Fields:
    """One mapping of a YAML file; each getter returns a checked value or raises SourceError with the line."""

    def __init__(self, parsed: YamlFile, path: tuple[str, ...] = ()) -> None:
        self.parsed = parsed
        self.path = path
        data: Any = parsed.data
        for part in path:
            data = data.get(part) if isinstance(data, dict) else None
        if not isinstance(data, dict):
            what = f"«{path[-1]}»" if path else "The file"
            raise SourceError(f"{what} must be a mapping", where=parsed.where(*path))
        self.data: Mapping[str, Any] = data

    def within(self, *path: str) -> Fields:
        """The fields of a mapping inside this one; it must be there."""
        data = self.data
        for part in path:
            inner = data.get(part)
            if not isinstance(inner, dict):
                raise self.fault(part, f"«{part}» must be a mapping")
            data = inner
        return Fields(self.parsed, (*self.path, *path))

    def fault(self, key: str, message: str) -> SourceError:
        """A fault at a key of this mapping."""
        return SourceError(message, where=self.parsed.where(*self.path, key))

    def optional(self, key: str) -> str | None:
        """The value as a string, or None where the key is missing."""
        value = self.data.get(key)
        return None if value is None else str(value)

    def string(self, key: str) -> str:
        """The value as a string; it must be there."""
        value = self.optional(key)
        if not value:
            raise self.fault(key, f"«{key}» is missing")
        return value

    def text(self, key: str, *, required: bool = True) -> Text:
        """A mapping of language to text; nb, nn and en must all be there unless it is optional."""
        value = self.data.get(key) or {}
        if not isinstance(value, dict):
            raise self.fault(key, f"«{key}» must be a mapping with nb, nn and en")
        if required:
            for tag in LANGUAGES:
                if not value.get(tag):
                    raise self.fault(key, f"«{key}» has no text in {tag}")
        return Text.of({str(tag): " ".join(str(words).split()) for tag, words in value.items()})

    def optional_date(self, key: str) -> date | None:
        """A date, or None where the key is missing."""
        value = self.data.get(key)
        if value is None or (isinstance(value, date) and type(value) is date):
            return value
        raise self.fault(key, f"«{key}» is «{value}», but must be a date, YYYY-MM-DD")

    def date(self, key: str) -> date:
        """A date; it must be there."""
        value = self.optional_date(key)
        if value is None:
            raise self.fault(key, f"«{key}» is missing; it must be a date, YYYY-MM-DD")
        return value
