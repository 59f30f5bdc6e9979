"""What was taken last time: what is new, changed or gone, who holds it, and the file it is kept in."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvest_fixtures import GOOD, SOURCE, seen, taken
from stafett.errors import StafettError
from stafett.harvest.state import State, read_state, write_state

IRI = "https://example.org/a"


@pytest.mark.parametrize(
    ("source", "checksum", "change"), [("s", "1", "same"), ("s", "2", "changed"), ("other", "1", "new")]
)
def test_a_member_is_new_the_same_or_changed_at_its_address(source: str, checksum: str, change: str) -> None:
    assert State({"s": {IRI: "1"}}).change(source, IRI, checksum) == change


def test_what_is_not_there_any_more_is_missing_in_order() -> None:
    state = State({SOURCE: {"urn:z": "1", "urn:b": "1", IRI: "1"}, "other": {"urn:c": "1"}})
    assert state.missing(taken(GOOD)) == ("urn:b", "urn:z")


def test_only_another_address_can_hold_what_is_taken() -> None:
    state = State().with_previews([seen(GOOD)])
    assert state.conflicts(taken(GOOD)) == []
    elsewhere = State({"other": state.members[SOURCE]}, {"other": state.containers[SOURCE]})
    found = [(f.code, f.subject, f.detail) for f in elsewhere.conflicts(taken(GOOD))]
    assert found == [("H9.1", "https://example.org/catalog", "other"), ("H9.2", IRI, "other")]


def test_a_harvest_that_stops_changes_nothing() -> None:
    state = State().with_previews([seen(GOOD)])
    assert state.with_previews([seen("ex:a ex:123 1 .")]) == state


def test_what_is_remembered_of_other_addresses_stays() -> None:
    state = State({"other": {"urn:c": "1"}}, {"other": ["urn:d"]})
    later = state.with_previews([seen(GOOD)])
    assert set(later.members) == {"other", SOURCE}
    assert set(state.members) == {"other"}  # and the earlier memory is not changed


def test_the_memory_is_a_file_that_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    assert read_state(file) == State()
    state = State().with_previews([seen(GOOD)])
    write_state(file, state)
    assert read_state(file) == state
    file.write_text('{"version": 0}', encoding="utf-8")
    with pytest.raises(StafettError, match="not written by"):
        read_state(file)


@pytest.mark.parametrize(
    "text",
    ["[]", '{"version": 1}', '{"version": 1, "members": [], "containers": {}}',
     '{"version": 1, "members": {"s": {"urn:a": 1}}, "containers": {}}',
     '{"version": 1, "members": {}, "containers": {"s": "urn:a"}}'],
)  # fmt: skip
def test_a_file_that_is_not_ours_is_refused_with_what_to_do(tmp_path: Path, text: str) -> None:
    file = tmp_path / "state.json"
    file.write_text(text)
    with pytest.raises(StafettError, match=r"state\.json is not written by") as told:
        read_state(file)
    assert "--previous" in (told.value.hint or "")


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    file.write_bytes(b"\xff")
    with pytest.raises(StafettError, match=r"state\.json cannot be read"):
        read_state(file)


def test_the_file_is_put_in_place_whole_and_reads_the_same_each_time(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    write_state(file, State({"b": {"y": "1", "x": "2"}, "a": {}}))
    first = file.read_bytes()
    write_state(file, State({"a": {}, "b": {"x": "2", "y": "1"}}))
    assert file.read_bytes() == first
    assert [f.name for f in tmp_path.iterdir()] == ["state.json"]
