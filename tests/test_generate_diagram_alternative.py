"""The diagram in words, for those who do not see it."""

from __future__ import annotations

import pytest

from stafett.generate.cardinality import cardinality
from stafett.generate.diagram.alternative import description, title
from stafett.generate.diagram.scheme import class_scheme, module_scheme
from stafett.generate.diagram.words import WORDS
from stafett.languages import LANGUAGES
from stafett.model.elements import Model


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_a_module_is_said_with_its_cardinality(model: Model, language: str) -> None:
    scheme = module_scheme(model, "transitions")
    words = description(model, scheme, language)
    assert len(scheme.links) > 5
    for link in scheme.links:
        for prop in link.properties:
            assert f"{prop.title.get(language)} ({cardinality(prop)})" in words


def test_a_specialisation_is_said(model: Model) -> None:
    words = description(model, class_scheme(model, "Diploma"), "en")
    diploma, credential = (model.classes[name].title.get("en") for name in ("Diploma", "Credential"))
    assert WORDS["en"]["kind"].format(diploma, credential) in words


def test_the_title_names_the_class_in_the_readers_language(model: Model) -> None:
    scheme = class_scheme(model, "Diploma")
    found = {language: title(model, scheme, language) for language in LANGUAGES}
    for language in LANGUAGES:
        assert (model.classes["Diploma"].title.get(language) or "?") in found[language]
    assert len(set(found.values())) == len(LANGUAGES)
