"""Mutation test of the shapes: drop one constraint at a time, and see whether some example notices.

Every constraint of every node shape and hand-written rule is really taken out, the shape compiled without it
and run again over the examples that gave results from it. An example notices when its results are no longer
the same. A constraint whose loss nobody notices is either superfluous or unproved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
import shacl

from stafett.iris import PREFIXES
from stafett.model.elements import CodeSets, Model
from stafett.model.examples import Example
from stafett.model.rules import Rules
from stafett.rdf import Triples
from stafett.records.proof import SUBCLASS, Outcome, example_of, outcome_of, together

_SH: Final = PREFIXES["sh"]
CONSTRAINTS: Final = frozenset(
    _SH + name
    for name in (
        "minCount", "maxCount", "datatype", "nodeKind", "class", "in", "pattern", "minInclusive",
        "maxInclusive", "minExclusive", "maxExclusive", "minLength", "maxLength", "languageIn", "uniqueLang",
        "hasValue", "equals", "disjoint", "lessThan", "lessThanOrEquals", "not", "and", "or", "xone", "node",
        "qualifiedMinCount", "qualifiedMaxCount", "closed", "sparql",
    )
)  # fmt: skip
"""The parameters that make a constraint, as in SHACL section 4, and SPARQL constraints as a whole."""
_NESTED: Final = " (nested)"
_FIRST: Final = 3
"""How many of the examples a constraint gave results in are asked first; the rest only if none notices."""


@dataclass(frozen=True)
class Constraint:
    """One constraint: the node shape or rule it belongs to (local name), what it is of, and which it is."""

    shape: str
    of: str
    component: str

    def __str__(self) -> str:
        return f"{self.component} of {self.of}"

    @property
    def is_nested(self) -> bool:
        """True when it is of a part without a name, such as one alternative of sh:or."""
        return self.of.endswith(_NESTED)


@dataclass(frozen=True)
class Score:
    """Which constraints some example notices the loss of, and which none does."""

    noticed: tuple[Constraint, ...]
    missed: tuple[Constraint, ...]

    @property
    def share(self) -> float:
        """The share that is noticed, from 0 to 1; 1 where there is nothing to notice."""
        total = len(self.noticed) + len(self.missed)
        return len(self.noticed) / total if total else 1.0


Results = dict[int, set[Outcome]]


class _Data:
    """The examples as N-Triples, so that a few of them can be validated again."""

    def __init__(self, examples: Sequence[Example], model: Model, codes: CodeSets, axioms: list[str]) -> None:
        self.axioms = axioms
        self.lines = [
            [f"{t} ." for t in together([example], model, codes, number)]
            for number, example in enumerate(examples)
        ]

    def validate(self, shapes: Iterable[ox.Triple], numbers: Iterable[int]) -> list[shacl.Result]:
        compiled = shacl.Shapes.from_text("".join(f"{t} .\n" for t in shapes), format="ntriples")
        chosen = [line for n in numbers for line in self.lines[n]]
        return list(compiled.validate_text("\n".join(self.axioms + chosen), format="ntriples").results)


def measure(
    examples: Sequence[Example],
    model: Model,
    codes: CodeSets,
    shapes: Triples,
    rules: Rules,
    progress: Callable[[str], None] = lambda _: None,
) -> Score:
    """Drop each constraint of the generated shapes and of the rules in turn, and see who notices.

    Args:
        examples: written examples and mutants.
        model: the model.
        codes: all code lists.
        shapes: the generated shapes.
        rules: the hand-written ones; only written examples prove those.
        progress: called with the name of each node shape as its turn comes.
    """
    data = _Data(examples, model, codes, [f"{t} ." for t in shapes if t.predicate.value == SUBCLASS])
    ruled = [n for n, e in enumerate(examples) if e.rule or e.valid]
    results = data.validate(shapes, range(len(examples)))
    found: dict[bool, list[Constraint]] = {True: [], False: []}
    for name, part in _split(shapes):
        progress(name)
        own = _results((r for r in results if _owner(r) == name), rules)
        others = _results((r for r in results if _owner(r) != name), rules)
        for triple, constraint in _constraints(name, part):
            left = [t for t in part if t != triple]
            asked = _likely(own, constraint)
            found[_notices(data, rules, left, own, others, asked)].append(constraint)
    for name, part in _split(rules.triples):
        progress(name)
        asked = [n for n in ruled if examples[n].rule == name]
        own = _results(data.validate(part, asked), rules)
        for triple, constraint in _constraints(name, part):
            left = [t for t in part if t != triple]
            found[_notices(data, rules, left, own, {}, asked)].append(constraint)
    return Score(tuple(found[True]), tuple(found[False]))


def _likely(own: Results, constraint: Constraint) -> list[int]:
    """The examples that gave a result of the component, those of the same property first.

    A nested constraint shows only in the results of what it is nested in.
    """
    if constraint.is_nested:
        return sorted(own)
    last = constraint.of.rpartition("-")[2]
    numbers = [n for n, found in own.items() if any(o[1] == constraint.component for o in found)]
    return sorted(numbers, key=lambda n: all(o[0] != last for o in own[n]))


def _notices(
    data: _Data,
    rules: Rules,
    left: list[ox.Triple],
    own: Results,
    others: Results,
    asked: list[int],
) -> bool:
    """True when an example gives other results without the constraint, all other shapes being as they are."""
    for numbers in (asked[:_FIRST], asked[_FIRST:]):
        after = _results(data.validate(left, numbers), rules) if numbers else {}
        for number in numbers:
            rest = others.get(number, set())
            if own.get(number, set()) | rest != after.get(number, set()) | rest:
                return True
    return False


def _results(found: Iterable[shacl.Result], rules: Rules) -> Results:
    results: Results = {}
    for result in found:
        if (number := example_of(result.focus_node)) is not None:
            results.setdefault(number, set()).add(outcome_of(result, rules))
    return results


def _owner(result: shacl.Result) -> str:
    """The node shape that a result of the generated shapes comes from, by local name."""
    return (result.root_shape or result.source_shape or "").strip("<>").rpartition("/")[2].partition("-")[0]


def _split(triples: Iterable[ox.Triple]) -> Iterator[tuple[str, list[ox.Triple]]]:
    """Each node shape with a target, by local name, with all that is said of it."""
    by_subject: dict[object, list[ox.Triple]] = {}
    for t in triples:
        by_subject.setdefault(t.subject, []).append(t)
    for subject, own in by_subject.items():
        if any(t.predicate.value == _SH + "targetClass" for t in own):
            yield str(subject).strip("<>").rpartition("/")[2], list(_reach(subject, by_subject))


def _reach(start: object, by_subject: dict[object, list[ox.Triple]]) -> Iterator[ox.Triple]:
    waiting, seen = [start], {start}
    while waiting:
        for t in by_subject.get(waiting.pop(), ()):
            yield t
            if t.object not in seen and t.object in by_subject:
                seen.add(t.object)
                waiting.append(t.object)


def _constraints(name: str, part: list[ox.Triple]) -> Iterator[tuple[ox.Triple, Constraint]]:
    for t in part:
        if t.predicate.value in CONSTRAINTS:
            named = isinstance(t.subject, ox.NamedNode)
            of = str(t.subject).strip("<>").rpartition("/")[2] if named else name + _NESTED
            yield t, Constraint(name, of, t.predicate.value.removeprefix(_SH))
