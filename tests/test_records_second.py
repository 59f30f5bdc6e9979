"""A second value that is as good as the first."""

from __future__ import annotations

import re
from typing import Any

import pytest

from stafett.languages import Text
from stafett.model.elements import CodeSet, Model, Property, Range
from stafett.records.second import second_value


def prop(kind: str, name: str = "", **more: Any) -> Property:
    values = dict.fromkeys(("pattern", "minimum", "maximum", "const")) | more
    return Property(
        "slot", "urn:p", "C", True, 0, 1, Range(kind, name, None), False, False,  # type: ignore[arg-type]
        title=Text(), description=Text(), **values,
    )  # fmt: skip


def second(model: Model, of: Property, first: Any, codes: dict[str, CodeSet] | None = None) -> Any:
    return second_value(model, codes or {}, of, first)


@pytest.mark.parametrize(
    ("name", "first", "bounds"),
    [
        ("boolean", True, {}), ("boolean", False, {}), ("integer", 5, {}), ("integer", 5, {"maximum": 5}),
        ("integer", 5, {"minimum": 5}), ("date", "2020-01-02", {}), ("date", "2026-01-01", {}),
        ("datetime", "2020-01-02T12:00:00+01:00", {}), ("decimal", "0.5", {}), ("string", "x", {}),
    ],
)  # fmt: skip
def test_a_literal_becomes_another_of_its_kind_within_its_bounds(
    model: Model, name: str, first: Any, bounds: dict[str, int]
) -> None:
    found = second(model, prop("datatype", name, **bounds), first)
    assert found != first
    assert type(found) is type(first)
    assert bounds.get("minimum", found) <= found <= bounds.get("maximum", found)


@pytest.mark.parametrize(
    ("pattern", "first"),
    [(r"^[0-9]{4}$", "2026"), (r"^[A-Z]{3}[0-9]{4}$", "NOR1267"), (r"^a[b-c]$", "ab"), (r"^(ab|cb)$", "ab")],
)
def test_a_text_with_a_pattern_becomes_another_that_fits_it(model: Model, pattern: str, first: str) -> None:
    found = second(model, prop("datatype", "string", pattern=pattern), first)
    assert found != first
    assert re.search(pattern, found)


@pytest.mark.parametrize(
    ("of", "first"),
    [
        (prop("datatype", "integer", minimum=1, maximum=1), 1),
        (prop("datatype", "string", pattern="^only$"), "only"),
    ],
)
def test_where_there_is_no_other_value_it_is_said(model: Model, of: Property, first: Any) -> None:
    with pytest.raises(ValueError, match=f"«slot» can have no other value than {first}"):
        second(model, of, first)


def test_a_code_becomes_another_of_its_list_if_it_has_one(model: Model) -> None:
    enum = next(iter(model.enums.values()))
    of = prop("codelist", enum.name)
    two = {enum.scheme: CodeSet(enum.scheme, True, {"A": "urn:a", "B": "urn:b"})}
    assert (second(model, of, "A", two), second(model, of, "B", two)) == ("B", "A")
    with pytest.raises(ValueError, match="no other value"):
        second(model, of, "A", {enum.scheme: CodeSet(enum.scheme, True, {"A": "urn:a"})})


def test_a_reference_becomes_a_reference_to_something_else(model: Model) -> None:
    for kind in ("class", "choice", "iri"):
        assert second(model, prop(kind), "urn:x") == "urn:x-second"


def test_a_nested_thing_becomes_a_copy_of_its_own(model: Model) -> None:
    first = {"id": "urn:x", "inner": {"list": [1]}}
    found = second(model, prop("class"), first)
    found["inner"]["list"].append(2)
    assert found["id"] == "urn:x-second"
    assert first == {"id": "urn:x", "inner": {"list": [1]}}
    assert second(model, prop("class"), {"a": 1}) == {"a": 1}  # without an identifier it is the same again
