"""Query parameters, read strictly."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from stafett.web.parameters import DATE_SCHEMA, MAX_WORDS, day, number, one_of, whole_number, words, wrong
from stafett.web.problems import Problem

Reader = Callable[[str | None], object]
READERS: list[tuple[Reader, object]] = [
    (lambda value: words("x", value), ""),
    (lambda value: day("x", value), None),
    (lambda value: number("x", value, 7, 9), 7),
    (lambda value: one_of("x", value, ("a", "b")), None),
]


@pytest.mark.parametrize(("read", "missing"), READERS)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_what_is_missing_or_blank_is_not_a_fault(read: Reader, missing: object, value: str | None) -> None:
    assert read(value) == missing


def test_space_around_a_value_does_not_count() -> None:
    assert words("x", " a  b ") == "a  b"
    assert day("x", " 2024-02-29 ") == "2024-02-29"
    assert number("x", " 08 ", 1, 9) == 8
    assert one_of("x", "b ", ("a", "b")) == "b"


@pytest.mark.parametrize(
    "value",
    ["2023-02-29", "20240801", "2024-W31-4", "2024-8-1", "2024-08-01T00:00", "24-08-01", "٢٠٢٤-٠٨-٠١"],
)
def test_a_day_is_written_in_one_way_only(value: str) -> None:
    with pytest.raises(Problem) as refused:
        day("date", value)
    assert refused.value.texts["nn"] == f"«date» er «{value}», men må vere ein dato, ÅÅÅÅ-MM-DD."


@pytest.mark.parametrize("value", ["0", "10", "-1", "+1", "1.0", "1e1", "²", "٣", "0x1", "1" * 5000])
def test_a_number_is_plain_digits_within_its_bounds(value: str) -> None:
    with pytest.raises(Problem):
        number("x", value, 1, 9)


def test_the_bounds_belong_to_the_range() -> None:
    assert [number("x", text, 1, 9, least=0) for text in ("0", "9")] == [0, 9]


def test_one_of_some_words_is_written_exactly_so() -> None:
    with pytest.raises(Problem) as refused:
        one_of("status", "Valid", ("valid", "gone"))
    assert refused.value.texts["nb"] == "«status» er «Valid», men må være én av valid, gone."


def test_a_text_may_be_as_long_as_the_limit() -> None:
    assert words("q", "å" * MAX_WORDS) == "å" * MAX_WORDS
    with pytest.raises(Problem):
        words("q", "å" * (MAX_WORDS + 1))


def test_a_refusal_shows_the_beginning_of_a_long_value() -> None:
    problem = wrong("q", "x" * 61, {"nb": "kort", "nn": "kort", "en": "short"})
    assert (problem.status, problem.members) == (400, {"parameter": "q"})
    assert problem.detail == f"“q” is “{'x' * 60}…”, but must be short."


def test_the_api_description_says_what_is_read() -> None:
    assert whole_number(1, 9) == {"type": "integer", "minimum": 1, "maximum": 9}
    assert re.match(DATE_SCHEMA["pattern"], "2024-08-01")
    assert not re.match(DATE_SCHEMA["pattern"], "20240801")
