"""What a code's page says besides the code itself: history, mappings, namesakes, and where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import unquote

from stafett.web.codebook import Place, Referrers
from stafett.web.codedata import Deviation, Field, MappingRow, Step
from stafett.web.links import safe_href
from stafett.web.pagedata import SlotPage, Texts
from stafett.web.room import Room
from stafett.web.rulebook import RuleEntry

RULES_FILE: Final = "model/stafett.rules.nt"


@dataclass(frozen=True)
class CodeRef:
    """A code by its identifier; label and address are None where no list of ours has it."""

    iri: str
    notation: str
    label: Texts | None
    href: str | None


@dataclass(frozen=True)
class Way:
    """A chain of replacements from the code of the page to another one."""

    path: tuple[CodeRef, ...]
    steps: tuple[tuple[Step, ...], ...]

    @property
    def end(self) -> CodeRef:
        """The code at the other end."""
        return self.path[-1]

    @property
    def length(self) -> int:
        """The number of steps."""
        return len(self.path) - 1


@dataclass(frozen=True)
class Counterpart:
    """A row of a mapping table, and where the other side is described."""

    row: MappingRow
    ref: CodeRef | None
    href: str | None


def reference(room: Room, iri: str) -> CodeRef:
    """A code by its identifier."""
    places = room.codebook.with_iri(iri)
    if places:
        code = places[0].code
        return CodeRef(iri, code["notation"], code["label"], places[0].href)
    return CodeRef(iri, unquote(iri.rpartition("/")[2]), None, None)


def ways(room: Room, iri: str, direction: str) -> list[Way]:
    """All chains from a code, `after` or `before` it, the shortest first. Empty: no mapping is known."""
    history = room.site.code_data.history.get(iri)
    if history is None:
        return []
    paths = history["after"] if direction == "after" else history["before"]
    return [_way(room, path, forwards=direction == "after") for path in paths]


def _way(room: Room, path: list[str], *, forwards: bool) -> Way:
    ends = [(one, other) if forwards else (other, one) for one, other in pairwise(path)]
    stated = tuple(
        tuple(s for s in room.site.code_data.steps if (s["old"], s["new"]) == pair) for pair in ends
    )
    return Way(tuple(reference(room, iri) for iri in path), stated)


def kind_of_replacement(room: Room, iri: str) -> str:
    """What happened to a code in its next step: none, one, split, merge or split and merge."""
    history = room.site.code_data.history.get(iri)
    return history["kind"] if history else "none"


def counterparts(room: Room, iri: str) -> list[Counterpart]:
    """What the mapping tables say of a code."""
    return [_counterpart(room, row) for row in room.site.code_data.mappings.get(iri, [])]


def _counterpart(room: Room, row: MappingRow) -> Counterpart:
    iri = row["other"]["iri"] if row["other"] else None
    if iri is None:
        return Counterpart(row, None, None)
    places = room.codebook.with_iri(iri)
    ref = reference(room, iri) if places else None
    return Counterpart(row, ref, ref.href if ref else room.site.local_path(iri) or safe_href(iri))


def namesakes(room: Room, place: Place) -> list[Place]:
    """The same notation in other lists, where it means something else: a bare code is never a key."""
    others = room.codebook.with_notation(place.code["notation"])
    return [other for other in others if other.code["iri"] != place.code["iri"]]


def referrers(room: Room, place: Place) -> list[Referrers]:
    """The codes that name this one in a column."""
    return room.codebook.referring(place.codelist["scheme"], place.code["notation"])


def slots_of(room: Room, scheme: str) -> list[SlotPage]:
    """The slots of the model that take their values from a list."""
    return [
        slot
        for slot in room.site.model["slots"].values()
        if slot["range"]["kind"] == "codelist" and slot["range"]["name"] == scheme
    ]


def rules_of(room: Room, scheme: str) -> list[RuleEntry]:
    """The rules that name the list, one of its codes, or a slot that takes its values from it."""
    wanted = {iri for slot in slots_of(room, scheme) for iri in (slot["path"], slot["iri"])}
    names = {iri.rpartition("/")[2] for iri in wanted}
    start = f"{room.site.base}/code/{scheme}"
    return [
        rule
        for rule in room.site.rules
        if any(
            term in wanted or term == start or term.startswith(f"{start}/") or _names(term, names, start)
            for term in _terms(room, rule.iri)
        )
    ]


def _names(text: str, slots: set[str], start: str) -> bool:
    """True where the text of a query names one of the slots or a code of the list."""
    return "$this" in text and (f"<{start}/" in text or any(f"stafett:{slot} " in text for slot in slots))


def _terms(room: Room, iri: str) -> Iterator[str]:
    if RULES_FILE in room.files:
        for triple in room.description(RULES_FILE).of(iri):
            yield getattr(triple.object, "value", "")


def fields_of(room: Room, iri: str) -> list[Field]:
    """The fields of deliveries that take their values from a list, as the catalogue describes them."""
    return room.site.code_data.fields.get(iri, [])


def deviations_of(room: Room, scheme: str, notation: str | None = None) -> list[Deviation]:
    """The known deviations that concern a list, or one code of it."""
    return [
        deviation
        for deviation in room.site.code_data.deviations
        if scheme in (deviation["listA"]["scheme"], deviation["listB"]["scheme"])
        and (notation is None or notation in _notations(deviation, scheme))
    ]


def _notations(deviation: Deviation, scheme: str) -> set[str]:
    """The codes of one of the two lists that a deviation is about."""
    named = [*deviation["codes"], *deviation["counterparts"].values()]
    return {code["notation"] for code in named if (code["href"] or "").startswith(f"/code/{scheme}/")}
