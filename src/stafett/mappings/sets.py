"""What a mapping set is: statements that a term of ours corresponds to a term of somebody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from stafett.errors import Location

NO_TERM: Final = "https://w3id.org/sssom/NoTermFound"
"""Stands where the other side has no term: the absence is stated, not forgotten (SSSOM 1.1)."""


@dataclass(frozen=True)
class Entity:
    """One side of a mapping. Text without identifier, as the name of a field, has no IRI."""

    curie: str
    iri: str | None
    label: str


@dataclass(frozen=True)
class Mapping:
    """One row. `negated` says that the predicate does not hold, as of terms that only share a name."""

    subject: Entity
    predicate: Entity
    object: Entity
    negated: bool
    justification: str
    confidence: float
    comment: str | None
    where: Location

    @property
    def is_plain(self) -> bool:
        """True where the mapping can also be said as one triple."""
        ends = (self.subject.iri, self.object.iri)
        return not self.negated and None not in ends and NO_TERM not in ends


@dataclass(frozen=True)
class MappingSet:
    """A file of mappings, with what it says of itself."""

    name: str
    iri: str
    title: str
    description: str
    creator: str
    licence: str
    version: str
    date: date
    subject_source: str
    object_source: str
    object_source_version: str | None
    object_type: str | None
    mappings: tuple[Mapping, ...]
