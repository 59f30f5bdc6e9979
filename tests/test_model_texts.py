"""Titles and descriptions as they stand in the model's YAML."""

from __future__ import annotations

import pytest

from stafett.languages import Text
from stafett.model.texts import clean, texts_of

RAW = {
    "title": "Tittel",
    "description": "Folda\ntekst  over\nfleire liner.\n",
    "annotations": {"title_nn": "Tittel nn", "description_en": "Text", "other": "not a text"},
}


def test_bokmal_stands_in_the_keys_and_the_others_in_annotations() -> None:
    title, description = texts_of(RAW)
    assert title == Text.of({"nb": "Tittel", "nn": "Tittel nn"})
    assert description == Text.of({"nb": "Folda tekst over fleire liner.", "en": "Text"})


@pytest.mark.parametrize("raw", [{}, {"annotations": None}, {"title": "", "description": " \n"}])
def test_what_says_nothing_has_no_text(raw: dict[str, object]) -> None:
    assert [bool(text) for text in texts_of(raw)] == [False, False]


def test_an_annotation_that_is_no_text_for_yaml_is_one_for_us() -> None:
    assert texts_of({"title": 2026, "annotations": {"title_en": True}})[0].as_dict() == {
        "nb": "2026",
        "en": "True",
    }


@pytest.mark.parametrize(("text", "cleaned"), [("a\n b\t c \n", "a b c"), ("", ""), (None, None), (0, "0")])
def test_folded_text_becomes_one_line_and_nothing_stays_nothing(text: object, cleaned: str | None) -> None:
    assert clean(text) == cleaned
