"""What `dist/pages` says of codes besides the lists: history, mappings, changes, gaps and deviations.

All of it is optional: an older build has none, and the pages then say that nothing is recorded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict

from stafett.errors import DistError
from stafett.web.listdata import Source
from stafett.web.pagedata import Texts


class Step(TypedDict):
    """One replacement as a source states it; both ends are IRIs."""

    old: str
    new: str
    relation: str
    certainty: str
    sources: list[Source]
    read: str | None


class History(TypedDict):
    """Everything before and after one code: each way as IRIs from the code to the other end."""

    kind: str
    after: list[list[str]]
    before: list[list[str]]


class Entity(TypedDict):
    """The other side of a mapping; a name without identifier has no IRI."""

    curie: str
    iri: str | None
    label: str


class MappingRow(TypedDict):
    """One row of a mapping table, seen from a code; `other` is null where no counterpart exists."""

    set: str
    title: str
    version: str
    predicate: str
    inverse: bool
    other: Entity | None
    negated: bool
    justification: str
    confidence: float
    comment: str | None


class Change(TypedDict):
    """One change in a list: `known` is the day we read of it, `date` when it takes effect, if stated."""

    key: str
    kind: str
    scheme: str
    notation: str | None
    version: str
    known: str
    date: str | None
    to: str | None


class GapList(TypedDict):
    """What one list lacks."""

    scheme: str
    title: Texts
    origin: str
    known: int
    total: int | None
    complete: bool
    read: str
    counts: dict[str, int]


class Carrier(TypedDict):
    """A delivery that has a field."""

    iri: str
    title: Texts


class Field(TypedDict):
    """A field of a delivery that takes its values from a list."""

    iri: str
    name: str
    interfaceRef: str | None
    handbookRef: str | None
    deliveries: list[Carrier]


class Gap(TypedDict):
    """What is missing of a list and what it takes; a list we do not have has no address."""

    scheme: str
    title: Texts
    href: str | None
    known: int
    total: int | None
    reason: str
    why: Texts
    needed: Texts
    note: Texts
    command: str | None


class NamedList(TypedDict):
    """A list that a deviation is about."""

    scheme: str
    iri: str
    title: Texts
    href: str


class NamedCode(TypedDict):
    """A code that a deviation is about; without label and address where it is a name for the list."""

    notation: str
    label: Texts
    href: str | None


class Deviation(TypedDict):
    """A known difference between two lists that should be alike."""

    key: str
    iri: str
    title: Texts
    statement: Texts
    listA: NamedList
    listB: NamedList
    kind: NamedCode
    codes: list[NamedCode]
    counterparts: dict[str, NamedCode]
    wholeList: bool
    evidence: Texts
    sources: list[Source]
    read: str
    certainty: NamedCode
    since: str | None
    reported: str


@dataclass(frozen=True)
class CodeData:
    """All of it."""

    steps: list[Step] = field(default_factory=list)
    history: dict[str, History] = field(default_factory=dict)
    mappings: dict[str, list[MappingRow]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    counts: list[GapList] = field(default_factory=list)
    fields: dict[str, list[Field]] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    deviations: list[Deviation] = field(default_factory=list)


def read_code_data(pages: Path) -> CodeData:
    """Read the files.

    Raises:
        DistError: one of them is broken.
    """
    history = _read(pages / "code-history.json") or {"steps": [], "codes": {}}
    known = _read(pages / "deviations.json") or {"deviations": [], "gaps": []}
    return CodeData(
        steps=history["steps"],
        history=history["codes"],
        mappings=_read(pages / "code-mappings.json") or {},
        changes=_read(pages / "code-changes.json") or [],
        counts=_read(pages / "code-gaps.json") or [],
        fields=_read(pages / "code-fields.json") or {},
        gaps=known["gaps"],
        deviations=known["deviations"],
    )


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        raise DistError(f"{file} cannot be read: {fault}", hint="Build again.") from fault
