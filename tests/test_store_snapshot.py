"""Snapshots: whole or not there, named after what they hold, and kept while somebody reads them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from stafett.errors import DistError
from stafett.store import snapshot
from stafett.store.snapshot import CURRENT, Snapshot, current, name_of, publish

QUADS = "<urn:s> <urn:p> <urn:o> <urn:g1> .\n<urn:s> <urn:p> <urn:o> <urn:g2> .\n"


def build(folder: Path, quads: str = QUADS) -> Path:
    """The smallest build: the triples, a page, and the manifest that names them."""
    files = {"all.nq": quads.encode(), "pages/index.json": b"{}"}
    entries = []
    for path, body in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)
        entries.append({"path": path, "sha256": hashlib.sha256(body).hexdigest()})
    (folder / "manifest.json").write_text(json.dumps({"files": entries}))
    return folder


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    return build(tmp_path / "dist")


@pytest.fixture
def stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where snapshots go, without a database: one takes a second of waiting for the disk."""

    def loaded(quads: Path, folder: Path) -> int:
        folder.mkdir()
        return quads.read_bytes().count(b"\n")

    monkeypatch.setattr(snapshot, "_load", loaded)
    return tmp_path / "stores"


def names(stores: Path) -> set[str]:
    return {folder.name for folder in (stores / "snapshots").iterdir()}


def test_what_was_published_is_current_and_holds_the_build_and_its_distinct_triples(
    dist: Path, tmp_path: Path
) -> None:
    made = publish(dist, tmp_path / "stores")
    found = current(tmp_path / "stores")
    assert found is not None
    assert (found.folder, found.identifier, found.triples) == (made.folder, name_of(dist), 1)
    assert (found.dist / "pages/index.json").read_bytes() == b"{}"
    asked = ox.Store.read_only(str(found.store)).query("ASK { GRAPH <urn:g1> { <urn:s> <urn:p> <urn:o> } }")
    assert bool(asked)


def test_where_nothing_was_published_nothing_is_current(stores: Path) -> None:
    assert current(stores) is None


def test_the_same_build_has_the_same_name_and_is_not_made_twice(
    dist: Path, stores: Path, tmp_path: Path
) -> None:
    first = publish(dist, stores)
    made = (first.folder / "snapshot.json").stat().st_ino
    again = publish(build(tmp_path / "twin"), stores)
    assert again.folder == first.folder
    assert (again.folder / "snapshot.json").stat().st_ino == made


def test_a_later_build_takes_its_place_and_the_earlier_goes_unless_it_is_held(
    dist: Path, stores: Path
) -> None:
    old = publish(dist, stores)
    old.hold()
    new = publish(build(dist, "<urn:s> <urn:p> <urn:o> <urn:g3> .\n"), stores)
    assert names(stores) == {old.identifier, new.identifier}
    assert current(stores) == Snapshot(new.folder, new.identifier, 1)
    old.release()
    publish(dist, stores)
    assert names(stores) == {new.identifier}


def test_a_snapshot_that_is_gone_cannot_be_held(tmp_path: Path) -> None:
    with pytest.raises(DistError, match="The snapshot abc is gone"):
        Snapshot(tmp_path / "abc", "abc", 0).hold()


def test_what_a_publisher_that_was_killed_left_is_cleaned_away(dist: Path, stores: Path) -> None:
    (stores / "snapshots" / ".new-killed" / "dist").mkdir(parents=True)
    found = publish(dist, stores)
    assert names(stores) == {found.identifier}


def test_a_snapshot_that_is_not_whole_is_named_and_made_anew(dist: Path, stores: Path) -> None:
    found = publish(dist, stores)
    (found.folder / "snapshot.json").write_text("{")
    with pytest.raises(DistError, match=f"{found.identifier} is not whole"):
        current(stores)
    publish(dist, stores)
    assert current(stores) is not None


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda dist: (dist / "manifest.json").unlink(), "There is no build in"),
        (lambda dist: (dist / "manifest.json").write_text("{"), "is not whole"),
        (lambda dist: (dist / "manifest.json").write_text("{}"), "is not whole"),
        (lambda dist: (dist / "pages/index.json").unlink(), "is not whole"),
        (lambda dist: (dist / "pages/index.json").write_text("[]"), "is not what the manifest says"),
    ],
)  # fmt: skip
def test_a_broken_build_is_refused_and_leaves_what_was_current(
    dist: Path, stores: Path, damage: Callable[[Path], object], words: str
) -> None:
    before = publish(dist, stores)
    damage(build(dist, "<urn:a> <urn:b> <urn:c> <urn:g> .\n"))
    with pytest.raises(DistError, match=words):
        publish(dist, stores)
    assert current(stores) == Snapshot(before.folder, before.identifier, 2)
    assert names(stores) == {before.identifier}  # nothing half-made


def test_triples_that_cannot_be_read_are_not_published(dist: Path, tmp_path: Path) -> None:
    with pytest.raises(DistError, match=r"all\.nq cannot be loaded"):
        publish(build(dist, "no quads"), tmp_path / "stores")
    assert names(tmp_path / "stores") == set()


def test_a_build_that_changes_while_it_is_read_is_not_published(
    dist: Path, stores: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loading(*_: Path) -> int:
        (dist / "manifest.json").write_text('{"files": []}')
        return 1

    monkeypatch.setattr(snapshot, "_load", loading)
    with pytest.raises(DistError, match="was built anew while it was read"):
        publish(dist, stores)
    assert current(stores) is None


def test_a_folder_that_cannot_be_written_is_named_with_its_setting(dist: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DistError, match="cannot be written") as told:
        publish(dist, tmp_path / "file")
    assert "STAFETT_STORE_DIR" in (told.value.hint or "")


def test_a_current_that_names_nothing_readable_is_a_fault(stores: Path) -> None:
    stores.mkdir()
    (stores / CURRENT).write_bytes(b"\xff")
    with pytest.raises(DistError, match="CURRENT cannot be read"):
        current(stores)
