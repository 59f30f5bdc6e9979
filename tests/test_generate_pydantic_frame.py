"""The frame of the generated module, with one class in it: what holds for every object and every value."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from types import ModuleType
from typing import Any

import pydantic
import pytest

from stafett.generate.pydantic_frame import HEAD, TAIL

BODY = """
class Thing(StafettObject):
    type: Literal["Thing"] = "Thing"
    id: IriValue
    text: TextValue | None = None
    number: IntegerValue | None = None
    amount: DecimalValue | None = None
    day: DateValue | None = None
    moment: DateTimeValue | None = None
    codes: Many[Annotated[str, _one_of(["A", "B"])]] = ()


class Letter(StafettCode):
    A = ("a", "urn:a", {"nb": "A"})


AnyObject = Thing
_ADAPTER: TypeAdapter[AnyObject] = TypeAdapter(AnyObject)
"""
DATA = {"type": "Thing", "id": "ex:a"}


@pytest.fixture(scope="module")
def framed() -> Iterator[ModuleType]:
    module = ModuleType("framed")
    sys.modules["framed"] = module  # pydantic looks names up there
    head = HEAD.format(title="T", description="D", version="1.2", base="https://example.org")
    exec(compile(head + BODY + TAIL, "framed", "exec"), module.__dict__)
    yield module
    del sys.modules["framed"]


def test_the_head_names_what_it_was_made_from(framed: ModuleType) -> None:
    assert (framed.BASE, framed.VERSION) == ("https://example.org", "1.2")
    assert "Version 1.2, generated from the model at https://example.org" in (framed.__doc__ or "")


@pytest.mark.parametrize(
    "more",
    [
        {"number": 7}, {"amount": "-1.50"}, {"day": "2026-11-26"}, {"moment": "2026-11-26T10:00:00+01:00"},
        {"codes": ["A", "B"]}, {"text": {"nb": "x", "smj": "y"}},
    ],
)  # fmt: skip
def test_what_is_read_is_written_as_it_was(framed: ModuleType, more: dict[str, Any]) -> None:
    assert framed.load(DATA | more).model_dump(mode="json") == DATA | more


@pytest.mark.parametrize(
    "more",
    [
        {"number": "7"}, {"number": True}, {"number": None}, {"amount": "1e3"}, {"amount": 1.5},
        {"day": "26.11.26"},
        {"day": 0}, {"moment": "2026-11-26"}, {"codes": ["C"]}, {"codes": ["A", "A"]}, {"text": {}},
        {"text": {"NB": "x"}}, {"text": {"nb": ""}}, {"id": "no iri"}, {"unknown": 1},
    ],
)  # fmt: skip
def test_what_data_may_not_be_is_refused_where_it_stands(framed: ModuleType, more: dict[str, Any]) -> None:
    with pytest.raises(pydantic.ValidationError):
        framed.load(DATA | more)


def test_an_empty_key_is_named_in_data_and_allowed_in_python(framed: ModuleType) -> None:
    with pytest.raises(pydantic.ValidationError, match="must be left out where empty: number, day"):
        framed.load({**DATA, "number": None, "day": None})
    assert framed.Thing(id="ex:a", number=None).model_dump() == DATA


def test_data_must_say_its_type_and_python_need_not(framed: ModuleType) -> None:
    with pytest.raises(pydantic.ValidationError, match="an object must say its type"):
        framed.load({"id": "ex:a"})
    assert framed.Thing(id="ex:a", amount=Decimal("1.5")).type == "Thing"


def test_objects_are_frozen_and_can_be_kept_in_sets(framed: ModuleType) -> None:
    thing = framed.load(DATA)
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        thing.id = "ex:b"
    assert len({thing, framed.load(DATA), framed.load(DATA | {"id": "ex:b"})}) == 2


def test_a_context_is_taken_and_not_written(framed: ModuleType) -> None:
    assert framed.load(DATA | {"@context": "https://example.org/c"}).model_dump(by_alias=True) == DATA


def test_a_list_of_objects_is_checked_one_by_one(framed: ModuleType) -> None:
    assert [thing.id for thing in framed.load_all(DATA | {"id": f"ex:{n}"} for n in "ab")] == ["ex:a", "ex:b"]
    with pytest.raises(pydantic.ValidationError):
        framed.load_all([DATA, {}])


def test_a_code_is_its_notation_with_its_iri_and_labels(framed: ModuleType) -> None:
    letter = framed.Letter("a")
    assert (letter, letter.iri, letter.labels) == ("a", "urn:a", {"nb": "A"})
