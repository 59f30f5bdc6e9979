"""One code's page and JSON: history, mappings, namesakes, deviations and where it is used."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from test_web_codes import as_json, page
from web_graphs import BASE

pytest_plugins = ("code_fixtures",)

KL06 = "http://psi.udir.no/kl06/"


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_a_chain_is_shown_with_each_step_and_its_source(codes: TestClient) -> None:
    shown = plain(page(codes, "/code/grep-fagkoder/FAG0000.html?lang=en"))
    assert "FAG0000 →, then FAG0001 →, then FAG0002" in shown
    assert "Kilde til erstatningen" in shown
    assert "this code replaced another" in shown  # nothing before it


def test_a_merge_says_so(codes: TestClient) -> None:
    assert "merged with others into one" in page(codes, "/code/grep-fagkoder/FAG0003.html?lang=en")


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Ingen kjent erstatning"), ("nn", "Inga kjend erstatning"), ("en", "No mapping known")],
)
def test_where_nothing_is_known_it_says_so(codes: TestClient, language: str, words: str) -> None:
    assert page(codes, f"/code/grep-fagkoder/FAG0100.html?lang={language}").count(words) == 2


def test_json_has_the_whole_way_and_where_it_ends(codes: TestClient) -> None:
    found = as_json(codes, "/code/grep-fagkoder/FAG0000.json")
    ways = [(way["notation"], way["length"]) for way in found["replacedBy"]]
    assert ways == [("FAG0001", 1), ("FAG0002", 2)]
    assert found["current"] == [f"{KL06}FAG0002"]
    assert found["replacementKnown"] is True
    assert as_json(codes, "/code/grep-fagkoder/FAG0100.json")["replacementKnown"] is False


def test_the_same_letter_in_another_list_is_a_warning(codes: TestClient) -> None:
    shown = page(codes, "/code/vigo-fullfortkode/B.html?lang=nb")
    assert "«B» står også i andre lister" in shown
    assert "/code/grep-fagkoder/B?lang=nb" in shown
    assert "står også i andre lister" not in page(codes, "/code/vigo-fullfortkode/L.html?lang=nb")


def test_mappings_name_the_other_code_and_a_search_in_vain(codes: TestClient) -> None:
    shown = plain(page(codes, "/code/vigo-fullfortkode/B.html?lang=en"))
    assert "same as =1+1" in shown
    assert "nothing: looked for, not found" in shown


def test_deviations_stand_on_the_code_they_concern(codes: TestClient) -> None:
    assert "Bokstaven B" in page(codes, "/code/vigo-fullfortkode/B.html?lang=nb")
    assert "Bokstaven B" in page(codes, "/code/grep-fagkoder/B.html?lang=nb")
    assert "Bokstaven B" not in page(codes, "/code/vigo-fullfortkode/L.html?lang=nb")


def test_use_in_the_model_and_in_deliveries(codes: TestClient) -> None:
    shown = plain(page(codes, "/code/vigo-fullfortkode/B.html?lang=en"))
    assert "FULLFKOD KAG R.13 B21" in shown.replace("&nbsp;nb", "")
    own = plain(page(codes, "/code/stafett-rolle/pupil.html?lang=en"))
    assert "No delivery described here has a field with this list." in own


def test_a_code_that_others_refer_to_lists_them(real: TestClient) -> None:
    shown = page(real, "/code/grep-utdanningsprogram/HS.html?lang=en")
    assert "/code/grep-programomraader/HSHEA2----" in shown
    assert "/def/programme" not in plain(shown)


def test_rules_that_use_the_list_are_named(real: TestClient) -> None:
    shown = page(real, "/code/vigo-eksamensform/S.html?lang=en")
    assert "/rule/V09" in shown
    assert "/def/examForm" in shown
    assert "/rule/V09" not in page(real, "/code/vigo-onskestatus/INNTO.html?lang=en")


def test_the_hierarchy_of_programme_areas_is_by_programme_and_stage(real: TestClient) -> None:
    shown = page(real, "/code/grep-programomraader.html?lang=en")
    assert shown.count('<details class="ds-details group-details"') > 16
    assert "within=HS%2Fvg2" in shown
    found: Any = as_json(real, "/code/grep-programomraader.json?within=HS/vg2&size=100")
    assert found["found"] > 0
    assert {code["notation"][:2] for code in found["codes"]} == {"HS"}
    assert {code["extra"]["stage"][0]["text"] for code in found["codes"]} == {"vg2"}


def test_every_answer_of_the_fixtures_is_exact(real: TestClient) -> None:
    """domain.md CQ-08: the chain, the split into ten and the merge."""
    found = as_json(real, "/code/grep-fagkoder/NOR1003.json")
    assert [way["notation"] for way in found["replacedBy"]] == ["NOR1201", "NOR1260"]
    split = as_json(real, "/code/grep-fagkoder/NAT1001.json")
    assert [way["notation"] for way in split["replacedBy"]] == [f"NAT{n}" for n in range(1008, 1018)]
    merge = as_json(real, "/code/grep-fagkoder/NOR1260.json")
    assert {"NOR1201", "NOR1202"} <= {way["notation"] for way in merge["replaces"]}


def test_a_base_of_ones_own_keeps_greps_identifiers(codes: TestClient) -> None:
    assert as_json(codes, "/code/grep-fagkoder/FAG0001.json")["schemeIri"].startswith(BASE)
