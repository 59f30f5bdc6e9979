"""Look-ups in the mapping sets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from model_fixtures import MAPPINGS
from stafett.errors import DistError
from stafett.web.mappingdata import Mappings, anchored, read_mappings, row_anchor
from web_fixtures import write_json
from web_graphs import BASE


def test_look_ups_go_by_our_own_term() -> None:
    sets: Any = MAPPINGS["sets"]
    [found] = Mappings.of(sets).about(f"{BASE}/def/Person")
    assert row_anchor(found.row) == "stafett-Person"
    assert Mappings.of(sets).about("https://example.org/none") == []


def test_rows_of_one_term_share_the_id_of_the_first_wherever_they_stand() -> None:
    rows: list[Any] = [row for entry in MAPPINGS["sets"] for row in entry["rows"]]
    assert [anchor for anchor, _ in anchored([*rows, *rows])][: len(rows)] == [a for a, _ in anchored(rows)]
    assert {anchor for anchor, _ in anchored([*rows, *rows])[len(rows) :]} == {""}


def row(subject: str | None, object_: str | None = "other:x") -> Any:
    sides = [
        None if curie is None else {"curie": curie, "iri": None, "label": ""} for curie in (subject, object_)
    ]
    return {"subject": sides[0], "object": sides[1]}


@pytest.mark.parametrize(
    ("of", "anchor"),
    [
        (row("stafett:Person"), "stafett-Person"),
        (row("codes:vigo-x/Æ 1"), "codes-vigo-x-Æ-1"),
        (row(None, "other:Human"), "other-Human"),
        (row(None, None), "none"),
    ],
)
def test_the_id_of_a_row_can_stand_in_an_address(of: Any, anchor: str) -> None:
    assert row_anchor(of) == anchor


def test_only_the_first_row_of_a_term_has_an_id() -> None:
    assert [anchor for anchor, _ in anchored([row("a:b"), row("a:c"), row("a:b")])] == ["a-b", "a-c", ""]


def test_rows_about_a_term_come_set_by_set() -> None:
    sets: Any = [{**MAPPINGS["sets"][0], "name": name} for name in ("one", "two")]
    found = Mappings.of(sets)
    assert [row.mapping_set["name"] for row in found.about(f"{BASE}/def/Person")] == ["one", "two"]
    two = found.get("two")
    assert two is not None
    assert two["name"] == "two"
    assert found.get("three") is None


def test_a_broken_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "mappings.json").write_bytes(b"{broken")
    with pytest.raises(DistError, match=r"mappings\.json cannot be read"):
        read_mappings(tmp_path)


def test_a_build_without_mappings_has_none(tmp_path: Path) -> None:
    assert read_mappings(tmp_path).sets == ()
    write_json(tmp_path / "mappings.json", MAPPINGS)
    assert [one["name"] for one in read_mappings(tmp_path).sets] == ["stafett-other"]
