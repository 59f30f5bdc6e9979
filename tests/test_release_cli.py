"""`stafett diff` and `stafett release`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Cli


def test_diff_of_a_build_with_itself_is_empty(cli: Cli, dist: Path) -> None:
    done = cli("diff", dist, dist)
    assert done.code == 0
    assert "0 changes" in done.out


def test_diff_fails_when_the_version_declares_too_little(cli: Cli, dist: Path, tmp_path: Path) -> None:
    old = json.loads((dist / "model" / "stafett.inventory.json").read_text(encoding="utf-8"))
    old["classes"]["Vanished"] = old["classes"]["Person"]
    file = tmp_path / "old.json"
    file.write_text(json.dumps(old), encoding="utf-8")
    done = cli("diff", file, dist)
    assert done.code == 1
    assert "Vanished" in done.out
    assert "major" in done.err


def test_a_version_is_released_once(cli: Cli, dist: Path, tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    assert cli("release", "--dist", dist, "--releases", folder).code == 0
    assert "def/Person" in (tmp_path / "published-terms.lock").read_text(encoding="utf-8")
    again = cli("release", "--dist", dist, "--releases", folder)
    assert again.code == 1
    assert "already released" in again.err
