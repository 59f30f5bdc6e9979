"""What every request handler shares."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stafett.web.room import Room
from web_graphs import BASE

pytest_plugins = ("web_fixtures",)


def test_a_file_is_indexed_once(room: Room) -> None:
    own = replace(room, _descriptions={})
    first = own.description("coverage.nt")
    assert own.description("coverage.nt") is first
    assert own.description("catalog/concepts.nt") is not first
    assert [str(triple.object) for triple in first.of(f"{BASE}/coverage/S0-01")] == [
        '"Om S0-01"@nb',
        '"S0-01"',
    ]


def test_a_file_that_the_build_has_not_is_a_fault_and_no_empty_index(room: Room) -> None:
    with pytest.raises(KeyError):
        room.description("none.nt")


def test_the_codes_are_indexed_once(room: Room) -> None:
    assert room.codebook is room.codebook
    assert room.codebook.place("vigo-fullfortkode", "B") is not None


def test_another_build_has_an_index_of_its_own(room: Room) -> None:
    other = replace(room, site=replace(room.site, lists={}))
    assert other.codebook.with_notation("B") == []
    assert room.prefixes["codes"] == f"{BASE}/code/"
