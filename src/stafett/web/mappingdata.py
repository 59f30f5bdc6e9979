"""The mapping sets as the build wrote them for the pages, and look-ups in them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from stafett.errors import DistError


class Side(TypedDict):
    """One side of a mapping; a text without identifier, as the name of a field, has no IRI."""

    curie: str
    iri: str | None
    label: str


class Row(TypedDict):
    """One mapping. A side is None where the row states that it has no such term."""

    subject: Side | None
    predicate: str
    negated: bool
    object: Side | None
    confidence: float
    justification: str
    comment: str | None


class MappingSet(TypedDict):
    """One table of mappings."""

    name: str
    iri: str
    title: str
    description: str
    version: str
    date: str
    target: str
    targetVersion: str | None
    rows: list[Row]


@dataclass(frozen=True)
class SetRow:
    """A row with the set it stands in."""

    mapping_set: MappingSet
    row: Row


@dataclass(frozen=True)
class Mappings:
    """All mapping sets, by name."""

    sets: tuple[MappingSet, ...]
    _of: dict[str, list[SetRow]] = field(repr=False)

    @classmethod
    def of(cls, sets: Iterable[MappingSet]) -> Mappings:
        """Index the sets by our own terms."""
        kept = tuple(sets)
        found: dict[str, list[SetRow]] = {}
        for one in kept:
            for row in one["rows"]:
                if row["subject"] and (iri := row["subject"]["iri"]):
                    found.setdefault(iri, []).append(SetRow(one, row))
        return cls(kept, found)

    def get(self, name: str) -> MappingSet | None:
        """The set with this name."""
        return next((one for one in self.sets if one["name"] == name), None)

    def about(self, iri: str) -> list[SetRow]:
        """Every row whose subject is this term or code of ours, set by set."""
        return self._of.get(iri, [])


def read_mappings(pages: Path) -> Mappings:
    """Read dist/pages/mappings.json; nothing where a build has none.

    Raises:
        DistError: the file cannot be read or is no JSON.
    """
    file = pages / "mappings.json"
    if not file.exists():
        return Mappings.of(())
    try:
        sets: list[MappingSet] = json.loads(file.read_bytes())["sets"]
    except (OSError, ValueError) as fault:
        raise DistError(f"{file} cannot be read: {fault}", hint="Build again.") from fault
    return Mappings.of(sets)


def row_anchor(row: Row) -> str:
    """The id of the row on the page of its set; rows of one term share the first one's."""
    side = row["subject"] or row["object"]
    return "".join(c if c.isalnum() else "-" for c in side["curie"]) if side else "none"


def anchored(rows: Iterable[Row]) -> list[tuple[str, Row]]:
    """Each row with the id it has on its page: the first row of a term has one, the others have ""."""
    seen = {""}
    found = []
    for row in rows:
        anchor = row_anchor(row)
        found.append(("" if anchor in seen else anchor, row))
        seen.add(anchor)
    return found
