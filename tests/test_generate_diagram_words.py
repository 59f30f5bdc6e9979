from __future__ import annotations

import re

import pytest

from stafett.generate.diagram.words import WORDS, kind_of_value
from stafett.languages import LANGUAGES
from stafett.model.elements import Model


def test_each_language_has_every_word_with_the_same_places_to_fill() -> None:
    assert tuple(WORDS) == LANGUAGES
    for key, words in WORDS["nb"].items():
        for language in LANGUAGES:
            assert re.findall(r"\{\}", WORDS[language][key]) == re.findall(r"\{\}", words), (language, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_property_says_what_kind_of_value_it_takes(model: Model, language: str) -> None:
    for cls in model.classes.values():
        for prop in cls.properties:
            if prop.range.kind != "class" or prop.range.options:
                assert kind_of_value(model, prop, language), prop.slot


def test_a_code_list_is_named_only_where_that_says_more_than_the_property(model: Model) -> None:
    enums = {p.slot: (p, model.enums[p.range.name].title.get("nb")) for c in model.classes.values()
             for p in c.properties if p.range.kind == "codelist"}  # fmt: skip
    shown = {slot: kind_of_value(model, prop, "nb") for slot, (prop, _) in enums.items()}
    for slot, (prop, title) in enums.items():
        same = str(prop.title.get("nb")).casefold() == str(title).casefold()
        assert shown[slot] == ("kode" if same else title)
    assert "kode" in shown.values() and len(set(shown.values())) > 5
