"""Which code replaced which: chains, splits and merges, with the source of each step.

The graph holds what sources state, step by step; answers go the whole way and say how long it is. A
code of which no source says anything is answered as «no mapping known», never with silence.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from stafett.codes.identity import grep_iri
from stafett.codes.lists import CERTAINTIES, CERTAINTY_SCHEME
from stafett.errors import Location, SourceError
from stafett.iris import Iris
from stafett.languages import Text
from stafett.rdf import Triples

COLUMNS: Final = ("old", "new", "relation", "certainty", "source", "read")
RELATIONS: Final = {
    "grep:erstatter": "http://psi.udir.no/ontologi/kl06/erstatter",
    "grep:erstattes-av": "http://psi.udir.no/ontologi/kl06/erstattes-av",
    "vigo:element-replaces-element": "https://kodeverk.vigo.no/api/relation/element-replaces-element",
    "vigo:replaced-by": "https://kodeverk.vigo.no/api/relation/replaced-by",
}
"""The sources' own relations, and the IRIs they are written with beside Dublin Core's."""

_NEW_TO_OLD: Final = frozenset({"grep:erstatter", "vigo:element-replaces-element"})

UNKNOWN: Final = "no mapping known"
NO_MAPPING: Final = Text.of({"nb": "ingen avbildning kjent", "nn": "inga avbilding kjend", "en": UNKNOWN})
NO_TERM: Final = "https://w3id.org/sssom/NoTermFound"
"""What a statement has as its object where nothing is known: the absence is said, not left out."""
Direction = Literal["after", "before"]


@dataclass(frozen=True)
class Replacement:
    """One step: `new` took the place of `old`, as `relation` of a source says."""

    old: str
    new: str
    relation: str
    certainty: str
    sources: tuple[str, ...]
    read: date | None = None
    where: Location | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Answer:
    """A code that took another's place, directly (length 1) or in steps; `path` has both ends."""

    code: str
    path: tuple[str, ...]

    @property
    def length(self) -> int:
        """The number of steps."""
        return len(self.path) - 1


class ReplacementGraph:
    """All steps known, without a cycle."""

    def __init__(self, steps: Iterable[Replacement]) -> None:
        """Keep the steps, sorted.

        Raises:
            SourceError: a code replaces itself in one step or in many; the whole cycle is named.
        """
        self.steps = tuple(sorted(steps, key=lambda s: (s.old, s.new, s.relation)))
        if cycle := _cycle(self._after):
            first = next(s for s in self.steps if s.old == cycle[0] and s.new == cycle[1])
            raise SourceError(
                f"Codes replace each other in a circle: {' → '.join(cycle)}",
                where=first.where,
                hint="One of the steps must be wrong; ask the source, and leave it out until then.",
            )

    @cached_property
    def _after(self) -> dict[str, list[str]]:
        return _neighbours((s.old, s.new) for s in self.steps)

    @cached_property
    def _before(self) -> dict[str, list[str]]:
        return _neighbours((s.new, s.old) for s in self.steps)

    def __contains__(self, code: object) -> bool:
        return code in self._after or code in self._before

    def has_successor(self, code: str) -> bool:
        """Whether a source names a code that took this one's place."""
        return code in self._after

    def has_predecessor(self, code: str) -> bool:
        """Whether a source names a code whose place this one took."""
        return code in self._before

    def follow(self, code: str, direction: Direction = "after") -> list[Answer]:
        """Every code that replaced this one (or, `before`, that it replaced), by the shortest path.

        An empty list means that no source we have says anything: no mapping known.
        """
        neighbours = self._after if direction == "after" else self._before
        found: dict[str, Answer] = {}
        queue: deque[tuple[str, tuple[str, ...]]] = deque([(code, (code,))])
        while queue:
            at, path = queue.popleft()
            for other in neighbours.get(at, ()):
                if other not in found:
                    found[other] = Answer(other, (*path, other))
                    queue.append((other, (*path, other)))
        return sorted(found.values(), key=lambda a: (a.length, a.path))

    def current(self, code: str) -> list[str]:
        """Where all ways from a code end: the codes that stand in its place now. Empty if none is known."""
        return sorted(a.code for a in self.follow(code) if a.code not in self._after)

    def kind(self, code: str) -> str:
        """What happened to a code in its next step: `none`, `one`, `split`, `merge` or `split and merge`."""
        next_ones = self._after.get(code, [])
        split = len(next_ones) > 1
        merge = any(len(self._before[other]) > 1 for other in next_ones)
        if split and merge:
            return "split and merge"
        return "split" if split else "merge" if merge else "one" if next_ones else "none"

    def stated(self, old: str, new: str) -> list[Replacement]:
        """What sources say of one step."""
        return [s for s in self.steps if (s.old, s.new) == (old, new)]

    def joined(self, more: Iterable[Replacement]) -> ReplacementGraph:
        """The graph with more steps; a step that is there already is not doubled."""
        known = {(s.old, s.new, s.relation) for s in self.steps}
        return ReplacementGraph([*self.steps, *(s for s in more if (s.old, s.new, s.relation) not in known)])


