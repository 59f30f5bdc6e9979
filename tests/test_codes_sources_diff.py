"""What changed from one snapshot to the next."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from source_stand_in import NOW, Puller, StandIn, grep_item, grep_reference, zipped
from stafett.codes.sources.diff import Difference, compare
from stafett.codes.sources.snapshot import SourceInfo, Workspace
from stafett.errors import StafettError

pytest_plugins = ("source_fixtures",)


def _snapshot(
    root: Path, day: int, rows: list[dict[str, Any]], table: str = "fagkoder", name: str = "grep"
) -> Path:
    info = SourceInfo(name, name, "x", "https://x", None, "")
    work = Workspace(root, info, {}, now=lambda: NOW + timedelta(days=day))
    work.write(table, rows)
    return work.finish()


def _kinds(difference: Difference) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for change in difference.changes:
        found.setdefault(change.code, []).append(f"{change.kind}: {change.detail}")
    return found


def test_every_kind_of_change(source: StandIn, puller: Puller) -> None:
    keep = [grep_item(f"MAT10{n}") for n in range(10, 20)]
    before = [grep_item("NOR1201"), grep_item("NOR1202"), grep_item("NOR1203"), grep_item("NOR1204"), *keep]
    after = [
        grep_item("NOR1201", status="https://x/status_utgaatt")
        | {"erstattes-av": [grep_reference("NOR1260")]},
        grep_item("NOR1202", title="Nytt navn"),
        grep_item("NOR1203", iop=True),
        grep_item("NOR1260", erstatter=[grep_reference("NOR1201")]),
        *keep,
    ]
    folders = []
    for items in (before, after):
        source.serve("/dump/json", zipped({f"fagkoder/{i['kode']}.json": i for i in items}))
        folders.append(puller("grep").folder)
        puller.now += timedelta(days=7)
    difference = compare(*folders)
    assert _kinds(difference) == {
        "NOR1201": ["expired: ", "replaced: NOR1201 → NOR1260"],
        "NOR1202": ["labels: nb: Navn NOR1202 → Nytt navn"],
        "NOR1203": ["changed: values"],
        "NOR1204": ["gone: Navn NOR1204"],
        "NOR1260": ["new: Navn NOR1260", "replaced: NOR1201 → NOR1260"],
    }
    assert difference.counts() == {
        "new": 1,
        "expired": 1,
        "replaced": 2,
        "labels": 1,
        "changed": 1,
        "gone": 1,
    }
    assert difference.as_dict()["source"] == "grep"


def test_the_day_of_the_last_touch_alone_is_no_change(tmp_path: Path) -> None:
    row = {"code": "A", "label": {"nb": "a"}}
    old = _snapshot(tmp_path, 0, [row | {"modified": "2026-01-01"}])
    new = _snapshot(tmp_path, 1, [row | {"modified": "2026-02-02"}])
    assert compare(old, new).changes == ()


def test_a_new_replacement_in_vigo(tmp_path: Path) -> None:
    table = "relation-element-replaces-element"
    old = _snapshot(tmp_path, 0, [], table, "vigo")
    new = _snapshot(tmp_path, 1, [{"code": "NOR1260 NOR1201", "label": {}}], table, "vigo")
    assert [(c.kind, c.detail) for c in compare(old, new).changes] == [
        ("new", ""),
        ("replaced", "NOR1201 → NOR1260"),
    ]


def test_versions_of_a_classification_are_kept_apart(tmp_path: Path) -> None:
    rows = [
        {"code": "1", "version": "11", "label": {"nb": "a"}},
        {"code": "1", "version": "12", "label": {"nb": "b"}},
    ]
    old, new = (_snapshot(tmp_path, n, rows, "codes-889", "klass") for n in (0, 1))
    assert compare(old, new).changes == ()


def test_only_snapshots_of_one_source_can_be_compared(tmp_path: Path) -> None:
    grep, vigo = _snapshot(tmp_path, 0, []), _snapshot(tmp_path, 0, [], "grades", "vigo")
    with pytest.raises(StafettError, match="only the same can be compared"):
        compare(grep, vigo)
    with pytest.raises(StafettError, match="is no snapshot"):
        compare(grep, tmp_path)
