"""Snapshots: whole or not at all, and none the worse for a pull that was stopped."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from source_stand_in import NOW
from stafett.codes.sources.snapshot import (
    STALE,
    Fault,
    SourceInfo,
    Workspace,
    day,
    latest,
    read_provenance,
    read_tables,
    snapshots,
)
from stafett.errors import StafettError

INFO = SourceInfo("grep", "Grep", "Udir", "https://data.udir.no/kl06/v201906", None, "none stated")


def _open(root: Path, plan: dict[str, str] | None = None, hours: float = 0, **more: bool) -> Workspace:
    return Workspace(root, INFO, plan or {}, now=lambda: NOW + timedelta(hours=hours), **more)


def test_a_finished_pull_becomes_a_dated_folder_with_provenance(tmp_path: Path) -> None:
    work = _open(tmp_path)
    work.tally.read = 2
    work.tally.faults.append(Fault("B", "no-code", "the row has no code", skipped=True))
    work.once("a", "https://data.udir.no/a", lambda: [1])
    work.write("fagkoder", [{"code": "A"}])
    folder = work.finish(since="2026-01-01")
    assert folder == tmp_path / "grep" / "2026-11-22"
    assert sorted(f.name for f in folder.iterdir()) == ["fagkoder.jsonl", "faults.jsonl", "provenance.json"]
    found = read_provenance(folder)
    assert found["counts"] == {"read": 2, "kept": 1, "skipped": 1}
    assert found["faults"] == {"no-code": 1}
    assert found["addresses"] == ["https://data.udir.no/a"]
    assert found["source"]["licence"] is None
    assert found["source"]["licence_note"] == "none stated"
    assert found["started"] == NOW.isoformat()
    assert found["since"] == "2026-01-01"
    assert [(f["path"], f["rows"]) for f in found["files"]] == [("fagkoder.jsonl", 1), ("faults.jsonl", 1)]
    assert dict(read_tables(folder)) == {"fagkoder": [{"code": "A"}]}


def test_what_was_fetched_is_not_fetched_again_when_a_pull_goes_on(tmp_path: Path) -> None:
    _open(tmp_path).once("page/0", "u", lambda: ["first"])
    work = _open(tmp_path, hours=1)
    assert work.resumed
    assert work.once("page/0", "u", lambda: pytest.fail("fetched again")) == ["first"]
    assert work.finish().name == "2026-11-22"


@pytest.mark.parametrize("how", ["another plan", "too old", "fresh"])
def test_a_pull_does_not_go_on_with_what_does_not_belong(tmp_path: Path, how: str) -> None:
    _open(tmp_path).once("page/0", "u", lambda: ["old"])
    plan = {"route": "rest"} if how == "another plan" else {}
    hours = STALE.total_seconds() / 3600 + 1 if how == "too old" else 0
    work = _open(tmp_path, plan, hours, fresh=how == "fresh")
    assert not work.resumed
    assert work.once("page/0", "u", lambda: ["new"]) == ["new"]


def test_an_unfinished_pull_is_no_snapshot_and_leaves_the_earlier_one(tmp_path: Path) -> None:
    work = _open(tmp_path)
    work.write("a", [{"code": "1"}])
    first = work.finish()
    before = {f.name: f.read_bytes() for f in first.iterdir()}
    again = _open(tmp_path, hours=1)
    again.write("a", [{"code": "2"}])
    assert snapshots(tmp_path, "grep") == [first]
    assert {f.name: f.read_bytes() for f in first.iterdir()} == before
    assert again.finish() == first
    assert dict(read_tables(first)) == {"a": [{"code": "2"}]}


def test_the_newest_snapshot_is_found(tmp_path: Path) -> None:
    assert latest(tmp_path, "grep") is None
    _open(tmp_path, hours=48).finish()
    _open(tmp_path).finish()
    assert [f.name for f in snapshots(tmp_path, "grep")] == ["2026-11-22", "2026-11-24"]
    newest = latest(tmp_path, "grep")
    assert newest is not None
    assert newest.name == "2026-11-24"


def test_a_snapshot_that_was_tampered_with_is_refused(tmp_path: Path) -> None:
    work = _open(tmp_path)
    work.write("a", [{"code": "1"}])
    folder = work.finish()
    (folder / "a.jsonl").write_text('{"code": "2"}\n')
    with pytest.raises(StafettError, match="is not as it was pulled"):
        list(read_tables(folder))
    (folder / "a.jsonl").unlink()
    with pytest.raises(StafettError, match=r"lacks a\.jsonl"):
        list(read_tables(folder))
    with pytest.raises(StafettError, match="is no snapshot"):
        read_provenance(tmp_path)


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    bodies = []
    for folder, row in (("one", {"b": "ø", "a": 1}), ("two", {"a": 1, "b": "ø"})):
        work = _open(tmp_path / folder)
        work.write("t", [row])
        bodies.append((work.finish() / "t.jsonl").read_bytes())
    assert bodies[0] == bodies[1] == json.dumps({"a": 1, "b": "ø"}, ensure_ascii=False).encode() + b"\n"


def test_a_source_that_gives_nothing_or_mostly_rubbish_stops_the_pull(tmp_path: Path) -> None:
    work = _open(tmp_path)
    with pytest.raises(StafettError, match="0 of 0"):
        work.tally.refuse_if_broken("Grep")
    work.tally.read = 4
    work.tally.faults.append(
        Fault("X1", "code-form", "the code X1 has not the form of fagkode", skipped=True)
    )
    with pytest.raises(StafettError, match=r"1 of 4 .*X1: the code X1"):
        work.tally.refuse_if_broken("Grep")
    work.tally.read = 5
    work.tally.refuse_if_broken("Grep")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-08-01T00:00:00", "2022-08-01"),
        ("2011-07-31", "2011-07-31"),
        ("", None),
        (None, None),
        ("ukjent", None),
    ],
)
def test_days(text: str | None, expected: str | None) -> None:
    assert day(text) == expected