def _neighbours(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
    return {one: sorted(others) for one, others in found.items()}


def _cycle(after: Mapping[str, list[str]]) -> list[str] | None:
    """A cycle as a path that ends where it begins, or None. Without recursion: chains may be long."""
    done: set[str] = set()
    for start in sorted(after):
        path: list[str] = []
        on_path: set[str] = set()
        stack = [(start, iter(after.get(start, ())))] if start not in done else []
        if stack:
            path, on_path = [start], {start}
        while stack:
            at, others = stack[-1]
            other = next(others, None)
            if other is None:
                stack.pop()
                done.add(at)
                on_path.discard(path.pop())
            elif other in on_path:
                return [*path[path.index(other) :], other]
            elif other not in done:
                stack.append((other, iter(after.get(other, ()))))
                path.append(other)
                on_path.add(other)
    return None


def read_replacements(file: Path, sources: Iterable[str] | None = None) -> ReplacementGraph:
    """Read `codes/replacements.csv`.

    Args:
        file: the CSV.
        sources: the keys of sources.yaml; every source must be one of them, where they are given.

    Raises:
        SourceError: naming file and line.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SourceError(f"There is no file {file}") from None
    except UnicodeDecodeError as fault:
        raise SourceError(f"The file is not UTF-8 (byte {fault.start})", where=Location(file)) from None
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != COLUMNS:
        names = ",".join(reader.fieldnames or ())
        raise SourceError(f"The columns are {names}; expected {','.join(COLUMNS)}", where=Location(file, 1))
    known = None if sources is None else set(sources)
    steps: dict[tuple[str, str, str], Replacement] = {}
    for row in reader:
        step = _step(row, Location(file, reader.line_num), known)
        key = (step.old, step.new, step.relation)
        if key in steps:
            line = steps[key].where
            raise SourceError(
                f"{step.old} → {step.new} is already on line {line and line.line}", where=step.where
            )
        steps[key] = step
    return ReplacementGraph(steps.values())


def _step(row: Mapping[str, str | None], where: Location, known: set[str] | None) -> Replacement:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if missing := [name for name, cell in cells.items() if not cell]:
        raise SourceError(f"«{missing[0]}» is empty", where=where)
    for name, allowed in (("relation", tuple(RELATIONS)), ("certainty", CERTAINTIES)):
        if cells[name] not in allowed:
            raise SourceError(
                f"«{name}» is «{cells[name]}», but must be one of {', '.join(allowed)}", where=where
            )
    keys = tuple(key.strip() for key in cells["source"].split(";"))
    if known is not None and (unknown := [key for key in keys if key not in known]):
        raise SourceError(f"The source «{unknown[0]}» is not in sources.yaml", where=where)
    try:
        read = date.fromisoformat(cells["read"])
    except ValueError:
        raise SourceError(
            f"«read» is «{cells['read']}», but must be a date, YYYY-MM-DD", where=where
        ) from None
    return Replacement(cells["old"], cells["new"], cells["relation"], cells["certainty"], keys, read, where)


def write_replacements(
    graph: ReplacementGraph, iris: Iris, codes: Iterable[str] = (), scheme: str = "grep-fagkoder"
) -> Triples:
    """Return the graph as RDF: Dublin Core both ways, the source's own relation, a statement with its source.

    Codes of Grep are written with their canonical IRIs. The statement about each step lies under the page
    of the old code in `scheme`, so that its address can be looked up.

    Args:
        graph: the steps.
        iris: makes the identifiers.
        codes: all codes of the list; of each of which no source names a successor, or a predecessor, a
            statement says that none is known. That is the answer for every code from before 2006 too:
            no open list from Reform 94 has been found.
        scheme: the list.
    """
    out = Triples(iris)
    for step in graph.steps:
        old, new = grep_iri(step.old), grep_iri(step.new)
        out.add(old, "dct:isReplacedBy", new)
        out.add(new, "dct:replaces", old)
        ends = (new, old) if step.relation in _NEW_TO_OLD else (old, new)
        out.add(ends[0], RELATIONS[step.relation], ends[1])
        statement = f"{iris.code(scheme, step.old)}#isReplacedBy-{step.new}"
        out.types(statement, "rdf:Statement")
        out.add(statement, "rdf:subject", old)
        out.add(statement, "rdf:predicate", "dct:isReplacedBy")
        out.add(statement, "rdf:object", new)
        out.add(statement, "stafett:certainty", iris.code(CERTAINTY_SCHEME, step.certainty))
        for source in step.sources:
            out.add(statement, "dct:source", iris.thing("source", source))
        out.literal(statement, "stafett:readOn", step.read, "date")
    _write_unknown(out, graph, codes, scheme)
    return out


def write_neighbours(out: Triples, graph: ReplacementGraph, codes: Iterable[str]) -> None:
    """Add to a list's own graph what its codes were replaced by and what they replaced, step by step."""
    known = set(codes)
    for step in graph.steps:
        if step.old in known:
            out.add(grep_iri(step.old), "dct:isReplacedBy", grep_iri(step.new))
        if step.new in known:
            out.add(grep_iri(step.new), "dct:replaces", grep_iri(step.old))


def _write_unknown(out: Triples, graph: ReplacementGraph, codes: Iterable[str], scheme: str) -> None:
    """Say of each code without a known successor or predecessor that none is known (SSSOM's NoTermFound)."""
    out.text(NO_TERM, "rdfs:label", NO_MAPPING)
    for code in codes:
        for predicate, is_known in (
            ("isReplacedBy", graph.has_successor(code)),
            ("replaces", graph.has_predecessor(code)),
        ):
            if not is_known:
                statement = f"{out.iris.code(scheme, code)}#{predicate}-unknown"
                out.types(statement, "rdf:Statement")
                out.add(statement, "rdf:subject", grep_iri(code))
                out.add(statement, "rdf:predicate", f"dct:{predicate}")
                out.add(statement, "rdf:object", NO_TERM)
