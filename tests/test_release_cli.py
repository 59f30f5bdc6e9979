"""`stafett diff` and `stafett release`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from stafett.archive import read_kept
from stafett.release import read_releases

if TYPE_CHECKING:
    from conftest import Cli

BASE = "https://w3id.org/stafett"


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


def test_a_release_keeps_the_documents_of_the_version(cli: Cli, dist: Path, tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    assert cli("release", "--dist", dist, "--releases", folder, "--date", "2026-11-26").code == 0
    version = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))["version"]
    kept = read_kept(folder / version, BASE)
    for name in ("stafett.owl.nt", "stafett.schema.json"):
        assert kept[name] == (dist / "model" / name).read_bytes()
    assert sum(file.stat().st_size for file in (folder / version).iterdir()) < 1_200_000


def test_a_version_may_be_recorded_again_while_nothing_in_it_is_gone(
    cli: Cli, dist: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    assert cli("release", "--dist", dist, "--releases", folder).code == 0
    assert cli("release", "--dist", dist, "--releases", folder, "--again").code == 0
    [file] = folder.glob("*.json")
    recorded = json.loads(file.read_text(encoding="utf-8"))
    recorded["slots"]["vanished"] = {}
    file.write_text(json.dumps(recorded), encoding="utf-8")
    refused = cli("release", "--dist", dist, "--releases", folder, "--again")
    assert refused.code == 1
    assert "def/vanished" in refused.err
    assert json.loads(file.read_text(encoding="utf-8")) == recorded  # nothing is written


def test_only_the_newest_version_may_be_recorded_again(cli: Cli, dist: Path, tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    assert cli("release", "--dist", dist, "--releases", folder).code == 0
    [file] = folder.glob("*.json")
    later = {**json.loads(file.read_text(encoding="utf-8")), "version": "99.0.0"}
    (folder / "99.0.0.json").write_text(json.dumps(later), encoding="utf-8")
    refused = cli("release", "--dist", dist, "--releases", folder, "--again")
    assert refused.code == 1
    assert "99.0.0 came after it" in refused.err


def test_this_repository_declares_a_version_that_is_large_enough(cli: Cli, dist: Path, root: Path) -> None:
    newest = read_releases(root / "releases")[-1]["version"]
    done = cli("diff", root / "releases" / f"{newest}.json", dist)
    assert done.code == 0, f"{done.out}{done.err}Before {newest} is announced: stafett release --again."


def test_every_recorded_version_is_in_the_build(dist: Path, root: Path) -> None:
    for release in read_releases(root / "releases"):
        for name, body in read_kept(root / "releases" / release["version"], BASE).items():
            assert (dist / "releases" / release["version"] / name).read_bytes() == body
