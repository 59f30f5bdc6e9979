"""The built files that are served as they are."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from stafett.errors import DistError
from stafett.web import files
from stafett.web.files import BuiltFiles
from stafett.web.pagedata import Manifest


def built(folder: Path, **contents: str) -> BuiltFiles:
    listed = []
    for name, text in contents.items():
        (folder / name).write_text(text, "utf-8")
        listed.append({"path": name, "sha256": hashlib.sha256(text.encode()).hexdigest()})
    return BuiltFiles(folder, cast("Manifest", {"version": "1", "base": "x", "files": listed}))


def test_only_what_the_manifest_lists_is_there(tmp_path: Path) -> None:
    found = built(tmp_path, b="1", a="2", c="3")
    (tmp_path / "secret").write_text("x")
    assert ("a" in found, "secret" in found, "../a" in found) == (True, False, False)
    for path in ("secret", "./a", ""):
        with pytest.raises(KeyError):
            found.read(path)
    assert found.paths("") == ["b", "a", "c"]
    assert found.paths("a") == ["a"]


@pytest.mark.parametrize(("harm", "words"), [("written", "has changed"), ("gone", "cannot be read")])
def test_a_file_that_is_not_as_it_was_built_is_refused_though_it_has_been_read(
    tmp_path: Path, harm: str, words: str
) -> None:
    found = built(tmp_path, a="1")
    assert found.read("a") == b"1"
    if harm == "gone":
        (tmp_path / "a").unlink()
    else:
        (tmp_path / "a").write_text("22")
    with pytest.raises(DistError, match=words):
        found.read("a")


def test_a_file_that_comes_back_as_it_was_is_served_again(tmp_path: Path) -> None:
    found = built(tmp_path, a="1")
    (tmp_path / "a").write_text("22")
    with pytest.raises(DistError):
        found.read("a")
    (tmp_path / "a").write_text("1")
    assert found.read("a") == b"1"


def test_a_file_is_read_once_while_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MEMORY", 5)
    found = built(tmp_path, a="123", b="456", c="78")
    for path in "abc":
        found.read(path)
    reads: list[str] = []
    real = Path.read_bytes

    def counted(path: Path) -> bytes:
        reads.append(path.name)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    assert [found.read(path) for path in "abc"] == [b"123", b"456", b"78"]
    assert reads == ["b"]  # 3 + 2 bytes fit; b does not


def test_a_touched_file_is_read_again_and_takes_no_more_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MEMORY", 3)
    found = built(tmp_path, a="123")
    for second in range(3):
        os.utime(tmp_path / "a", (second, second))
        assert found.read("a") == b"123"
    assert found.modified("a") == datetime(1970, 1, 1, 0, 0, 2, tzinfo=UTC)
    reads: list[Path] = []
    monkeypatch.setattr(Path, "read_bytes", reads.append)
    assert found.read("a") == b"123"
    assert reads == []


def test_the_day_of_a_file_is_whole_seconds_for_http(tmp_path: Path) -> None:
    found = built(tmp_path, a="1")
    os.utime(tmp_path / "a", (1_700_000_000.9, 1_700_000_000.9))
    assert found.modified("a") == datetime.fromtimestamp(1_700_000_000, UTC)
    (tmp_path / "a").unlink()
    with pytest.raises(DistError, match="cannot be read"):
        found.modified("a")
