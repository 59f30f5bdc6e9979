"""The Python module accepts and refuses what the JSON Schema accepts and refuses, and needs only pydantic."""

from __future__ import annotations

import copy
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pydantic
import pytest

from stafett.generate.jsonschema import write_json_schema
from stafett.generate.pydantic import HELPERS, write_pydantic
from stafett.model.elements import Model
from stafett.model.examples import Example
from stafett.sources import Sources

OTHERS: tuple[Any, ...] = (
    None, "", "x", "x y", "a:b", "12", "12.5", "2025-01-01", "2025-01-01T10:00:00Z", 7, -7, 1.5, True, False,
    [], ["a:b", "a:b"], {}, {"nb": ""}, {"nb": "x"}, {"x": "y"}, {"nb": "x", "nn": 1},
)  # fmt: skip
"""Values to put in place of any other."""
Check = jsonschema.Draft202012Validator


@pytest.fixture(scope="module")
def text(sources: Sources) -> str:
    return write_pydantic(sources.model, sources.code_sets)


@pytest.fixture(scope="module")
def file(text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "stafett_model.py"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def generated(file: Path) -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("stafett_model", file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["stafett_model"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["stafett_model"]


@pytest.fixture(scope="module")
def schema(sources: Sources) -> Check:
    whole = write_json_schema(sources.model, sources.code_sets)
    return Check({**whole, "anyOf": [{"$ref": "#/$defs/Any"}]}, format_checker=Check.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def of_type(sources: Sources) -> dict[str, Check]:
    """The schema of each class alone: that of anything tries one class after another, which takes minutes."""
    found = write_json_schema(sources.model, sources.code_sets)["$defs"]
    return {
        name: Check({"$defs": found, "$ref": f"#/$defs/{name}"}, format_checker=Check.FORMAT_CHECKER)
        for name in found
    }


def accepts(generated: ModuleType, data: object) -> bool:
    try:
        generated.load(data)
    except pydantic.ValidationError:
        return False
    return True


def test_the_verdict_on_every_example_is_that_of_json_schema(
    example: Example, generated: ModuleType, schema: Check
) -> None:
    for item in example.data:
        assert accepts(generated, item) == schema.is_valid(item)
    if example.valid:
        assert len(generated.load_all(example.data)) == len(example.data)


def _broken(item: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The object with one thing changed in every way we can think of."""
    yield "unknown key", {**item, "unknownKey": "x"}
    yield "unknown type", {**item, "type": "Unknown"}
    for key, value in item.items():
        yield f"without {key}", {k: v for k, v in item.items() if k != key}
        for other in (*OTHERS, [value]):
            yield f"{key} is {other!r}", {**item, key: other}
        if isinstance(value, dict):
            for what, inner in _broken(value):
                yield f"{key}: {what}", {**item, key: inner}
        if isinstance(value, list) and value:
            yield f"{key} twice", {**item, key: [*value, copy.deepcopy(value[0])]}


def test_the_verdict_is_that_of_json_schema_when_one_thing_is_broken(
    sources: Sources, generated: ModuleType, schema: Check, of_type: dict[str, Check]
) -> None:
    first = {str(e.data[0]["type"]): e.data[0] for e in sources.examples if e.valid}
    tried, wrong = {True: 0, False: 0}, []
    for item in first.values():
        for what, broken in _broken(item):
            kind = broken.get("type")
            # What is of no class, or says so, is for the schema of anything.
            check = of_type[kind] if kind == item["type"] else schema
            verdict = check.is_valid(broken)
            tried[verdict] += 1
            if accepts(generated, broken) != verdict:
                wrong.append(f"{item['type']}: {what}")
    assert min(tried.values()) > 200, tried
    assert wrong == []


def test_what_is_read_is_written_again_as_it_was(sources: Sources, generated: ModuleType) -> None:
    for example in sources.examples:
        for item in example.data if example.valid else ():
            thing = generated.load(item)
            again = thing.model_dump(mode="json")
            assert _plain(again) == _plain(item), example.name
            assert generated.load(again) == thing
            assert json.loads(thing.model_dump_json()) == again


def _plain(value: Any) -> Any:
    """Data without what says nothing: the type of a nested object, empty lists, how a time is written."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if v != [] and (k != "type" or "id" in value)}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value.replace("+00:00", "Z") if isinstance(value, str) else value


def test_it_is_imported_without_stafett_and_without_anything_but_pydantic(file: Path) -> None:
    program = (
        "import sys, importlib.abc\n"
        "class No(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'stafett', 'linkml', 'linkml_runtime', 'rdflib', 'yaml'}:\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, No())\n"
        f"sys.path.insert(0, {str(file.parent)!r})\n"
        "import stafett_model\n"
        "print(stafett_model.load({'type': 'SchoolYear', 'id': 'ex:y', 'notation': '20252026',"
        " 'startDate': '2025-08-01', 'endDate': '2026-07-31'}).startDate.year)\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("2025\n", "")


def test_it_is_formatted(file: Path) -> None:
    ruff = Path(sys.executable).with_name("ruff")
    if not ruff.exists():
        pytest.skip("ruff is not installed")
    rules = ["check", "--isolated", "--target-version=py311", "--select=E4,E7,E9,F,I,B,UP"]
    for command in (["format", "--isolated", "--check"], rules):
        done = subprocess.run([ruff, *command, file], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_only_lines_with_one_long_text_are_long(text: str) -> None:
    one = re.compile(r"""\s+("\w\w": |pattern=r)?(["']).*\2,?|\s+http\S+""")
    assert [line for line in text.splitlines() if len(line) > 88 and not one.fullmatch(line)] == []


def test_codes_know_their_iri_and_labels(generated: ModuleType, sources: Sources) -> None:
    passed = generated.TradeTestResult("passed")
    assert passed == "passed"
    assert passed.iri == sources.code_sets["stafett-proveresultat"].codes["passed"]
    assert set(passed.labels) == {"nb", "nn", "en"}


def test_codes_of_a_list_that_is_partly_known_may_be_others(generated: ModuleType) -> None:
    adapter = pydantic.TypeAdapter(generated.GradeCode)
    assert isinstance(adapter.validate_python("5"), generated.KnownGradeCode)
    assert type(adapter.validate_python("not known")) is str


def test_codes_of_a_list_that_is_known_may_not(generated: ModuleType) -> None:
    with pytest.raises(pydantic.ValidationError):
        pydantic.TypeAdapter(generated.CompletionCode).validate_python("not known")


def test_objects_are_frozen_and_may_be_kept_in_sets(generated: ModuleType, sources: Sources) -> None:
    thing = generated.load(next(e for e in sources.examples if e.name == "Person-pupil").data[0])
    with pytest.raises(pydantic.ValidationError):
        thing.pseudonym = "synt-9999"
    changed = thing.model_copy(update={"pseudonym": "synt-9999"})
    assert changed != thing
    assert len({thing, thing.model_copy()}) == 1


def test_classes_follow_the_model(generated: ModuleType, model: Model) -> None:
    for cls in model.classes.values():
        made = getattr(generated, cls.name)
        assert made.__bases__[0].__name__ == (cls.parent or "StafettObject")
        for tag in ("nb", "nn", "en"):
            assert " ".join(str(cls.title.get(tag)).split()) in " ".join(made.__doc__.split())
        assert cls.iri in made.__doc__
        names = {f.alias or name for name, f in made.model_fields.items()} - {"@context", "type"}
        assert names == {p.slot for p in cls.properties}


def test_in_python_none_may_be_given_but_in_data_it_is_refused(generated: ModuleType) -> None:
    given = {"type": "SchoolYear", "id": "ex:y", "notation": "20252026"}
    dates = {"startDate": "2025-08-01", "endDate": "2026-07-31"}
    assert generated.Identifier(notation="x", schemaAgency=None).schemaAgency is None
    assert accepts(generated, {**given, **dates})
    assert not accepts(generated, {"type": "Identifier", "notation": "x", "schemaAgency": None})


def test_names_of_the_module_itself_are_no_names_of_the_model(model: Model) -> None:
    assert {"StafettObject", "Many", "load", "AnyObject"} <= HELPERS
    assert HELPERS.isdisjoint(model.classes)
    assert HELPERS.isdisjoint(model.enums)
