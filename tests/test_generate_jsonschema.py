from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from linkml.generators.jsonschemagen import JsonSchemaGenerator

from stafett.generate.jsonschema import write_json_schema
from stafett.model.elements import ClassDef, Model, Property
from stafett.model.examples import Example
from stafett.sources import Sources

UNSEEN = {"class", "nodeKind", "or"}
"""Constraints on the thing at the other end of a reference: JSON Schema looks at one object at a time."""

LINKML_BLIND: Mapping[str, str] = {
    "AdministrativeArea-two-names": "a text by language is a plain string to it, so it sees no languages",
    "SurveyQuestion-two-wordings": "a text by language is a plain string to it, so it sees no languages",
    "Person-not-synthetic": "a constant is our annotation; LinkML has none for booleans",
}
"""Examples whose fault LinkML's own JSON Schema cannot see, and why."""


@pytest.fixture(scope="module")
def schema(sources: Sources) -> dict[str, Any]:
    return write_json_schema(sources.model, sources.code_sets)


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.fixture(scope="module")
def linkml_definitions(root: Path, model: Model) -> dict[str, Any]:
    """LinkML's own schema of the same YAML; texts by language are the objects they are in JSON."""
    made = JsonSchemaGenerator(str(root / "model" / "stafett.yaml")).serialize()
    definitions: dict[str, Any] = json.loads(made)["$defs"]
    for cls in model.concrete():
        for prop in (p for p in cls.properties if p.range.kind == "text"):
            definitions[cls.name]["properties"][prop.slot] = {"type": "object"}
    return definitions


def person(**changes: object) -> dict[str, object]:
    return {"type": "Person", "id": "ex:p", "pseudonym": "synt-1", "isSynthetic": True, **changes}


def test_the_schema_is_a_schema(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_concrete_class_is_defined_with_all_its_properties(
    schema: dict[str, Any], model: Model
) -> None:
    for cls in model.concrete():
        defined = schema["$defs"][cls.name]["properties"].keys() - {"type", "@context"}
        assert defined == {p.slot for p in cls.properties}
    assert "Agent" not in schema["$defs"]


def test_one_object_and_a_list_of_objects_are_both_fine(validator: jsonschema.Draft202012Validator) -> None:
    assert validator.is_valid(person())
    assert validator.is_valid([person(), person(id="ex:q")])


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "Robot"},
        {"type": "Agent"},
        {"pseudonym": 7},
        {"pseudonym": "Kari"},
        {"birthYear": "2007"},
        {"birthYear": 1899},
        {"birthYear": 2101},
        {"isSynthetic": False},
        {"prefLabel": "x"},
        {"prefLabel": {}},
        {"prefLabel": {"bokmål": "x"}},
        {"prefLabel": {"nb": ["x", "y"]}},
        {"personIdKind": "unheardOf"},
        {"residenceArea": "no iri"},
        {"identifier": {"type": "Identifier", "notation": "7"}},
        {"identifier": [{"notation": "7"}]},
        {"identifier": [{"type": "Identifier", "notatoin": "7"}]},
        {"pseudonymm": "synt-1"},
    ],
)
def test_what_breaks_a_rule_is_refused(
    validator: jsonschema.Draft202012Validator, changes: dict[str, object]
) -> None:
    assert not validator.is_valid(person(**changes))


@pytest.mark.parametrize("key", ["type", "id", "pseudonym", "isSynthetic"])
def test_what_is_required_must_be_there(validator: jsonschema.Draft202012Validator, key: str) -> None:
    item = person()
    del item[key]
    assert not validator.is_valid(item)


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ("0", True),
        ("0.50", True),
        ("1", True),
        ("1.00", True),
        ("1.5", False),
        ("-0.1", False),
        ("", False),
        (0.5, False),
    ],
)
def test_a_share_is_a_decimal_string_from_0_to_1(
    validator: jsonschema.Draft202012Validator, sources: Sources, value: object, valid: bool
) -> None:
    [mapping] = [e.data[0] for e in sources.examples if e.name == "CodeMapping-exact"]
    assert validator.is_valid({**mapping, "confidence": value}) is valid


def test_the_verdict_on_an_example_agrees_with_its_expectation(
    example: Example, validator: jsonschema.Draft202012Validator
) -> None:
    broken = {e.constraint for e in example.expect if e.severity == "Violation"}
    if broken and broken <= UNSEEN:
        assert validator.is_valid(list(example.data))
    else:
        assert validator.is_valid(list(example.data)) is not bool(broken)


def test_linkmls_own_schema_gives_the_same_verdict(
    example: Example,
    validator: jsonschema.Draft202012Validator,
    linkml_definitions: dict[str, Any],
    model: Model,
) -> None:
    verdict = all(_linkml_accepts(linkml_definitions, model, item) for item in example.data)
    if example.name in LINKML_BLIND or _only_external_codes(example, model):
        assert verdict
        assert not validator.is_valid(list(example.data))
    else:
        assert verdict is validator.is_valid(list(example.data))


def _only_external_codes(example: Example, model: Model) -> bool:
    """LinkML leaves the codes of a list that stands outside the YAML open."""
    broken = [e for e in example.expect if e.severity == "Violation" and not e.rule]
    ranges = [model.slots[e.path].range for e in broken if e.path]
    external = [r.kind == "codelist" and model.enums[r.name].external for r in ranges]
    return bool(broken) and all(external) and all(e.constraint == "in" for e in broken)


def test_every_exception_is_an_example_that_exists(sources: Sources) -> None:
    assert LINKML_BLIND.keys() <= {e.name for e in sources.examples if not e.valid}


def _linkml_accepts(definitions: dict[str, Any], model: Model, item: Mapping[str, Any]) -> bool:
    name = str(item["type"])
    schema = {"$defs": definitions, "$ref": f"#/$defs/{name}"}
    check = jsonschema.Draft201909Validator(schema, format_checker=jsonschema.FormatChecker())
    return check.is_valid(_as_linkml(item, model.classes[name], model))


def _as_linkml(item: Mapping[str, Any], cls: ClassDef, model: Model) -> dict[str, Any]:
    """An object as LinkML has it: without `type`, and with decimals as numbers."""
    properties = {p.slot: p for p in cls.properties}

    def one(value: Any, prop: Property) -> Any:
        if isinstance(value, dict) and prop.range.kind == "class":
            return _as_linkml(value, model.classes[str(value.get("type", prop.range.name))], model)
        is_number = prop.range.name == "decimal" and re.fullmatch(r"-?\d+(\.\d+)?", str(value))
        return float(value) if is_number else value

    return {
        key: [one(v, properties[key]) for v in value]
        if isinstance(value, list)
        else one(value, properties[key])
        for key, value in item.items()
        if key != "type"
    }
