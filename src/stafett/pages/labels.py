"""What things and codes are called on pages, and where they can be read of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stafett.codes.lists import CodeList
from stafett.content.entries import Content, Entry
from stafett.content.naming import name_of
from stafett.content.references import full
from stafett.model.elements import EnumValue, Model

Shown = dict[str, Any]
"""A name with a place to go: `text` and `href`."""


class Labels:
    """Names of the catalogue's content and of the model's own codes."""

    def __init__(self, content: Content, model: Model, lists: Mapping[str, CodeList]) -> None:
        self._content = content
        self._model = model
        self._lists = lists
        self._codes = {f"{s}/{c.notation}": c.label for s, li in lists.items() for c in li.codes}

    def of_kind(self, kind: str) -> list[Entry]:
        """The entries of a kind, in the order of the files."""
        return [entry for entry in self._content.entries.values() if entry.kind == kind]

    def entry(self, iri: str) -> Entry:
        """The entry with an identifier; that it exists is checked before any page is made."""
        return self._content.entries[iri]

    def link(self, iri: str) -> Shown:
        """A reference: a thing, term or code list of ours by its name, anything else by its address."""
        entry = self._content.entries.get(iri)
        if entry is not None:
            return {"text": name_of(entry, self._content, self._codes).as_dict(), "href": entry.path}
        whole = full(iri, self._model.iris) or iri
        base = self._model.iris.base
        path = whole.removeprefix(base) if whole.startswith(f"{base}/") else whole
        name = path.rpartition("/")[2]
        found = self._model.classes.get(name) or self._model.slots.get(name) or self._lists.get(name)
        return {"text": found.title.as_dict() if found and path != whole else whole, "href": path}

    def links(self, value: Any) -> list[Shown]:
        """References: one, several or none."""
        return [self.link(str(iri)) for iri in listed(value)]

    def one(self, value: Any) -> Shown | None:
        """A reference, or None where there is none."""
        return self.link(str(value)) if value else None

    def values(self, enum: str) -> tuple[EnumValue, ...]:
        """The values of one of the model's own enumerations."""
        return self._model.enums[enum].values

    def title(self, enum: str, name: str) -> dict[str, str]:
        """The title of a value of an enumeration."""
        return next(v.title for v in self.values(enum) if v.name == name).as_dict()

    def titles(self, enum: str, value: Any) -> list[dict[str, str]]:
        """The titles of the values of an enumeration."""
        return [self.title(enum, str(name)) for name in listed(value)]

    def slot(self, name: str) -> dict[str, str]:
        """The title of a property."""
        return self._model.slots[name].title.as_dict()


def listed(value: Any) -> list[Any]:
    """A value that may stand alone, in a list or not at all, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
