"""What a code list is: its codes, and where each of them comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from stafett.errors import Location
from stafett.languages import Text
from stafett.model.elements import CodeSet, EnumDef, Model

STATUSES: Final = ("current", "expired", "reform94", "system", "unknown")
CERTAINTIES: Final = ("verified", "secondary", "inferred", "codeOnly")
ORIGIN_SCHEME: Final = "stafett-opphav"
STATUS_SCHEME: Final = "stafett-kodestatus"
CERTAINTY_SCHEME: Final = "stafett-sikkerhet"


@dataclass(frozen=True)
class Source:
    """A document or data set that codes were read from, and the day it was read."""

    key: str
    iri: str
    title: Text
    url: str
    publisher: Text
    published: date | None
    licence: str | None
    licence_note: Text
    attribution: str | None
    read: date


@dataclass(frozen=True)
class Column:
    """An extra column of a list: the model slot it fills, and the list its values are codes of.

    `level` says that the codes are grouped by this column: 1 is the outermost group.
    """

    name: str
    slot: str
    scheme: str | None
    level: int | None = None


@dataclass(frozen=True)
class Code:
    """One code. `extra` holds the values of the list's extra columns, by column name."""

    notation: str
    iri: str
    label: Text
    definition: Text
    note: Text
    valid_from: date | None
    valid_to: date | None
    status: str
    certainty: str
    sources: tuple[Source, ...]
    read: date
    own_translation: tuple[str, ...]
    see_also: str | None
    extra: Mapping[str, str]
    where: Location


@dataclass(frozen=True)
class CodeList:
    """A code list.

    `total` is how many codes the owner has, where that is known; `agent` the IRI of the owner; `levels`
    the columns that hold the codes above a code, from the top down: none for a list without levels.
    """

    scheme: str
    iri: str
    title: Text
    description: Text
    owner: Text
    agent: str
    homepage: str | None
    origin: str
    version: str
    issued: date | None
    source: Source
    read: date
    licence: str | None
    licence_note: Text
    complete: bool
    total: int | None
    concept_type: str | None
    columns: tuple[Column, ...]
    codes: tuple[Code, ...]
    levels: tuple[str, ...] = ()
    is_enumeration: bool = False

    def by_notation(self) -> dict[str, Code]:
        """The codes by notation."""
        return {c.notation: c for c in self.codes}

    def code_set(self) -> CodeSet:
        """What the writers of the model need to know of the list."""
        iris = {c.notation: c.iri for c in self.codes}
        return CodeSet(self.scheme, self.complete, iris, {c.notation: c.label for c in self.codes})


def list_of_enumeration(model: Model, enum: EnumDef, read: date) -> CodeList:
    """An enumeration of our own model as a code list like any other; the model is its source."""
    source = Source(
        key="stafett-model",
        iri=model.iris.term("").rstrip("/"),
        title=model.title,
        url=model.iris.term("").rstrip("/"),
        publisher=Text.of({"nb": "Stafett", "nn": "Stafett", "en": "Stafett"}),
        published=None,
        licence="http://publications.europa.eu/resource/authority/licence/CC_BY_4_0",
        licence_note=Text(),
        attribution=None,
        read=read,
    )
    codes = tuple(
        Code(
            notation=v.name,
            iri=v.iri,
            label=v.title,
            definition=v.description,
            note=Text(),
            valid_from=None,
            valid_to=None,
            status="current",
            certainty="verified",
            sources=(source,),
            read=read,
            own_translation=(),
            see_also=None,
            extra={},
            where=enum.where,
        )
        for v in enum.values
    )
    return CodeList(
        scheme=enum.scheme,
        iri=enum.iri,
        title=enum.title,
        description=enum.description,
        owner=source.publisher,
        agent=model.iris.thing("agent", "stafett"),
        homepage=None,
        origin="Stafett",
        version=model.version,
        issued=None,
        source=source,
        read=read,
        licence=source.licence,
        licence_note=Text(),
        complete=True,
        total=len(codes),
        concept_type=None,
        columns=(),
        codes=codes,
        is_enumeration=True,
    )
