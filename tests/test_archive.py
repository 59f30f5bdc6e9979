"""What is kept of a version comes back as it was, under whatever base."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from stafett.archive import KEPT, documents, keep, read_kept
from stafett.errors import DistError, SourceError

BASE = "https://example.org/here"


def _documents() -> dict[str, bytes]:
    return {name: f"<{BASE}/def/A> <urn:in> <{BASE}/version/1.0.0> .\n".encode() for name in KEPT}


def test_what_is_kept_comes_back_under_the_base_of_the_day(tmp_path: Path) -> None:
    assert keep(_documents(), tmp_path / "1.0.0", BASE) > 0
    assert read_kept(tmp_path / "1.0.0", BASE) == _documents()
    moved = read_kept(tmp_path / "1.0.0", "http://localhost:8000")["stafett.owl.nt"]
    assert moved == b"<http://localhost:8000/def/A> <urn:in> <http://localhost:8000/version/1.0.0> .\n"


def test_the_base_of_the_build_stands_nowhere_in_what_is_kept(tmp_path: Path) -> None:
    keep(_documents(), tmp_path, BASE)
    for file in tmp_path.iterdir():
        assert BASE.encode() not in lzma.decompress(file.read_bytes()), file.name


def test_two_recordings_are_byte_identical(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        keep(_documents(), tmp_path / folder, BASE)
    for name in KEPT:
        first, second = (tmp_path / folder / f"{name}.xz" for folder in ("a", "b"))
        assert first.read_bytes() == second.read_bytes()


def test_nothing_is_kept_of_a_version_without_a_folder(tmp_path: Path) -> None:
    assert read_kept(tmp_path / "0.0.1", BASE) == {}


@pytest.mark.parametrize("fault", ["gone", "broken"])
def test_a_lost_document_stops_the_build_and_is_named(tmp_path: Path, fault: str) -> None:
    keep(_documents(), tmp_path / "1.0.0", BASE)
    file = tmp_path / "1.0.0" / "codes.nt.xz"
    file.unlink() if fault == "gone" else file.write_bytes(b"no xz")
    with pytest.raises(SourceError, match=r"version 1\.0\.0 cannot be read") as raised:
        read_kept(tmp_path / "1.0.0", BASE)
    assert raised.value.where is not None
    assert raised.value.where.file == file


def test_a_build_without_a_document_cannot_be_recorded(tmp_path: Path) -> None:
    with pytest.raises(DistError, match=r"stafett\.owl\.nt cannot be read"):
        documents(tmp_path)


def test_all_code_lists_are_one_document(dist: Path) -> None:
    lines = documents(dist)["codes.nt"].splitlines(keepends=True)
    assert len(lines) == len(set(lines))
    lists = sorted((dist / "codes").glob("*.nt"))
    assert {line for file in lists for line in file.read_bytes().splitlines(keepends=True)} == set(lines)
