"""Which tables become which lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from stafett.codes.grep_types import COLLECTIONS
from stafett.codes.sources.promoted import COLUMNS, SOURCES, list_for


def test_every_collection_of_grep_becomes_a_list_but_the_remarks_that_vigo_says_more_of() -> None:
    without = {name for name in COLLECTIONS if list_for("grep", name) is None}
    assert without == {"merknader"}
    assert all(found[0] == f"grep-{name}" for name in COLLECTIONS if (found := list_for("grep", name)))


@pytest.mark.parametrize(("source", "table"), [("grep", "no-such"), ("vigo", "elements"), ("nsr", "units")])
def test_what_is_no_code_list_becomes_none(source: str, table: str) -> None:
    assert list_for(source, table) is None


def test_a_table_that_we_have_a_list_for_becomes_that_list(root: Path) -> None:
    for table in ("grades", "course-remarks", "diploma-remarks"):
        found = list_for("vigo", table)
        assert found is not None
        assert (root / "codes" / f"{found[0]}.yaml").is_file()


def test_a_new_list_has_a_name_in_three_languages() -> None:
    found = list_for("vigo", "wish-statuses")
    assert found == ("vigo-onskestatus", ("Ønskestatus", "Ønskestatus", "Wish status"))
    assert {"grep", "vigo"} == set(SOURCES)


def test_columns_are_those_of_lists_that_are_promoted() -> None:
    promoted = {found[0] for name in COLLECTIONS if (found := list_for("grep", name))}
    assert COLUMNS
    assert set(COLUMNS) <= promoted
