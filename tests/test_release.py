"""Comparing versions: each kind of change asks for the right step."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from stafett.errors import DistError, SourceError
from stafett.generate.inventory import write_inventory
from stafett.release import (
    check_lock,
    compare,
    declared_step,
    read_inventory,
    read_lock,
    write_lock,
)
from stafett.sources import Sources


@pytest.fixture
def old(sources: Sources) -> dict[str, Any]:
    return {**copy.deepcopy(write_inventory(sources.model, sources.code_sets)), "version": "1.0.0"}


@pytest.fixture
def new(old: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(old)


def test_equal_versions_have_no_changes(old: dict[str, Any], new: dict[str, Any]) -> None:
    found = compare(old, new)
    assert found.changes == ()
    assert found.needed == "none"


@pytest.mark.parametrize(
    ("change", "step"),
    [
        (lambda v: v["classes"].pop("GradeChange"), "major"),
        (lambda v: v["classes"]["Person"]["properties"].pop("birthYear"), "major"),
        (lambda v: v["classes"]["Person"]["properties"]["birthYear"].update(min=1), "major"),
        (lambda v: v["classes"]["School"]["properties"]["administrativeSystem"].update(max=1), "major"),
        (
            lambda v: v["classes"]["Person"]["properties"]["birthYear"].update(range="datatype:string"),
            "major",
        ),
        (lambda v: v["lists"]["vigo-termin"].remove("H"), "major"),
        (lambda v: v["slots"]["code"].update(path="/def/other"), "major"),
        (lambda v: v["classes"]["Person"]["properties"]["pseudonym"].update(min=0), "minor"),
        (lambda v: v["classes"]["Person"]["properties"]["pseudonym"].pop("pattern"), "minor"),
        (lambda v: v["classes"]["Person"]["properties"]["birthYear"].update(max=None), "minor"),
        (lambda v: v["lists"]["vigo-termin"].append("X"), "minor"),
        (lambda v: v["classes"].update(New=v["classes"]["Person"]), "minor"),
        (lambda v: v["classes"]["Person"].update(texts="other"), "patch"),
    ],
)
def test_change_asks_for_its_step(old: dict[str, Any], new: dict[str, Any], change: Any, step: str) -> None:
    change(new)
    found = compare(old, new)
    assert len(found.changes) == 1
    assert found.needed == step


def test_version_must_declare_a_step_as_large_as_needed(old: dict[str, Any], new: dict[str, Any]) -> None:
    new["classes"].pop("GradeChange")
    new["version"] = "1.1.0"
    assert not compare(old, new).is_enough
    new["version"] = "2.0.0"
    assert compare(old, new).is_enough


def test_before_one_a_minor_step_is_enough_for_a_breaking_change(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    old["version"], new["version"] = "0.1.0", "0.2.0"
    new["classes"].pop("GradeChange")
    assert compare(old, new).is_enough


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        ("1.0.0", "2.0.0", "major"),
        ("1.2.3", "1.3.0", "minor"),
        ("1.2.3", "1.2.4", "patch"),
        ("2.0.0", "1.9.9", "none"),
    ],
)
def test_declared_step(before: str, after: str, step: str) -> None:
    assert declared_step(before, after) == step


def test_published_identifier_may_not_vanish(tmp_path: Path, old: dict[str, Any]) -> None:
    lock = tmp_path / "published-terms.lock"
    write_lock(lock, ["def/Person", "def/Gone"])
    with pytest.raises(SourceError, match="def/Gone"):
        check_lock(lock, old)


def test_lock_only_grows(tmp_path: Path) -> None:
    lock = tmp_path / "published-terms.lock"
    assert write_lock(lock, ["def/A", "def/B"]) == 2
    assert write_lock(lock, ["def/B", "def/C"]) == 1
    assert read_lock(lock) == ("def/A", "def/B", "def/C")


def test_something_else_is_no_inventory(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(DistError, match="no inventory"):
        read_inventory(file)
