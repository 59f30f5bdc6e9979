"""The change feed, whose entries are read for what they have of addresses and times."""

from __future__ import annotations

from typing import Any

import pytest

from stafett.codes.sources.grep_feed import changed_item


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"url-data": "https://data.udir.no/kl06/v201906/fagkoder/NOR1267"}, "fagkoder/NOR1267"),
        (
            {"element": {"url": "http://data.udir.no/kl06/v201906/semester/aarstrinn_fov"}},
            "semester/aarstrinn_fov",
        ),
        (
            {"uri": "http://psi.udir.no/kl06/NOR1267", "type": "http://psi.udir.no/ontologi/kl06/fagkode"},
            "fagkoder/NOR1267",
        ),
        ({"uri": "http://psi.udir.no/kl06/NOR1267"}, None),
        ({"endrings-id": 4}, None),
    ],
)
def test_which_item_an_entry_is_about(entry: dict[str, Any], expected: str | None) -> None:
    assert changed_item(entry) == expected
