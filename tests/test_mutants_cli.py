"""`stafett mutants`, without the measuring itself, which takes minutes (tests/test_records_mutation.py)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stafett.records.mutation import Constraint, Score
from stafett.sources import Sources

if TYPE_CHECKING:
    from conftest import Cli


@pytest.fixture(autouse=True)
def _read_once(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stafett.sources.read_sources", lambda *_: sources)


def scored(monkeypatch: pytest.MonkeyPatch, missed: int) -> None:
    of_person = [Constraint("Person", str(number), "minCount") for number in range(100)]
    score = Score(tuple(of_person[missed:]), tuple(of_person[:missed]))
    monkeypatch.setattr("stafett.records.mutation.measure", lambda *_: score)


def test_every_record_is_written_with_what_it_breaks(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("mutants", "--write", tmp_path / "records")
    assert outcome.code == 0
    files = {file.stem for file in (tmp_path / "records").glob("*.json")} - {"expected"}
    expected = json.loads((tmp_path / "records" / "expected.json").read_text(encoding="utf-8"))
    assert files == set(expected) != set()
    assert all(breaks for breaks in expected.values())
    assert f"Wrote {len(files)} invalid records" in outcome.out


def test_enough_that_is_noticed_is_well(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    scored(monkeypatch, missed=5)
    outcome = cli("mutants")
    assert outcome.code == 0
    assert "95 of 100 constraints are noticed: 95.0%" in outcome.out
    assert outcome.out.count("nobody notices") == 5


def test_too_little_fails(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    scored(monkeypatch, missed=6)
    outcome = cli("mutants")
    assert outcome.code == 1
    assert "94 of 100 constraints are noticed: 94.0%, under 95%" in outcome.err
