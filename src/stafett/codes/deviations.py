"""Known differences between lists that should be alike: `codes/deviations.yaml`, checked against the lists.

A deviation is a claim about two lists, and the lists are here, so the claim is tried: a code that is said
to be in one list only must not be in the other, and a label that is said to differ must differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from stafett.codes.lists import CERTAINTIES, Code, CodeList, Source
from stafett.errors import Location, SourceError
from stafett.fields import Fields
from stafett.iris import Iris
from stafett.languages import Text
from stafett.yamlfile import read_yaml

FILE: Final = "deviations.yaml"
KINDS: Final = (
    "onlyInA", "onlyInB", "labelDiffers", "validityDiffers", "meaningDiffers", "identifierDiffers",
)  # fmt: skip
"""The values of the model's DeviationKind; a test compares them."""


@dataclass(frozen=True)
class Deviation:
    """One difference of one kind between two lists.

    `codes` are notations of list A or, for `onlyInB`, of list B. `counterparts` leads from a notation of
    A to the one it meets in B, where the two are written differently. `whole_list` is true where the claim
    is about the list as such, as a name that means two things, so that no code of ours can try it.
    """

    key: str
    iri: str
    title: Text
    statement: Text
    list_a: str
    list_b: str
    kind: str
    codes: tuple[str, ...]
    counterparts: Mapping[str, str]
    whole_list: bool
    evidence: Text
    sources: tuple[Source, ...]
    read: date
    certainty: str
    since: date | None
    reported: date
    where: Location

    def as_object(self, lists: Mapping[str, CodeList]) -> dict[str, Any]:
        """The deviation as an instance of the model's CodeListDeviation."""
        notations = [*self.codes, *(self.counterparts[c] for c in self.codes if c in self.counterparts)]
        found: dict[str, Any] = {
            "type": "CodeListDeviation",
            "id": self.iri,
            "title": self.title.as_dict(),
            "description": self.statement.as_dict(),
            "listA": lists[self.list_a].iri,
            "listB": lists[self.list_b].iri,
            "deviationKind": self.kind,
            "deviatingCode": sorted(set(notations)),
            "evidence": self.evidence.as_dict(),
            "source": [source.iri for source in self.sources],
            "readOn": self.read.isoformat(),
            "certainty": self.certainty,
            "reportedOn": self.reported.isoformat(),
        }
        return found | ({"validFrom": self.since.isoformat()} if self.since else {})


def read_deviations(
    file: Path, lists: Mapping[str, CodeList], sources: Mapping[str, Source], iris: Iris
) -> tuple[Deviation, ...]:
    """Read and try all deviations, in the order of the file.

    An entry whose `list_b` names several lists becomes one deviation for each of them.

    Raises:
        SourceError: naming file and line; also where a claim does not hold for the lists we have.
    """
    found: list[Deviation] = []
    parsed = read_yaml(file)
    for key in Fields(parsed).data:
        found.extend(_entry(Fields(parsed, (str(key),)), str(key), sources, iris, lists))
    return tuple(found)


def _entry(
    get: Fields, key: str, sources: Mapping[str, Source], iris: Iris, lists: Mapping[str, CodeList]
) -> Iterator[Deviation]:
    others = get.data.get("list_b")
    several = isinstance(others, list)
    for other in others if isinstance(others, list) else [others]:
        name = f"{key}-{other}" if several else key
        deviation = Deviation(
            key=name,
            iri=iris.thing("deviation", name),
            title=get.text("title"),
            statement=get.text("statement"),
            list_a=_one_of(get, "list_a", get.string("list_a"), lists),
            list_b=_one_of(get, "list_b", str(other), lists),
            kind=_one_of(get, "kind", get.string("kind"), KINDS),
            codes=_codes(get),
            counterparts=_counterparts(get),
            whole_list=get.data.get("whole_list") is True,
            evidence=get.text("evidence"),
            sources=tuple(sources[_one_of(get, "source", k, sources)] for k in _keys(get)),
            read=get.date("read"),
            certainty=_one_of(get, "certainty", get.string("certainty"), CERTAINTIES),
            since=get.optional_date("since"),
            reported=get.date("reported"),
            where=get.parsed.where(*get.path),
        )
        _try(deviation, lists)
        yield deviation


def _one_of(get: Fields, key: str, value: str, allowed: object) -> str:
    known = list(allowed) if isinstance(allowed, tuple | Mapping) else []
    if value not in known:
        what = f"one of {', '.join(known)}" if isinstance(allowed, tuple) else "known"
        raise get.fault(key, f"«{key}» is «{value}», but must be {what}")
    return value


def _keys(get: Fields) -> list[str]:
    return [key.strip() for key in get.string("source").split(";")]


def _codes(get: Fields) -> tuple[str, ...]:
    codes = get.data.get("codes")
    if not isinstance(codes, list) or not codes or not all(isinstance(c, str) for c in codes):
        raise get.fault("codes", "«codes» must be a list of codes, each as a string")
    return tuple(codes)


def _counterparts(get: Fields) -> dict[str, str]:
    found = get.data.get("counterparts") or {}
    if not isinstance(found, dict) or not all(isinstance(x, str) for pair in found.items() for x in pair):
        raise get.fault("counterparts", "«counterparts» must lead from a code of A to a code of B")
    return found


def _try(deviation: Deviation, lists: Mapping[str, CodeList]) -> None:
    """Hold the claim against the lists.

    Raises:
        SourceError: it does not hold.
    """
    if deviation.whole_list:
        return
    in_a, in_b = lists[deviation.list_a].by_notation(), lists[deviation.list_b].by_notation()
    if deviation.kind in {"onlyInA", "onlyInB"}:
        a_first = deviation.kind == "onlyInA"
        here, there = (in_a, in_b) if a_first else (in_b, in_a)
        names = (deviation.list_a, deviation.list_b)
        _only(deviation, here, there, names if a_first else names[::-1])
        return
    for code in deviation.codes:
        other = deviation.counterparts.get(code, code)
        for notation, known, name in ((code, in_a, deviation.list_a), (other, in_b, deviation.list_b)):
            if notation not in known:
                text = f"«{notation}» is no code of {name}, so it cannot deviate as {deviation.kind}"
                raise SourceError(text, where=deviation.where)
        if not _differ(deviation.kind, in_a[code], in_b[other]):
            text = f"«{code}» in {deviation.list_a} and «{other}» in {deviation.list_b} do not differ so"
            raise SourceError(text, where=deviation.where, hint=f"The kind is {deviation.kind}.")


def _only(
    deviation: Deviation, here: Mapping[str, Code], there: Mapping[str, Code], names: tuple[str, str]
) -> None:
    for code in deviation.codes:
        if code not in here:
            raise SourceError(f"«{code}» is no code of {names[0]}", where=deviation.where)
        if code in there:
            text = f"«{code}» is a code of {names[1]} too, so it is not only in {names[0]}"
            raise SourceError(text, where=deviation.where)


def _differ(kind: str, one: Code, other: Code) -> bool:
    if kind == "validityDiffers":
        return (one.valid_from, one.valid_to, one.status) != (other.valid_from, other.valid_to, other.status)
    if kind == "labelDiffers":
        return one.label.get("nb") != other.label.get("nb")
    if kind == "identifierDiffers":
        return one.notation != other.notation or (one.label == other.label and one.iri != other.iri)
    # What a code means is what its texts say; two codes with the very same texts cannot differ in meaning.
    return (one.label, one.definition, one.note) != (other.label, other.definition, other.note)
