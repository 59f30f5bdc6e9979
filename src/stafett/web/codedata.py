"""What `dist/pages` says of codes besides the lists: history, mappings, changes, gaps and deviations.

All of it is optional: an older build has none, and the pages then say that nothing is recorded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypedDict

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
    iri: str
    title: Texts
    origin: str
    owner: Texts
    known: int
    total: int | None
    complete: bool
    read: str
    why: Texts
    need: Texts
    counts: dict[str, int]


class AbsentList(TypedDict):
    """A list that exists, but of which no code is known."""

    scheme: str
    title: Texts
    owner: Texts
    why: Texts
    need: Texts


@dataclass(frozen=True)
class CodeData:
    """All of it."""

    steps: list[Step] = field(default_factory=list)
    history: dict[str, History] = field(default_factory=dict)
    mappings: dict[str, list[MappingRow]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    gaps: list[GapList] = field(default_factory=list)
    absent: list[AbsentList] = field(default_factory=list)


def read_code_data(pages: Path) -> CodeData:
    """Read the files.

    Raises:
        DistError: one of them is broken.
    """
    history = _read(pages, "history") or {"steps": [], "codes": {}}
    gaps = _read(pages, "gaps") or {"lists": [], "absent": []}
    return CodeData(
        steps=history["steps"],
        history=history["codes"],
        mappings=_read(pages, "mappings") or {},
        changes=_read(pages, "changes") or [],
        gaps=gaps["lists"],
        absent=gaps["absent"],
    )


def _read(pages: Path, name: Literal["history", "mappings", "changes", "gaps"]) -> Any:
    file = pages / f"code-{name}.json"
    try:
        return json.loads(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        raise DistError(f"{file} cannot be read: {fault}", hint="Build again.") from fault
