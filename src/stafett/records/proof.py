"""The examples as proof of the model: each gives the results it says, and no others.

All examples are validated in one graph, each under names of its own, with the native engine `shacl`:
pySHACL would make every build wait for seconds. A test compares the two engines on every example.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import pyoxigraph as ox
import shacl

from stafett.errors import Location, SourceError
from stafett.generate.instances import write_instances
from stafett.model.elements import CodeSets, Model
from stafett.model.examples import Example
from stafett.model.reader import ModelError
from stafett.model.rules import Rules
from stafett.rdf import Triples, serialise
from stafett.records.deadlines import check_deadlines

Outcome = tuple[str, str, str, str | None]
"""Path (local name), constraint, severity and, for a hand-written rule, its identifier, of one result."""

_NAME: Final = "urn:stafett:example-{}:"
_NUMBER: Final = re.compile(r"urn:stafett:example-(\d+):")
SUBCLASS: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


def check_examples(
    examples: Sequence[Example], model: Model, codes: CodeSets, shapes: Triples, rules: Rules
) -> None:
    """Check that every example breaks the rules it says it breaks, and no others, and that none is unproved.

    Args:
        examples: all examples.
        model: the model.
        codes: all code lists.
        shapes: the generated shapes.
        rules: the hand-written ones; each must have a valid and an invalid example.

    Raises:
        ModelError: with a fault for each expected result that is missing and each that is not expected.
    """
    _check_proved(examples, rules)
    found = outcomes(examples, model, codes, shapes, rules)
    faults = [f for n, e in enumerate(examples) for f in _faults(e, found.get(n, {}), model)]
    faults += check_deadlines(examples)
    if faults:
        raise ModelError(faults)


def _check_proved(examples: Sequence[Example], rules: Rules) -> None:
    known = {rule.identifier for rule in rules.rules}
    for rule in rules.rules:
        for valid in (True, False):
            if not any(e.rule == rule.identifier and e.valid == valid for e in examples):
                kind = "valid" if valid else "invalid"
                text = f"The rule {rule.identifier} has no {kind} example in model/examples/rules"
                raise SourceError(text, where=Location(rule.file))
    for example in examples:
        if example.rule and example.rule not in known:
            raise SourceError(f"There is no rule {example.rule} in shapes/rules", where=example.where)


def outcomes(
    examples: Sequence[Example], model: Model, codes: CodeSets, shapes: Triples, rules: Rules
) -> dict[int, dict[Outcome, str]]:
    """Validate all examples at once; return each one's results, by its number, with their message."""
    lines = [str(t) + " ." for t in shapes if t.predicate.value == SUBCLASS]
    lines += (str(t) + " ." for t in together(examples, model, codes))
    everything = serialise(shapes, "nt").decode() + "".join(f"{t} .\n" for t in rules.triples)
    compiled = shacl.Shapes.from_text(everything, format="ntriples")
    report = compiled.validate_text("\n".join(lines), format="ntriples")
    found: dict[int, dict[Outcome, str]] = {}
    for result in report.results:
        if (number := example_of(result.focus_node)) is not None:
            found.setdefault(number, {})[outcome_of(result, rules)] = result.message or ""
    return found


def outcome_of(result: shacl.Result, rules: Rules) -> Outcome:
    """What a result of the native engine says, but for the thing it says it of."""
    rule = rules.owner_of(result.root_shape or result.source_shape or "")
    return _local(result.path), _constraint(result.component_iri), result.severity, rule


def together(
    examples: Sequence[Example], model: Model, codes: CodeSets, first: int = 0
) -> Iterator[ox.Triple]:
    """Yield the triples of all examples as one graph, each example's own things under names of its own.

    The examples are numbered from `first`.
    """
    codes_of = {s.path for s in model.slots.values() if s.range.kind == "codelist"}
    nesting = {p.path for c in model.classes.values() for p in c.properties if p.inlined}
    for number, example in enumerate(examples, first):
        triples = list(write_instances(model, codes, example.data))
        yield from _apart(triples, _NAME.format(number), codes_of, nesting)


def example_of(focus: str) -> int | None:
    """The number of the example that a focus node of `together` belongs to."""
    found = _NUMBER.search(focus)
    return int(found[1]) if found else None


def _local(path: str | None) -> str:
    """The last part of an IRI; empty where the path is more than one property, as an inverse one is."""
    if path is None or not re.fullmatch(r"<?\w+:[^\s<>^|*+?]+>?", path):
        return ""
    return re.split(r"[/#]", (path or "").strip("<>"))[-1]


def _constraint(component: str) -> str:
    name = _local(component).removesuffix("ConstraintComponent")
    return "sparql" if name == "SPARQL" else name[:1].lower() + name[1:]


def _apart(
    own: Sequence[ox.Triple], prefix: str, codes_of: set[str], nesting: set[str]
) -> Iterator[ox.Triple]:
    """The triples of one example, with everything it describes renamed so that examples do not mix.

    Nested objects get names too, since validation reports must lead back to the example; a blank node where a
    reference belongs stays one, since that is what is wrong with it. Codes keep theirs, because sh:in lists
    them by it, also in an example that describes one.
    """
    described = {t.subject for t in own}
    blank = {t.object for t in own if isinstance(t.object, ox.BlankNode) and t.predicate.value not in nesting}

    def renamed(term: object) -> ox.NamedNode | ox.BlankNode | None:
        if term in blank:
            return ox.BlankNode(re.sub(r"\W", "", prefix) + str(term.value))  # type: ignore[attr-defined]
        known = isinstance(term, ox.NamedNode | ox.BlankNode) and term in described
        return ox.NamedNode(prefix + str(term.value)) if known else None  # type: ignore[attr-defined]

    for t in own:
        value = None if t.predicate.value in codes_of else renamed(t.object)
        yield ox.Triple(renamed(t.subject) or t.subject, t.predicate, value or t.object)


def _faults(example: Example, got: dict[Outcome, str], model: Model) -> Iterator[SourceError]:
    said = {
        (_local(model.slots[e.path].path) if e.path else "", e.constraint, e.severity, e.rule): e
        for e in example.expect
    }
    for result, expected in said.items():
        if result not in got:
            text = f"The example says it breaks {expected.constraint} of «{expected.path}», but it does not"
            yield SourceError(text, where=expected.where)
    for result, message in got.items():
        # An example of one missing or misshapen property often breaks rules as well; it need not name them.
        aside = result[3] is not None and example.rule is None and not example.valid
        if result not in said and not aside:
            kind = "valid example" if example.valid else "example does not say so, but it"
            rule = f" (rule {result[3]})" if result[3] else ""
            text = f"The {kind} breaks {result[1]} of «{result[0]}»{rule}"
            yield SourceError(text, where=example.where, hint=message or None)
