"""The commands on live sources: pull, diff and replaced, as they are typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from source_stand_in import StandIn, Trouble, grep_item, zipped

if TYPE_CHECKING:
    from conftest import Cli

pytest_plugins = ("source_fixtures",)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)


def _serve(source: StandIn, *items: dict[str, Any]) -> None:
    source.serve("/dump/json", zipped({f"fagkoder/{i['kode']}.json": i for i in items}))


def test_pull_says_what_it_read_and_under_which_terms(cli: Cli, source: StandIn, tmp_path: Path) -> None:
    _serve(source, *(grep_item(f"NOR12{n}") for n in range(10, 20)), grep_item("NOR99"))
    outcome = cli("codes", "pull", "grep", "--url", source.url, "--snapshots", tmp_path)
    assert outcome.code == 0
    assert "read 11, kept 10, skipped 1." in outcome.out
    assert "code-form: 1" in outcome.out
    assert "NLOD_2_0" in outcome.out


def test_a_pull_that_stops_says_what_to_do_and_goes_on(cli: Cli, source: StandIn, tmp_path: Path) -> None:
    _serve(source, *(grep_item(f"NOR12{n}") for n in range(10, 20)))
    source.troubles["/dump/json"] = [Trouble("status")] * 5
    arguments = ("codes", "pull", "grep", "--url", source.url, "--snapshots", tmp_path)
    outcome = cli(*arguments)
    assert outcome.code == 1
    assert "answered 503 (tried 5 times)" in outcome.err
    assert "Run the same command again" in outcome.err
    outcome = cli(*arguments)
    assert outcome.code == 0
    assert "Went on with the pull that was stopped." in outcome.err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("pull", "nav"), "There is no source «nav»"),
        (("pull", "grep", "--since", "i går"), "--since is «i går»"),
        (("pull", "vigo", "--since", "2026-01-01"), "--since cannot be used with vigo"),
        (("replaced", "NOR1003", "--format", "xml"), "--format is «xml»"),
        (("diff", "--format", "xml"), "--format is «xml»"),
        (("diff", "--snapshots", "finnes-ikke"), "It takes two snapshots"),
        (("replaced", "NOR1003", "--file", "finnes-ikke.csv"), "There is no file"),
    ],
)
def test_what_is_asked_wrongly_is_said_so(cli: Cli, arguments: tuple[str, ...], reason: str) -> None:
    outcome = cli("codes", *arguments)
    assert outcome.code == 1
    assert reason in outcome.err


def test_diff_compares_the_two_newest(cli: Cli, source: StandIn, tmp_path: Path) -> None:
    for day, title in (("2026-01-01", "Norsk"), ("2026-01-08", "Norsk hovedmål")):
        _serve(source, grep_item("NOR1267", title=title))
        assert cli("codes", "pull", "grep", "--url", source.url, "--snapshots", tmp_path).code == 0
        (pulled,) = (f for f in (tmp_path / "grep").iterdir() if f.name != "2026-01-01")
        pulled.rename(tmp_path / "grep" / day)
    outcome = cli("codes", "diff", "--snapshots", tmp_path)
    assert outcome.code == 0
    assert "grep 2026-01-01 → 2026-01-08: 0 new, 0 expired, 0 replaced, 1 labels" in outcome.out
    assert "nb: Norsk → Norsk hovedmål" in outcome.out
    home = tmp_path / "grep"
    as_json = json.loads(cli("codes", "diff", home / "2026-01-01", "--format", "json").out)
    assert as_json[0]["counts"]["labels"] == 1
    both = cli("codes", "diff", home / "2026-01-08", home / "2026-01-01", "--format", "json")
    assert json.loads(both.out)[0]["changes"][0]["detail"] == "nb: Norsk hovedmål → Norsk"
    assert "no later snapshot" in cli("codes", "diff", home / "2026-01-08").err


@pytest.mark.parametrize("code", ["NOR1003", "https://data.udir.no/kl06/v201906/fagkoder/NOR1003"])
def test_replaced_shows_the_way_its_length_and_who_says_so(cli: Cli, root: Path, code: str) -> None:
    outcome = cli("codes", "replaced", code, "--file", root / "codes/replacements.csv")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "NOR1003 was replaced by:"
    assert [line.split()[:2] for line in lines[2:4]] == [["NOR1201", "1"], ["NOR1260", "2"]]
    assert "NOR1003 → NOR1201 → NOR1260" in lines[3]
    assert "vigo:element-replaces-element (vigo-element-erstatter; secondary)" in lines[3]
    assert lines[4] == "NOR1003 replaced: no mapping known"


def test_replaced_says_so_where_no_mapping_is_known(cli: Cli, root: Path) -> None:
    file = root / "codes/replacements.csv"
    outcome = cli("codes", "replaced", "VG4003", "--file", file)
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "VG4003 was replaced by: no mapping known",
        "VG4003 replaced: no mapping known",
    ]
    found = json.loads(cli("codes", "replaced", "NOR1260", "--format", "json", "--file", file).out)
    assert found["replacedBy"] == "no mapping known"
    assert next(a["path"] for a in found["replaces"] if a["length"] == 2) == ["NOR1260", "NOR1201", "NOR1003"]
    assert found["inForce"] == []


def test_replaced_can_ask_the_snapshots_too(cli: Cli, source: StandIn, root: Path, tmp_path: Path) -> None:
    file = root / "codes/replacements.csv"
    arguments = ("codes", "replaced", "NOR1260", "--with-snapshots", "--snapshots", tmp_path, "--file", file)
    assert "There is no snapshot" in cli(*arguments).err
    reference = {"kode": "NOR1260", "uri": "http://psi.udir.no/kl06/NOR1260"}
    _serve(source, grep_item("NOR1360", erstatter=[reference]))
    cli("codes", "pull", "grep", "--url", source.url, "--snapshots", tmp_path)
    assert "NOR1260 → NOR1360" in cli(*arguments).out


def test_promote_writes_the_newest_snapshot_into_the_lists(
    cli: Cli, source: StandIn, root: Path, tmp_path: Path
) -> None:
    codes = shutil.copytree(root / "codes", tmp_path / "codes")
    _serve(source, grep_item("NOR1999"), grep_item("NOR1267"))
    cli("codes", "pull", "grep", "--url", source.url, "--snapshots", tmp_path)
    outcome = cli("codes", "promote", "grep", "--codes", codes, "--snapshots", tmp_path)
    assert outcome.code == 0
    assert "grep-fagkoder" in outcome.out
    assert "\nNOR1999," in (codes / "grep-fagkoder.csv").read_text(encoding="utf-8")


def test_promote_without_a_snapshot_says_how_to_get_one(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("codes", "promote", "vigo", "--snapshots", tmp_path)
    assert outcome.code == 1
    assert "stafett codes pull vigo" in outcome.err
