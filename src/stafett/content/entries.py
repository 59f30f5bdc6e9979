"""Content files, `catalogue/content/{topic}.yaml`: each a list of instances of our own model."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from stafett.content.kinds import CLASSES
from stafett.errors import Location, SourceError
from stafett.iris import PLACEHOLDER, Iris
from stafett.languages import LANGUAGES
from stafett.model.elements import ClassDef, Model, Property
from stafett.model.examples import check_keys, plain
from stafett.personal import holds_personal_number
from stafett.yamlfile import YamlFile, read_yaml

_TAGS: Final = {*LANGUAGES, "se", "fi", "sv"}
_ID: Final = re.compile(rf"{re.escape(PLACEHOLDER)}([a-z-]+)/([a-z0-9]+(?:-[a-z0-9]+)*)")


@dataclass(frozen=True)
class Entry:
    """One thing that a content file describes.

    Attributes:
        iri: its identifier, under the configured base.
        kind: the first part of its path, `agent`.
        slug: the last part, `udir`.
        cls: its class in the model.
        topic: the name of the file it stands in, without suffix.
        data: what the file says, with identifiers under the configured base.
        where: its place in the file.
    """

    iri: str
    kind: str
    slug: str
    cls: ClassDef
    topic: str
    data: Mapping[str, Any]
    where: Location = field(compare=False)

    @property
    def path(self) -> str:
        """Its address, without the base."""
        return f"/{self.kind}/{self.slug}"

    def values(self) -> Iterator[tuple[Property, Any]]:
        """Each property it has, in the order of the model, with what the file says."""
        for prop in self.cls.properties:
            if prop.slot in self.data and not prop.identifier:
                yield prop, self.data[prop.slot]


@dataclass(frozen=True)
class Content:
    """Everything the content files hold, by identifier, in the order of the files."""

    entries: Mapping[str, Entry]

    @property
    def topics(self) -> dict[str, list[Entry]]:
        """The entries by the file they stand in."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            found.setdefault(entry.topic, []).append(entry)
        return found


def read_content(folder: Path, model: Model, iris: Iris) -> Content:
    """Read every content file.

    Raises:
        SourceError: a file is no content file, an entry has a key its class does not have, an identifier
            that does not fit its class or is used twice, a text that lacks a language, or what looks like a
            personal number; with file and line.
    """
    found: dict[str, Entry] = {}
    for file in sorted(folder.glob("*.yaml")):
        for entry in _entries(file, model, iris):
            if entry.iri in found:
                first = found[entry.iri].where
                raise SourceError(f"«{entry.path}» is described already, at {first}", where=entry.where)
            found[entry.iri] = entry
    return Content(found)


def _entries(file: Path, model: Model, iris: Iris) -> Iterator[Entry]:
    _refuse_personal_numbers(file)
    parsed = read_yaml(file)
    data = parsed.data.get("data") if isinstance(parsed.data, dict) else None
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise SourceError(
            "A content file holds «data»: a list of objects with type and id", where=parsed.where()
        )
    for number, item in enumerate(data):
        path = ("data", number)
        check_keys(parsed, path, item, model)
        cls = model.classes[str(item["type"])]
        kind, slug = _identity(parsed, path, item, cls)
        _check_texts(parsed, path, item, model)
        whole = _expand(plain(item), iris)
        yield Entry(iris.thing(kind, slug), kind, slug, cls, file.stem, whole, parsed.where(*path))


def _refuse_personal_numbers(file: Path) -> None:
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if holds_personal_number(line):
            text = "This looks like a personal number, and the catalogue may hold none"
            raise SourceError(text, where=Location(file, number))


def _identity(
    parsed: YamlFile, path: tuple[Hashable, ...], item: Mapping[str, Any], cls: ClassDef
) -> tuple[str, str]:
    kind = CLASSES.get(cls.name)
    if kind is None:
        text = f"The catalogue describes no {cls.name}; it takes {', '.join(CLASSES)}"
        raise SourceError(text, where=parsed.where(*path, "type"))
    match = _ID.fullmatch(str(item.get("id", "")))
    if match is None or match[1] != kind:
        text = (
            f"The id of a {cls.name} is {PLACEHOLDER}{kind}/ and a name in small letters, digits and hyphens"
        )
        raise SourceError(text, where=parsed.where(*path, "id"))
    return match[1], match[2]


def _check_texts(parsed: YamlFile, path: tuple[Hashable, ...], item: Mapping[str, Any], model: Model) -> None:
    """Every text stands in all three languages, nested ones too."""
    cls = model.classes[str(item["type"])]
    ranges = {p.slot: p.range.kind for p in cls.properties}
    for key, value in item.items():
        if ranges.get(key) == "text":
            missing = [tag for tag in LANGUAGES if not isinstance(value, dict) or not value.get(tag)]
            if missing:
                raise SourceError(f"«{key}» has no text in {missing[0]}", where=parsed.where(*path, key))
            # A comma in an unquoted text of {nb: …} makes the rest of it a key.
            if strange := [tag for tag in value if tag not in _TAGS]:
                text = f"«{strange[0]}» in «{key}» is no language; put a text with a comma in quotes"
                raise SourceError(text, where=parsed.where(*path, key))
        for number, inner in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(inner, dict) and "type" in inner:
                place = (number,) if isinstance(value, list) else ()
                _check_texts(parsed, (*path, key, *place), inner, model)


def _expand(value: Any, iris: Iris) -> Any:
    if isinstance(value, dict):
        return {key: _expand(inner, iris) for key, inner in value.items()}
    if isinstance(value, list):
        return [_expand(inner, iris) for inner in value]
    return iris.expand(value) if isinstance(value, str) else value
