"""Page data of the catalogue's content: each thing with its properties, and what refers to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from stafett.codes.lists import CodeList
from stafett.content.coverage import DOCUMENTS, CoverageRow
from stafett.content.entries import Content, Entry
from stafett.content.kinds import KINDS
from stafett.content.naming import name_of
from stafett.content.references import full, references
from stafett.iris import Iris
from stafett.languages import LANGUAGES, Text
from stafett.model.elements import ClassDef, Model, Property


def content_page_data(content: Content, model: Model, lists: Mapping[str, CodeList]) -> dict[str, Any]:
    """Return every thing of the content, by path, and the kinds there are.

    A thing has `iri`, `kind`, `type`, `title`, `file` (with line), `topic`, `verified` (or None),
    `properties` (each a title and values with text, link or a nested list of properties) and `inverse`:
    what refers to it, by class and property.
    """
    pages = _Pages(content, model, lists)
    return {
        "kinds": [
            {
                "kind": kind,
                "classes": [_class(model.classes[c]) for c in classes],
                "things": pages.of_kind(kind),
            }
            for kind, classes in KINDS.items()
        ],
        "things": {entry.path.lstrip("/"): pages.thing(entry) for entry in content.entries.values()},
    }


def coverage_page_data(
    rows: Iterable[CoverageRow], name: Callable[[str], Text], iris: Iris
) -> list[dict[str, Any]]:
    """Return the rows of the checklist: what each is about, what realises it, and what is missing."""
    return [
        {
            "identifier": row.identifier,
            "iri": row.iri(iris),
            "series": row.series,
            "source": {
                "text": name(iris.thing("document", DOCUMENTS[row.series])).as_dict(),
                "href": f"/document/{DOCUMENTS[row.series]}",
            },
            "what": row.what.as_dict(),
            "realisedBy": [
                {"text": name(iri).as_dict(), "href": iri.removeprefix(iris.base)} for iri in row.realised_by
            ],
            "works": row.works,
            "reason": row.reason.as_dict(),
        }
        for row in rows
    ]


def _class(cls: ClassDef) -> dict[str, Any]:
    return {"name": cls.name, "title": cls.title.as_dict(), "description": cls.description.as_dict()}


class _Pages:
    def __init__(self, content: Content, model: Model, lists: Mapping[str, CodeList]) -> None:
        self.content = content
        self.model = model
        self.lists = lists
        self.labels = {f"{s}/{c.notation}": c.label for s, li in lists.items() for c in li.codes}
        self.names = {iri: name_of(e, content, self.labels) for iri, e in content.entries.items()}
        self.inverse = self._inverse()

    def of_kind(self, kind: str) -> list[str]:
        return [e.path.lstrip("/") for e in self.content.entries.values() if e.kind == kind]

    def thing(self, entry: Entry) -> dict[str, Any]:
        return {
            "iri": entry.iri,
            "path": entry.path,
            "kind": entry.kind,
            "type": entry.cls.name,
            "topic": entry.topic,
            "file": f"catalogue/content/{entry.topic}.yaml",
            "line": entry.where.line,
            "title": self.names[entry.iri].as_dict(),
            "verified": entry.data.get("verified"),
            "properties": self.properties(entry.cls, entry.data),
            "inverse": self.inverse.get(entry.iri, []),
        }

    def properties(self, cls: ClassDef, data: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [
            {
                "slot": prop.slot,
                "title": prop.title.as_dict(),
                "values": list(self.values(prop, data[prop.slot])),
            }
            for prop in cls.properties
            if prop.slot in data and not prop.identifier
        ]

    def values(self, prop: Property, value: Any) -> Iterator[dict[str, Any]]:
        if prop.range.kind == "text" and isinstance(value, dict):
            yield {"text": value, "href": None}
            return
        for one in value if isinstance(value, list) else [value]:
            yield self.value(prop, one)

    def value(self, prop: Property, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            cls = self.model.classes[str(value.get("type", prop.range.name))]
            return {"text": None, "href": None, "nested": self.properties(cls, value)}
        if prop.range.kind == "codelist":
            scheme = self.model.enums[prop.range.name].scheme
            label = self.labels.get(f"{scheme}/{value}")
            return {"text": (label or _same(value)).as_dict(), "href": f"/code/{scheme}/{value}"}
        if prop.range.kind in {"class", "choice", "iri"} and (iri := full(str(value), self.model.iris)):
            return self.link(iri)
        if isinstance(value, bool):
            return {"text": None, "href": None, "flag": value}
        return {"text": str(value), "href": None}

    def link(self, iri: str) -> dict[str, Any]:
        """What a reference is called, and where it can be read of."""
        base = self.model.iris.base
        local = iri.removeprefix(base) if iri.startswith(f"{base}/") else None
        if iri in self.names:
            return {"text": self.names[iri].as_dict(), "href": local}
        term = (local or "").removeprefix("/def/")
        element = self.model.classes.get(term) or self.model.slots.get(term)
        if element is not None:
            return {"text": element.title.as_dict(), "href": local}
        code_list = self.lists.get((local or "").removeprefix("/code/"))
        if code_list is not None:
            return {"text": code_list.title.as_dict(), "href": local}
        return {"text": local or iri, "href": local or iri}

    def _inverse(self) -> dict[str, list[dict[str, Any]]]:
        """What refers to each thing, grouped by the class and the property that does."""
        groups: dict[str, dict[tuple[str, str], list[Entry]]] = {}
        for entry in self.content.entries.values():
            for slot, iri in references(entry, self.model.iris):
                if iri in self.content.entries and iri != entry.iri:
                    group = groups.setdefault(iri, {}).setdefault((entry.cls.name, slot), [])
                    if entry not in group:
                        group.append(entry)
        return {
            iri: [
                {
                    "class": self.model.classes[cls].title.as_dict(),
                    "slot": self.model.slots[slot].title.as_dict(),
                    "things": [{"text": self.names[e.iri].as_dict(), "href": e.path} for e in entries],
                }
                for (cls, slot), entries in sorted(found.items())
            ]
            for iri, found in groups.items()
        }


def _same(value: Any) -> Text:
    return Text.of({tag: str(value) for tag in LANGUAGES})
