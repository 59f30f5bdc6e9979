from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stafett.errors import SourceError
from stafett.fields import Fields
from stafett.languages import Text
from stafett.yamlfile import parse_yaml


def fields(text: str) -> Fields:
    return Fields(parse_yaml(text, Path("x.yaml")))


def test_a_string_is_given_as_text() -> None:
    assert fields("version: 12\n").string("version") == "12"


@pytest.mark.parametrize("text", ["other: 1\n", "name:\nother: 1\n", "name: ''\n"])
def test_a_missing_string_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="«name» is missing"):
        fields(text).string("name")


def test_an_optional_string_may_be_missing() -> None:
    assert fields("a: 1\n").optional("b") is None


def test_a_text_is_read_in_all_languages_and_put_on_one_line() -> None:
    text = fields("title:\n  nb: >-\n    en\n\n    to\n  nn: ein\n  en: one\n").text("title")
    assert text == Text.of({"nb": "en to", "nn": "ein", "en": "one"})


@pytest.mark.parametrize("tag", ["nb", "nn", "en"])
def test_a_text_without_one_of_the_languages_is_refused_with_its_line(tag: str) -> None:
    have = ", ".join(f"{t}: x" for t in ("nb", "nn", "en") if t != tag)
    with pytest.raises(SourceError, match=f"«title» has no text in {tag}") as fault:
        fields(f"a: 1\ntitle: {{{have}}}\n").text("title")
    assert str(fault.value.where) == "x.yaml:2"


def test_an_optional_text_may_lack_languages() -> None:
    assert fields("note: {nb: x}\n").text("note", required=False) == Text.of({"nb": "x"})


def test_a_text_that_is_a_plain_string_is_refused() -> None:
    with pytest.raises(SourceError, match="must be a mapping with nb, nn and en"):
        fields("title: Elev\n").text("title")


def test_a_date_is_a_date() -> None:
    assert fields("read: 2026-11-22\n").date("read") == date(2026, 11, 22)


@pytest.mark.parametrize("value", ["22.11.2026", "'2026-11-22'", "2026", "2026-11-22T10:00:00"])
def test_what_is_no_date_is_refused_with_its_line(value: str) -> None:
    with pytest.raises(SourceError, match="must be a date, YYYY-MM-DD") as fault:
        fields(f"a: 1\nread: {value}\n").date("read")
    assert str(fault.value.where) == "x.yaml:2"


def test_a_missing_date_is_refused() -> None:
    with pytest.raises(SourceError, match="«read» is missing"):
        fields("a: 1\n").date("read")


def test_an_optional_date_may_be_missing() -> None:
    assert fields("a: 1\n").optional_date("issued") is None


def test_fields_within_fields_keep_their_lines() -> None:
    inner = fields("a:\n  b:\n    c: 1\n").within("a", "b")
    assert str(inner.fault("c", "x")) == "x.yaml:3: x"


def test_a_part_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(SourceError, match="«a» must be a mapping"):
        fields("a: 1\n").within("a")


@pytest.mark.parametrize("text", ["", "- 1\n", "just words\n"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="must be a mapping"):
        fields(text)


def test_an_entry_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(SourceError, match="«a» must be a mapping"):
        Fields(parse_yaml("a: 1\n", Path("x.yaml")), ("a",))
