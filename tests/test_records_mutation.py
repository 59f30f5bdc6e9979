from __future__ import annotations

from dataclasses import replace

import pytest

from stafett.generate.shacl import write_shacl
from stafett.model.examples import Example
from stafett.model.rules import Rules as HandWritten
from stafett.rdf import Triples
from stafett.records.mutants import make_mutants
from stafett.records.mutation import Constraint, Score, measure
from stafett.sources import Sources

NO_RULES = HandWritten((), frozenset())


@pytest.fixture(scope="module")
def shapes(sources: Sources) -> Triples:
    return write_shacl(sources.model, sources.code_sets)


@pytest.fixture(scope="module")
def everything(sources: Sources) -> tuple[Example, ...]:
    return (*sources.examples, *make_mutants(sources.model, sources.code_sets, sources.examples))


def part_of(shapes: Triples, sources: Sources, *classes: str) -> Triples:
    """The shapes of some classes only."""
    starts = tuple(sources.model.iris.shape(name) for name in classes)
    kept = Triples(sources.model.iris)
    kept.update(
        t
        for t in shapes
        if str(t.subject).startswith("_:") or str(t.subject).strip("<>").partition("-")[0] in starts
    )
    kept.update(t for t in shapes if t.predicate.value.endswith("#subClassOf"))
    return kept


def test_some_example_notices_the_loss_of_nearly_every_constraint(
    sources: Sources, shapes: Triples, everything: tuple[Example, ...]
) -> None:
    score = measure(everything, sources.model, sources.code_sets, shapes, sources.rules)
    assert score.share >= 0.95, [str(c) for c in score.missed]
    assert len(score.noticed) > 1900


def test_without_the_examples_of_a_constraint_its_loss_goes_unnoticed(
    sources: Sources, shapes: Triples, everything: tuple[Example, ...]
) -> None:
    few = [
        e
        for e in everything
        if e.name.startswith("Person-") and all(x.constraint != "minInclusive" for x in e.expect)
    ]
    score = measure(few, sources.model, sources.code_sets, part_of(shapes, sources, "Person"), NO_RULES)
    assert score.missed == (Constraint("Person", "Person-birthYear", "minInclusive"),)


def test_a_constraint_that_another_shape_repeats_is_superfluous(
    sources: Sources, shapes: Triples, everything: tuple[Example, ...]
) -> None:
    doubled = part_of(shapes, sources, "Person", "Agent")
    twin = sources.model.iris.shape("PersonAgain")
    person = sources.model.classes["Person"]
    doubled.types(twin, "sh:NodeShape")
    doubled.add(twin, "sh:targetClass", person.iri)
    doubled.add(twin, "sh:property", f"{twin}-pseudonym")
    doubled.add(f"{twin}-pseudonym", "sh:path", sources.model.slots["pseudonym"].path)
    doubled.literal(f"{twin}-pseudonym", "sh:minCount", 1, "integer")
    persons = [e for e in everything if e.name.startswith(("Person-", "Agent-"))]
    score = measure(persons, sources.model, sources.code_sets, doubled, NO_RULES)
    assert {str(c) for c in score.missed} == {
        "minCount of Person-pseudonym",
        "minCount of PersonAgain-pseudonym",
    }


def test_a_rule_is_proved_by_its_own_examples(sources: Sources, shapes: Triples) -> None:
    rules = sources.rules
    none = Triples(sources.model.iris)
    # No shape but the rules; what is a kind of what must be known, since rules look at the wider class.
    none.update(t for t in shapes if t.predicate.value.endswith("#subClassOf"))
    kept = [e for e in sources.examples if e.rule != "V42" or "no-inputs" not in e.name]
    score = measure(kept, sources.model, sources.code_sets, none, rules)
    assert [str(c) for c in score.missed] == ["minCount of V42 (nested)"]


def test_the_share_of_nothing_is_all() -> None:
    assert Score((), ()).share == 1
    one = Constraint("A", "A-b", "class")
    assert Score((one,), (one, replace(one, of="A-c"), one)).share == 0.25
