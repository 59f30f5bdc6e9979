"""What may be asked of a pull, and what is kept of how it was asked."""

from __future__ import annotations

from typing import Any

import pytest

from source_stand_in import Puller, StandIn, grep_item, zipped
from stafett.codes.sources.run import INFOS
from stafett.errors import SettingError

pytest_plugins = ("source_fixtures",)


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"route": "ftp"}, "--route is «ftp»"),
        ({"route": "rest", "only": ("fag",)}, "no collection fag"),
        ({"only": ("fagkoder",)}, "cannot be used with a dump"),
        ({"header": "uten kolon"}, "--header must be"),
    ],
)
def test_what_cannot_be_asked_of_grep(puller: Puller, settings: dict[str, Any], reason: str) -> None:
    with pytest.raises(SettingError, match=reason):
        puller("grep", **settings)


def test_a_key_is_sent_but_written_nowhere(source: StandIn, puller: Puller) -> None:
    source.serve("/dump/json", zipped({"fagkoder/NOR1267.json": grep_item("NOR1267")}))
    folder = puller("grep", header="X-Nokkel: hemmelig").folder
    assert source.headers[0]["X-Nokkel"] == "hemmelig"
    assert source.headers[0]["User-Agent"].startswith("stafett/")
    assert not any("hemmelig" in file.read_text("utf-8") for file in folder.iterdir())


def test_every_source_says_under_which_terms() -> None:
    assert sorted(INFOS) == ["grep", "klass", "nsr", "vigo"]
    for info in INFOS.values():
        assert info.base.startswith("https://")
        assert info.licence_note
