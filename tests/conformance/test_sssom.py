"""The mapping tables are valid SSSOM, by the schema that the SSSOM project ships, and by its own tool.

The schema (PyPI sssom-schema) is a development dependency. The tool (PyPI sssom) brings pandas and numpy,
some 160 MB, so its test runs only where somebody has installed it; see docs/dependencies.md.
"""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

NUMBERS = {"confidence"}


def _files(root: Path) -> list[Path]:
    return sorted((root / "mappings").glob("*.sssom.tsv"))


def _as_json(file: Path) -> dict[str, Any]:
    lines = file.read_text(encoding="utf-8").splitlines()
    head: dict[str, Any] = yaml.safe_load("\n".join(x[1:] for x in lines if x.startswith("#")))
    head["mapping_date"] = str(head["mapping_date"])
    rows = csv.DictReader([x for x in lines if not x.startswith("#")], delimiter="\t")
    del head["curie_map"]  # belongs to the TSV form, not to the data (SSSOM/JSON keeps it as @context)
    filled = ({k: v for k, v in row.items() if v} for row in rows)
    head["mappings"] = [{k: float(v) if k in NUMBERS else v for k, v in row.items()} for row in filled]
    return head


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft201909Validator:
    schema = pytest.importorskip("sssom_schema")
    from linkml.generators.jsonschemagen import JsonSchemaGenerator

    file = resources.files(schema) / "schema" / "sssom_schema.yaml"
    text = JsonSchemaGenerator(str(file), top_class="mapping set").serialize()
    return jsonschema.Draft201909Validator(yaml.safe_load(text))


def test_tables_conform_to_the_schema(root: Path, validator: jsonschema.Draft201909Validator) -> None:
    files = _files(root)
    assert files
    for file in files:
        assert [e.message for e in validator.iter_errors(_as_json(file))] == [], file.name


def test_the_schema_would_notice(root: Path, validator: jsonschema.Draft201909Validator) -> None:
    data = _as_json(_files(root)[0])
    data["mappings"][0]["mapping_justification"] = "because"
    data["mappings"][1]["confidence"] = 2.0
    del data["mappings"][2]["predicate_id"]
    assert {e.path[1] for e in validator.iter_errors(data)} == {0, 1, 2}


def test_the_tool_accepts_every_row(root: Path) -> None:
    parsers = pytest.importorskip("sssom.parsers")
    validators = pytest.importorskip("sssom.validators")
    kinds = pytest.importorskip("sssom.constants").DEFAULT_VALIDATION_TYPES
    for file in _files(root):
        parsed = parsers.parse_sssom_table(file)
        # the tool leaves out a row that it does not like, and only warns
        assert len(parsed.df) == len(_as_json(file)["mappings"]), file.name
        reports = validators.validate(parsed, kinds, fail_on_error=False)
        assert [r for report in reports.values() for r in report.results] == [], file.name
