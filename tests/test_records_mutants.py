from __future__ import annotations

from dataclasses import replace

import jsonschema
import pytest

from stafett.generate.jsonschema import write_json_schema
from stafett.generate.shacl import refinements, write_shacl
from stafett.model.examples import Example
from stafett.model.rules import Rules as HandWritten
from stafett.rdf import Triples
from stafett.records.mutants import make_mutants
from stafett.records.proof import check_examples
from stafett.sources import Sources

NO_RULES = HandWritten((), frozenset())
UNSEEN = {"class", "nodeKind", "or"}
"""What JSON Schema cannot say: it looks at one object at a time, and knows no types of references."""


@pytest.fixture(scope="module")
def mutants(sources: Sources) -> tuple[Example, ...]:
    return make_mutants(sources.model, sources.code_sets, sources.examples)


@pytest.fixture(scope="module")
def shapes(sources: Sources) -> Triples:
    return write_shacl(sources.model, sources.code_sets)


def named(mutants: tuple[Example, ...], name: str) -> Example:
    [found] = [m for m in mutants if m.name == name]
    return found


def test_each_mutant_breaks_what_it_says_and_nothing_else(
    sources: Sources, mutants: tuple[Example, ...], shapes: Triples
) -> None:
    check_examples(mutants, sources.model, sources.code_sets, shapes, NO_RULES)


def test_every_property_is_shown_by_some_valid_example(
    sources: Sources, mutants: tuple[Example, ...]
) -> None:
    model = sources.model
    shown = {tuple(m.name.split("-")[:2]) for m in mutants}
    wanted = {(c.name, p.slot) for c in model.classes.values() for p, new in refinements(model, c) if new}
    assert wanted == shown


def test_what_only_a_pair_of_constraints_can_say_names_both(mutants: tuple[Example, ...]) -> None:
    found = named(mutants, "Person-isSynthetic-datatype")
    assert [e.constraint for e in found.expect] == ["datatype", "hasValue"]


def test_a_second_reference_points_to_something_of_the_same_class(mutants: tuple[Example, ...]) -> None:
    found = named(mutants, "Person-residenceArea-maxCount")
    first, second = next(o for o in found.data if o.get("residenceArea"))["residenceArea"]
    described = {o["id"]: o for o in found.data if "id" in o}
    assert described[second] == {**described[first], "id": second}


def test_the_valid_example_stays_as_it_was(sources: Sources, mutants: tuple[Example, ...]) -> None:
    found = named(mutants, "Person-birthYear-minInclusive")
    [person] = [o for o in found.data if o.get("birthYear") == 1899]
    origin = next(e for e in sources.examples if e.where == found.where)
    assert all(o.get("birthYear") != 1899 for o in origin.data)
    assert person["type"] == "Person"


def test_two_runs_give_the_same(sources: Sources, mutants: tuple[Example, ...]) -> None:
    assert make_mutants(sources.model, sources.code_sets, sources.examples) == mutants


def test_json_schema_gives_the_same_verdict_but_for_what_it_cannot_say(
    sources: Sources, mutants: tuple[Example, ...]
) -> None:
    defined = write_json_schema(sources.model, sources.code_sets)["$defs"]
    validators = {
        name: jsonschema.Draft202012Validator(
            {"$defs": defined, "$ref": f"#/$defs/{name}"}, format_checker=jsonschema.FormatChecker()
        )
        for name in defined
    }
    origins = {e.where: e for e in sources.examples}
    blind: set[str] = set()
    for mutant in mutants:
        broken = {e.constraint for e in mutant.expect if e.severity == "Violation"}
        # Only what was changed needs to be looked at again; the example it came from is valid.
        unchanged = origins[mutant.where].data
        changed = [item for item in mutant.data if item not in unchanged]
        if all(validators[item["type"]].is_valid(item) for item in changed) is bool(broken):
            assert broken <= UNSEEN, mutant.name
            blind |= broken
    assert blind == {"class", "or"}


def test_an_unknown_key_is_refused_where_shapes_are_open(sources: Sources) -> None:
    schema = write_json_schema(sources.model, sources.code_sets)
    validator = jsonschema.Draft202012Validator(schema)
    seen = set()
    for example in (e for e in sources.examples if e.valid):
        item = example.data[0]
        if item["type"] not in seen:
            seen.add(item["type"])
            assert not validator.is_valid({**item, "noSuchProperty": 1}), example.name
    assert len(seen) > 70


def test_a_mutant_of_nothing_is_nothing(sources: Sources) -> None:
    person = next(e for e in sources.examples if e.name == "Person-minimal")
    alone = make_mutants(sources.model, sources.code_sets, [replace(person, valid=False)])
    assert alone == ()
