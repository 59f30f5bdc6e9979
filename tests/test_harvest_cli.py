"""The commands `stafett harvest-preview` and `stafett score`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Cli
from harvest_fixtures import GOOD
from stafett.harvest.kinds import KINDS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "catalog.ttl"
    found.write_text(GOOD, encoding="utf-8")
    return found


def test_a_file_is_previewed_and_remembered(cli: Cli, file: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    first = cli("harvest-preview", file, "--previous", state, "--lang", "nn")
    assert first.code == 0
    assert "https://data.norge.no/datasets/" in first.out
    assert "1 nye" in first.out
    file.write_text(GOOD.replace('"A"', '"B"'), encoding="utf-8")
    assert "1 endra" in cli("harvest-preview", file, "--previous", state, "--lang", "nn").out


def test_a_harvest_that_would_stop_ends_with_1(cli: Cli, file: Path) -> None:
    file.write_text(GOOD + "ex:a ex:123 1 .", encoding="utf-8")
    found = cli("harvest-preview", file, "--format", "json")
    assert found.code == 1
    [body] = json.loads(found.out)
    assert body["stopped"]
    assert body["findings"][0]["subject"] == "https://example.org/123"


def test_our_own_documents_are_previewed_by_default(cli: Cli, dist: Path) -> None:
    found = cli("harvest-preview", "--dist", dist, "--brief", "--format", "json")
    assert found.code == 0
    kinds = [one["kind"] for one in json.loads(found.out)]
    assert kinds == [k for k in KINDS if (dist / "catalog" / f"{k}.ttl").exists()]


def test_faults_of_the_user_are_one_sentence(cli: Cli, file: Path, tmp_path: Path) -> None:
    for arguments, words in (
        ((tmp_path / "none.ttl",), "cannot be read"),
        ((file, "--kind", "things"), "must be one of datasets"),
        (("http://127.0.0.1:1/",), "private network"),
        (("--dist", tmp_path), "no complete build"),
    ):
        found = cli("harvest-preview", *arguments)
        assert found.code == 1
        assert words in found.err
        assert "Traceback" not in found.err


def test_a_file_is_scored(cli: Cli, file: Path) -> None:
    found = cli("score", file, "--format", "json")
    assert found.code == 0
    [dataset] = json.loads(found.out)["datasets"]
    assert dataset["scales"]["fdk"]["of"] == 435
    assert "tapt" in cli("score", file).out
    file.write_text("not turtle", encoding="utf-8")
    assert "H5.1" in cli("score", file).err
