"""Results of official shapes that are set aside, each with its reason and source. Printed, never hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from stafett.fields import Fields
from stafett.iris import PREFIXES
from stafett.languages import Text
from stafett.yamlfile import read_yaml


@dataclass(frozen=True)
class Result:
    """One result of a shape, as both engines give it. IRIs in full; `path` is empty for node constraints."""

    shapes: str
    focus: str
    path: str
    component: str
    value: str
    severity: str
    message: str


@dataclass(frozen=True)
class Waiver:
    """Why a kind of result is set aside.

    Attributes:
        key: its name in the file.
        title: what to call it; empty where the file does not say.
        document: kind of the catalogue document, as `informationmodels`.
        shapes: the shape file, below the folder of standards.
        component: the constraint component, in full.
        path: the property, in full; None for any.
        value: how the value begins; None for any.
        reason: why it is no fault of the document.
        source: where that can be seen.
    """

    key: str
    title: Text
    document: str
    shapes: str
    component: str
    path: str | None
    value: str | None
    reason: Text
    source: str

    def covers(self, document: str, result: Result) -> bool:
        """True if this result of this document is set aside by it."""
        return (
            self.document == document
            and self.shapes == result.shapes
            and self.component == result.component
            and self.path in (None, result.path)
            and result.value.startswith(self.value or "")
        )


@dataclass(frozen=True)
class Sorted:
    """Results of one document: those that count, and those set aside with the waiver."""

    counting: tuple[Result, ...]
    waived: tuple[tuple[Waiver, Result], ...]


def sort(document: str, results: Iterable[Result], waivers: Iterable[Waiver]) -> Sorted:
    """Sort results into those that count and those that a waiver covers."""
    known = tuple(waivers)
    counting, waived = [], []
    for result in results:
        waiver = next((w for w in known if w.covers(document, result)), None)
        if waiver is None:
            counting.append(result)
        else:
            waived.append((waiver, result))
    return Sorted(tuple(counting), tuple(waived))


def read_waivers(file: Path) -> tuple[Waiver, ...]:
    """Read catalogue/waivers.yaml; no file, no waivers.

    Raises:
        SourceError: naming file and line of a waiver that lacks something.
    """
    if not file.exists():
        return ()
    parsed = read_yaml(file)
    return tuple(_waiver(Fields(parsed, (str(key),)), str(key)) for key in parsed.data or {})


def _waiver(fields: Fields, key: str) -> Waiver:
    return Waiver(
        key=key,
        title=fields.text("title", required="title" in fields.data),
        document=fields.string("document"),
        shapes=fields.string("shapes"),
        component=_expand(fields, "component", fields.string("component")),
        path=_optional(fields, "path"),
        value=_optional(fields, "value"),
        reason=fields.text("reason"),
        source=fields.string("source"),
    )


def _optional(fields: Fields, key: str) -> str | None:
    name = fields.optional(key)
    return None if name is None else _expand(fields, key, name)


def _expand(fields: Fields, key: str, name: str) -> str:
    if name.startswith(("http://", "https://")):
        return name
    prefix, _, local = name.partition(":")
    if prefix not in PREFIXES:
        raise fields.fault(key, f"«{name}» is no IRI, and its prefix is unknown")
    return PREFIXES[prefix] + local
