"""Small things that pages do with texts."""

from __future__ import annotations

from typing import Any

import pytest
from markupsafe import Markup

from stafett.web.render import ClassNames, Texts

CLASSES: Any = {
    "Person": {"title": {"nb": "Person"}},
    "Diploma": {"title": {"nb": "Vitnemål <i>"}},
    "DiplomaLine": {"title": {"nb": "Linje"}},
}


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Brukes i et Diploma.", ["Diploma"]),
        ("Brukes i en vitnemålslinje (DiplomaLine), av en person (Person).", ["DiplomaLine", "Person"]),
        ("Person med rolle. Person uten rolle. PersonX.", []),
    ],
)
def test_names_of_classes_in_a_text_are_links(text: str, linked: list[str]) -> None:
    shown = ClassNames(CLASSES, Texts("nb", "mangler")).linked(Markup(text), lambda path: f"{path}?lang=nb")
    assert [part.partition("?")[0] for part in shown.split('href="/def/')[1:]] == linked
    assert Markup(shown).striptags() == text


def test_the_name_people_use_stands_in_the_link_escaped() -> None:
    shown = ClassNames(CLASSES, Texts("nb", "mangler")).linked(Markup("Et Diploma."), lambda path: path)
    assert shown == 'Et <a href="/def/Diploma" title="Vitnemål &lt;i&gt;">Diploma</a>.'
