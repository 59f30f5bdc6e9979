"""docs/rules.md is true: what it names exists, its table is renewed, and each rule needs what it says."""

from __future__ import annotations

import importlib
import re
import runpy
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shacl

from stafett.generate.shacl import write_shacl
from stafett.model.examples import Example
from stafett.model.rules import Rule
from stafett.rdf import serialise
from stafett.records.proof import SUBCLASS, outcome_of, together
from stafett.sources import Sources

Noticed = Callable[[Example, Rule], bool]


def test_the_table_of_rules_is_that_of_the_sources(root: Path) -> None:
    script = runpy.run_path(str(root / "scripts" / "rules_table.py"))
    written = (root / "docs" / "rules.md").read_text(encoding="utf-8")
    assert script["document"](root) == written, "run scripts/rules_table.py"


def test_everything_named_as_a_check_exists(root: Path, sources: Sources) -> None:
    text = (root / "docs" / "rules.md").read_text(encoding="utf-8").partition("## All rules")[0]
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| V")]
    shapes = (root / "shapes" / "stafett.shacl.ttl").read_text(encoding="utf-8")
    rules = {rule.identifier for rule in sources.rules.rules}
    for condition, checks, *_ in rows:
        found = re.findall(r"(shape|rule|build) `?([\w.-]+)`?", checks)
        assert found, condition
        for kind, name in found:
            if kind == "rule":
                assert name in rules, condition
            elif kind == "shape":
                assert f"/shape/{name}>" in shapes, condition
            else:
                module, _, function = name.rpartition(".")
                assert callable(getattr(importlib.import_module(module), function)), condition
    numbers = {condition[2:5] for condition, *_ in rows}
    assert numbers == {f"V{n:02}" for n in range(2, 26)}


@pytest.fixture(scope="module")
def noticed(sources: Sources) -> Noticed:
    """Says whether a rule finds a fault in an example, each of its records looked at alone."""
    shapes = write_shacl(sources.model, sources.code_sets)
    lines = serialise(shapes, "nt").decode() + "".join(f"{t} .\n" for t in sources.rules.triples)
    compiled = shacl.Shapes.from_text(lines, format="ntriples")
    axioms = "".join(f"{t} .\n" for t in shapes if t.predicate.value == SUBCLASS)

    def finds(example: Example, rule: Rule) -> bool:
        for record in _records(example, rule):
            alone = "".join(f"{t} .\n" for t in together([record], sources.model, sources.code_sets))
            report = compiled.validate_text(axioms + alone, format="ntriples")
            if any(outcome_of(result, sources.rules)[3] == rule.identifier for result in report.results):
                return True
        return False

    def _records(example: Example, rule: Rule) -> Iterator[Example]:
        """Those the rule is about; where it is about what stands inside a record, the first."""
        wanted = {iri.rpartition("/")[2] for iri in rule.targets}
        about = [
            item
            for item in example.data
            if wanted & {str(item["type"]), *sources.model.classes[str(item["type"])].ancestors}
        ]
        for item in about or example.data[:1]:
            yield replace(example, data=(item,))

    return finds


def test_each_rule_needs_what_it_says_it_needs(sources: Sources, noticed: Noticed) -> None:
    wrong = []
    for rule in sources.rules.rules:
        examples = [example for example in sources.examples if example.rule == rule.identifier]
        alone = all(noticed(example, rule) is not example.valid for example in examples)
        # Weekends can be told from one record, public holidays cannot; judgement is no matter of records.
        if rule.decidable_from not in {"holidayCalendar", "assessment"} and alone is not (
            rule.decidable_from == "oneRecord"
        ):
            wrong.append(rule.identifier)
    assert wrong == []


def test_what_a_rule_is_decided_from_is_a_code_of_the_model(sources: Sources) -> None:
    known = {code.notation for code in sources.lists["stafett-avgjorbarhet"].codes}
    assert {rule.decidable_from for rule in sources.rules.rules} <= known


def test_a_derivation_says_the_same_as_the_rule_of_its_number(sources: Sources) -> None:
    said = {rule.identifier: rule.decidable_from for rule in sources.rules.rules}
    text = (sources.root / "catalogue" / "content" / "derivations.yaml").read_text(encoding="utf-8")
    pairs = re.findall(r"^    code: (V\d+)$.*?^    decidableFrom: (\w+)$", text, re.MULTILINE | re.DOTALL)
    assert len(pairs) > 5
    assert [pair for pair in pairs if said[pair[0]] != pair[1]] == []
