"""Dumps: whole, of a decent size, and with nothing that leads out of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from source_stand_in import zipped
from stafett.codes.sources.grep_dump import Limits, read_dump
from stafett.codes.sources.http import FetchError


def _file(folder: Path, body: bytes) -> Path:
    file = folder / "dump.zip"
    file.write_bytes(body)
    return file


def test_json_and_json_ld_are_read_by_name_and_the_rest_left(tmp_path: Path) -> None:
    body = zipped({"b/2.json": [2], "a/1.jsonld": [1], "les-meg.txt": b"hei"})
    assert list(read_dump(_file(tmp_path, body))) == [("a/1.jsonld", b"[1]"), ("b/2.json", b"[2]")]


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_dump_is_refused(tmp_path: Path, share: float) -> None:
    body = zipped({f"fagkoder/{n}.json": {"kode": str(n)} for n in range(50)})
    with pytest.raises(FetchError, match="no whole zip file"):
        list(read_dump(_file(tmp_path, body[: int(len(body) * share)])))


def test_a_damaged_file_in_a_dump_is_refused(tmp_path: Path) -> None:
    body = bytearray(zipped({"a.json": list(range(1000))}))
    body[60:90] = b"\x00" * 30
    with pytest.raises(FetchError, match="no whole zip file"):
        list(read_dump(_file(tmp_path, bytes(body))))


@pytest.mark.parametrize(
    "name", ["../ut.json", "a/../../ut.json", "/etc/ut.json", "C:/ut.json", "a\\..\\ut.json"]
)
def test_a_path_that_leads_out_is_refused_before_anything_is_read(tmp_path: Path, name: str) -> None:
    rows = read_dump(_file(tmp_path, zipped({"a/1.json": [1], name: [2]})))
    with pytest.raises(FetchError, match="leads out of it"):
        next(rows)
    assert [f.name for f in tmp_path.iterdir()] == ["dump.zip"]


def test_a_link_in_a_dump_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "dump.zip"
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("a.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(FetchError, match="leads out of it"):
        list(read_dump(file))


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    body = zipped({"bombe.json": b"0" * (8 << 20)})
    assert len(body) < 20_000
    with pytest.raises(FetchError, match=r"bombe\.json in the dump would unpack to 8388608 bytes"):
        list(read_dump(_file(tmp_path, body)))


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(members=1), "has 2 files"),
        (Limits(member_bytes=10), "such a file is not read"),
        (Limits(total_bytes=30), "would unpack to"),
    ],
)
def test_limits(tmp_path: Path, limits: Limits, reason: str) -> None:
    body = zipped({"a.json": list(range(9)), "b.json": list(range(9))})
    with pytest.raises(FetchError, match=reason):
        list(read_dump(_file(tmp_path, body), limits))
