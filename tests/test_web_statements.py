"""Statements of a built file, read for pages."""

from __future__ import annotations

import pytest

from stafett.web.room import Room
from stafett.web.statements import Statements, Thing, by_title, in_order
from web_graphs import BASE

pytest_plugins = ("web_fixtures",)

MODELS = "catalog/informationmodels.nt"
STAFETT = f"{BASE}/model/stafett"


@pytest.fixture(scope="module")
def said(room: Room) -> Statements:
    return Statements(room, MODELS)


def test_texts_come_by_language_and_words_all_of_them(said: Statements) -> None:
    assert said.texts(STAFETT, "dct:title") == {"nb": "Modellen Stafett", "en": "Stafett model"}
    assert said.words(STAFETT, "dcat:keyword") == {"nb": ["vurdering"], "en": ["assessment"]}


def test_a_text_without_a_language_counts_as_bokmal(said: Statements) -> None:
    assert said.texts(STAFETT, "owl:versionInfo") == {"nb": "0.1.0"}


def test_identifiers_are_no_texts_and_what_is_not_said_is_nothing(said: Statements) -> None:
    assert said.texts(STAFETT, "dcat:theme") == {}
    assert said.values(STAFETT, "dct:license") == []
    assert said.value(STAFETT, "dct:license") is None
    assert not said.knows(f"{BASE}/model/none")


def test_a_file_that_a_build_has_not_says_nothing(room: Room) -> None:
    none = Statements(room, "catalog/none.nt")
    assert not none.knows(STAFETT)
    assert none.thing(STAFETT).title == {"nb": STAFETT}


def test_the_profiles_own_type_goes_before_a_general_one(said: Statements) -> None:
    assert said.kind(f"{BASE}/modelelement/Person-role") == "Attribute"
    assert said.kind(f"{BASE}/none") == ""


def test_a_thing_is_named_and_leads_to_a_page_of_ours_or_to_itself(said: Statements) -> None:
    [status] = said.things(STAFETT, "adms:status")
    assert status.title["nn"] == "under utvikling"
    assert status.href == "http://purl.org/adms/status/UnderDevelopment"
    assert said.thing(f"{BASE}/code/stafett-rolle").href == "/code/stafett-rolle"
    assert said.thing(f"{BASE}/def/role").title == {"nb": "stafett:role"}
    assert said.thing("urn:x").href is None


def test_the_norwegian_letters_are_last_and_in_their_order() -> None:
    names = ["Ås", "Øl", "Ære", "zoo", "Abc", "åbc"]
    things = [Thing(f"urn:{name}", {"nb": name}, None) for name in names]
    found = [thing.title["nb"] for thing in by_title(things, "nn")]
    assert found == ["Abc", "zoo", "Ære", "Øl", "åbc", "Ås"]


def test_things_are_sorted_by_what_the_reader_is_shown() -> None:
    one, other = ({"nb": "a", "en": "z"}, {"nb": "b", "en": "y"})
    assert in_order(one, "nb") < in_order(other, "nb")
    assert in_order(one, "en") > in_order(other, "en")
    assert in_order({}, "nb") == ""
