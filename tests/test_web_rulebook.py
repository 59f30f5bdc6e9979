"""The hand-written rules: their order, whom they are for, and what proves them."""

from __future__ import annotations

from typing import Any, cast

import pytest

from model_fixtures import klass, model, rule, text
from stafett.web.pagedata import Example, ModelPages
from stafett.web.rulebook import Rulebook, example_anchor


def book(**rules: list[str]) -> Rulebook:
    classes = {
        name: klass(name, text(name), rules=[rule(number, "Violation", "x") for number in numbers])
        for name, numbers in rules.items()
    }
    return Rulebook(cast("ModelPages", {"classes": classes}))


def example(name: str, *broken: str | None, valid: bool = False) -> Example:
    expect = [{"path": "x", "constraint": "sparql", "severity": "Warning", "rule": one} for one in broken]
    return cast("Example", {"name": name, "valid": valid, "expect": expect})


@pytest.fixture(scope="module")
def small() -> Rulebook:
    return Rulebook(cast("ModelPages", model()))


def test_rules_come_by_number_and_not_by_letters() -> None:
    found = book(One=["V10b", "V2", "V100"], Two=["V10", "V4", "V2"])
    assert [one.identifier for one in found] == ["V2", "V4", "V10", "V10b", "V100"]
    assert len(found) == 5


def test_a_rule_for_two_classes_is_one_rule() -> None:
    found = book(One=["V1"], Two=["V1"]).get("V1")
    assert found is not None
    assert found.targets == ("One", "Two")
    assert book(One=["V1"]).get("v1") is None


def test_a_class_follows_its_own_rules_and_those_of_what_it_is_a_kind_of(small: Rulebook) -> None:
    assert [one.identifier for one in small.of_class("Person")] == ["V07", "V10b"]
    assert [one.identifier for one in small.of_class("Agent")] == ["V07"]
    assert small.of_class("Nobody") == []


def test_a_rule_that_names_a_code_is_found_by_it() -> None:
    named: Any = {**rule("V1", "Violation", "x"), "codes": ["urn:a"]}
    pages = cast("ModelPages", {"classes": {"One": klass("One", text("One"), rules=[named])}})
    found = Rulebook(pages)
    assert [one.identifier for one in found.of_code("urn:a")] == ["V1"]
    assert found.of_code("urn:b") == []


@pytest.mark.parametrize(
    ("shown", "proves"),
    [
        (example("V10b-valid", valid=True), ["V10b"]),
        (example("V07-invalid", "V10b"), ["V10b"]),
        (example("x", "V10b", "V07", "V10b"), ["V10b", "V07"]),
        (example("V07-two", None), ["V07"]),
        (example("V99-valid"), []),
        (example("x", "V99"), []),
        (example("V10bis"), []),
    ],
)
def test_an_example_proves_what_it_breaks_or_else_what_it_is_named_after(
    small: Rulebook, shown: Example, proves: list[str]
) -> None:
    assert small.of_example(shown) == proves


def test_a_rule_knows_the_pages_of_its_proofs(small: Rulebook) -> None:
    found = small.get("V10b")
    assert found is not None
    assert [(proof.owner, proof.example["name"]) for proof in found.proofs] == [
        ("Person", "V10b-invalid-none"),
        ("Person", "V10b-valid"),
    ]


def test_a_valid_and_an_invalid_example_of_one_name_have_two_places() -> None:
    assert example_anchor(example("a")) == "example-invalid-a"
    assert example_anchor(example("a", valid=True)) == "example-valid-a"
