from __future__ import annotations

import re

import pytest

from stafett.generate.messages import expectation, unknown_code
from stafett.languages import LANGUAGES
from stafett.model.elements import Model, Property


def prop(model: Model, cls: str, slot: str) -> Property:
    return next(p for p in model.classes[cls].properties if p.slot == slot)


@pytest.mark.parametrize(
    ("cls", "slot", "tag", "sentence"),
    [
        ("Person", "birthYear", "nb", "«fødselsår» skal ha høyst én heltallsverdi fra 1900 til 2100."),
        ("Person", "birthYear", "nn", "«fødselsår» skal ha høgst éin heiltalsverdi frå 1900 til 2100."),
        (
            "Person",
            "birthYear",
            "en",
            "«year of birth» must have at most one whole number from 1900 to 2100.",
        ),
        ("Person", "isSynthetic", "en", "must have exactly one value, true or false: true."),
        ("Person", "pseudonym", "en", "must have exactly one text value of the form ^[a-z]+-[0-9]{1,8}$."),
        ("Organisation", "orgNumber", "nn", "skal ha høgst éin tekstverdi på forma ^\\d{9}$."),
    ],
)
def test_a_message_says_how_many_values_of_what_kind(
    model: Model, cls: str, slot: str, tag: str, sentence: str
) -> None:
    message = expectation(model, prop(model, cls, slot)).get(tag)
    assert message is not None
    assert message.casefold().endswith(sentence.casefold())


def test_every_property_has_a_whole_sentence_in_three_languages(model: Model) -> None:
    for cls in model.classes.values():
        for p in cls.properties:
            message = expectation(model, p)
            assert [tag for tag, _ in message] == list(LANGUAGES)
            for _, words in message:
                assert re.fullmatch(r"«[^»]+» (skal ha|must have) .+\.", words), words
                assert "None" not in words
                assert "{}" not in words


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_code_message_names_the_list_in_its_own_language(model: Model, tag: str) -> None:
    p = prop(model, "CompletionStatus", "completionCode")
    title = model.enums[p.range.name].title.get(tag)
    assert f"«{title}»" in (expectation(model, p).get(tag) or "")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_an_unknown_code_is_said_with_how_many_are_known(model: Model, tag: str) -> None:
    p = prop(model, "Assessment", "grade")
    words = unknown_code(model, p, 20).get(tag)
    assert words is not None
    assert "20" in words
    assert f"«{model.enums[p.range.name].title.get(tag)}»" in words
