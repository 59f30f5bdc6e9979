from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import rdflib

from stafett.errors import Location, SourceError
from stafett.generate.shacl import write_shacl
from stafett.model.examples import Example, Expected
from stafett.model.reader import ModelError
from stafett.model.rules import Rules as HandWritten
from stafett.rdf import Triples, serialise
from stafett.records.mutants import make_mutants
from stafett.records.proof import Outcome, check_examples, example_of, outcomes, together
from stafett.records.reading import Data
from stafett.records.validation import Rules, validate
from stafett.sources import Sources


@pytest.fixture(scope="module")
def shapes(sources: Sources) -> Triples:
    return write_shacl(sources.model, sources.code_sets)


STEP = 10
NO_RULES = HandWritten((), frozenset())


def named(sources: Sources, name: str) -> Example:
    return next(e for e in sources.examples if e.name == name)


def faults(sources: Sources, shapes: Triples, *examples: Example) -> list[str]:
    try:
        check_examples(examples, sources.model, sources.code_sets, shapes, NO_RULES)
    except ModelError as error:
        return [str(f) for f in error.faults]
    return []


def test_the_examples_prove_the_model(sources: Sources, shapes: Triples) -> None:
    check_examples(sources.examples, sources.model, sources.code_sets, shapes, sources.rules)


def test_a_rule_without_an_example_is_refused(sources: Sources, shapes: Triples) -> None:
    kept = [e for e in sources.examples if e.rule != "V05" or e.valid]
    with pytest.raises(SourceError, match="V05 has no invalid example"):
        check_examples(kept, sources.model, sources.code_sets, shapes, sources.rules)


def test_both_engines_give_the_same_results_on_every_example(
    sources: Sources, shapes: Triples, rules: Rules
) -> None:
    native = outcomes(sources.examples, sources.model, sources.code_sets, shapes, sources.rules)
    triples = frozenset(together(sources.examples, sources.model, sources.code_sets))
    reference: dict[int, set[Outcome]] = {}
    for v in validate(Data(Path("examples"), triples, None, lambda _: None), rules):
        if (number := example_of(v.focus)) is not None:
            reference.setdefault(number, set()).add(_comparable((v.path, v.constraint, v.severity, v.rule)))
    for number, example in enumerate(sources.examples):
        found = {_comparable(outcome) for outcome in native.get(number, {})}
        expected = reference.get(number, set())
        if example.rule is None and not example.valid:
            # What a misshapen value means to a query is left to the engine; the shapes must agree.
            found, expected = ({o for o in results if o[3] is None} for results in (found, expected))
        assert found == expected, example.name


def test_both_engines_give_the_same_results_on_derived_records(
    sources: Sources, shapes: Triples, rules: Rules
) -> None:
    """On every tenth, that is, since the reference engine is slow; on all of them by hand."""
    mutants = make_mutants(sources.model, sources.code_sets, sources.examples)[::STEP]
    native = outcomes(mutants, sources.model, sources.code_sets, shapes, NO_RULES)
    triples = frozenset(together(mutants, sources.model, sources.code_sets))
    generated = rdflib.Graph().parse(data=serialise(shapes, "nt"), format="nt")
    reference: dict[int, set[Outcome]] = {}
    for v in validate(Data(Path("mutants"), triples, None, lambda _: None), replace(rules, shapes=generated)):
        if (number := example_of(v.focus)) is not None:
            reference.setdefault(number, set()).add((v.path, v.constraint, v.severity, v.rule))
    for number, mutant in enumerate(mutants):
        assert set(native.get(number, {})) == reference.get(number, set()), mutant.name


def _comparable(outcome: Outcome) -> Outcome:
    """A rule's result without its path: the native engine leaves out a path that a query works out."""
    path, constraint, severity, rule = outcome
    return ("" if rule else path), constraint, severity, rule


def test_a_valid_example_that_breaks_a_rule_is_named_with_the_rule(sources: Sources, shapes: Triples) -> None:
    example = named(sources, "Person-minimal")
    broken = replace(example, data=({**example.data[0], "birthYear": 1899}, *example.data[1:]))
    [fault] = faults(sources, shapes, broken)
    assert fault.startswith(f"{example.where}: ")
    assert "minInclusive of «birthYear»" in fault


def test_an_invalid_example_that_breaks_nothing_is_named_where_it_says_so(
    sources: Sources, shapes: Triples
) -> None:
    example = named(sources, "Person-birth-year-low")
    sound = replace(example, data=({**example.data[0], "birthYear": 2000},))
    [fault] = faults(sources, shapes, sound)
    assert fault.startswith(f"{example.expect[0].where}: ")
    assert "says it breaks minInclusive of «birthYear», but it does not" in fault


def test_an_invalid_example_that_breaks_more_is_named_with_what_more(
    sources: Sources, shapes: Triples
) -> None:
    example = named(sources, "Person-birth-year-low")
    broken = replace(example, data=({**example.data[0], "pseudonym": "Kari"},))
    [fault] = faults(sources, shapes, broken)
    assert "pattern of «pseudonym»" in fault


def test_a_warning_is_no_violation(sources: Sources, shapes: Triples) -> None:
    example = named(sources, "Person-birth-year-low")
    where = Location(example.where.file, 5)
    wrong = Expected("birthYear", "minInclusive", "Warning", where=where)
    assert len(faults(sources, shapes, replace(example, expect=(wrong,)))) == 2


def test_examples_that_name_the_same_thing_do_not_mix(sources: Sources, shapes: Triples) -> None:
    low = named(sources, "Person-birth-year-low")
    sound = replace(low, valid=True, expect=(), data=({**low.data[0], "birthYear": 2000},))
    assert faults(sources, shapes, low, sound) == []
