"""What a code's page says besides the code itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from code_fixtures import KL06, OWN, mapping
from stafett.web import codeview
from stafett.web.room import Room
from web_graphs import BASE

pytest_plugins = ("code_fixtures",)


def test_a_code_that_no_list_of_ours_has_goes_by_the_end_of_its_identifier(code_room: Room) -> None:
    known = codeview.reference(code_room, f"{KL06}FAG0001")
    assert (known.notation, known.href) == ("FAG0001", "/code/grep-fagkoder/FAG0001")
    unknown = codeview.reference(code_room, f"{KL06}N%C3%98R1")
    assert (unknown.notation, unknown.label, unknown.href) == ("NØR1", None, None)


def test_the_ways_after_a_code_are_read_from_old_to_new(code_room: Room) -> None:
    short, long = codeview.ways(code_room, f"{KL06}FAG0000", "after")
    assert (short.length, long.length) == (1, 2)
    assert [ref.notation for ref in long.path] == ["FAG0000", "FAG0001", "FAG0002"]
    assert long.end.notation == "FAG0002"
    assert [[s["old"][-1] for s in steps] for steps in long.steps] == [["0"], ["1"]]


def test_the_ways_before_a_code_find_their_steps_backwards(code_room: Room) -> None:
    ways = codeview.ways(code_room, f"{KL06}FAG0002", "before")
    assert [way.end.notation for way in ways] == ["FAG0001", "FAG0003", "FAG0000"]
    assert all(len(steps) == 1 for way in ways for steps in way.steps)


def test_without_history_there_is_no_way_and_no_kind(code_room: Room) -> None:
    assert codeview.ways(code_room, f"{KL06}FAG0100", "after") == []
    assert codeview.kind_of_replacement(code_room, f"{KL06}FAG0100") == "none"
    assert codeview.kind_of_replacement(code_room, f"{KL06}FAG0003") == "merge"


@pytest.mark.parametrize(
    ("iri", "href"),
    [
        (f"{KL06}FAG0001", "/code/grep-fagkoder/FAG0001"),
        (f"{BASE}/def/Person", "/def/Person"),
        ("https://example.org/other", "https://example.org/other"),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_the_other_side_of_a_mapping_leads_to_a_page_of_ours_before_any_other(
    code_room: Room, iri: str | None, href: str | None
) -> None:
    row: Any = mapping({"curie": "x:y", "iri": iri, "label": "y"})
    data = replace(code_room.site.code_data, mappings={"urn:mine": [row]})
    room = replace(code_room, site=replace(code_room.site, code_data=data))
    [found] = codeview.counterparts(room, "urn:mine")
    assert found.href == href
    assert codeview.counterparts(room, "urn:other") == []


def test_a_namesake_is_another_code_with_the_same_notation(code_room: Room) -> None:
    own = code_room.codebook.place("vigo-fullfortkode", "B")
    lone = code_room.codebook.place("vigo-fullfortkode", "L")
    assert own is not None
    assert lone is not None
    assert [other.codelist["scheme"] for other in codeview.namesakes(code_room, own)] == ["grep-fagkoder"]
    assert codeview.namesakes(code_room, lone) == []


def test_a_deviation_concerns_both_lists_and_the_codes_on_either_side(code_room: Room) -> None:
    def count(scheme: str, notation: str | None = None) -> int:
        return len(codeview.deviations_of(code_room, scheme, notation))

    assert count("vigo-fullfortkode") == count("grep-fagkoder") == 1
    assert count("vigo-fullfortkode", "B") == count("grep-fagkoder", "B") == 1
    assert count("vigo-fullfortkode", "L") == count("stafett-rolle") == 0


def test_fields_are_those_of_the_list(code_room: Room) -> None:
    assert [field["name"] for field in codeview.fields_of(code_room, OWN)] == ["FULLFKOD"]
    assert codeview.fields_of(code_room, f"{OWN}/B") == []
