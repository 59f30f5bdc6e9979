"""`stafett validate`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from conftest import Cli

SH = "http://www.w3.org/ns/shacl#"
LOW = "model/examples/invalid/Person-birth-year-low.yaml"
MINIMAL = "model/examples/valid/Person-minimal.yaml"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("data.ttl", "@prefix ex: <http://example.org/> .\nex:s ex:p .\n", 2),
        ("data.json", '{"type": "Person",\n "id" "ex:p"}\n', 2),
        ("data.yaml", "type: Person\nid: [ex:p\n", 3),
    ],
)
def test_broken_data_are_reported_with_file_and_line(
    cli: Cli, dist: Path, tmp_path: Path, name: str, text: str, line: int
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    outcome = cli("validate", file, "--dist", dist)
    assert outcome.code == 1
    assert outcome.err.strip().startswith(f"{file}:{line}:")
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nb",
            ("Brudd", "Fokusnode", "Egenskap: birthYear", "Verdi: 1899", "skal ha høyst én heltallsverdi"),
        ),
        (
            "nn",
            ("Brot", "Fokusnode", "Eigenskap: birthYear", "Verdi: 1899", "skal ha høgst éin heiltalsverdi"),
        ),
        (
            "en",
            (
                "Violation",
                "Focus node",
                "Path: birthYear",
                "Value: 1899",
                "must have at most one whole number",
            ),
        ),
    ],
)
def test_a_broken_rule_is_told_in_the_wanted_language(
    cli: Cli, dist: Path, root: Path, language: str, words: tuple[str, ...]
) -> None:
    outcome = cli("validate", root / LOW, "--dist", dist, "--lang", language)
    assert outcome.code == 1
    assert outcome.out.startswith(f"{root / LOW}:8: ")
    assert "https://w3id.org/stafett/example/person-0005" in outcome.out
    assert [word for word in words if word not in outcome.out] == []


def test_the_language_of_the_settings_is_used(
    cli: Cli, dist: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAFETT_LANG", "nn")
    assert "Eigenskap" in cli("validate", root / LOW, "--dist", dist).out


def test_the_json_report_can_be_read_back(cli: Cli, dist: Path, root: Path) -> None:
    outcome = cli("validate", root / LOW, "--dist", dist, "--format", "json", "--lang", "en")
    [report] = json.loads(outcome.out)
    assert (outcome.code, report["conforms"]) == (1, False)
    assert [r["path"] for r in report["results"]] == ["birthYear"]


def test_the_turtle_report_can_be_read_back(cli: Cli, dist: Path, root: Path) -> None:
    outcome = cli("validate", root / LOW, "--dist", dist, "--format", "ttl")
    found = list(ox.parse(outcome.out, format=ox.RdfFormat.TURTLE))
    assert outcome.code == 1
    assert ox.NamedNode(SH + "MinInclusiveConstraintComponent") in {t.object for t in found}


def test_sound_data_are_said_to_be(cli: Cli, dist: Path, root: Path) -> None:
    outcome = cli("validate", root / MINIMAL, "--dist", dist, "--lang", "en")
    assert (outcome.code, outcome.out) == (0, f"{root / MINIMAL}: is valid\n")


def test_a_warning_does_not_fail(cli: Cli, dist: Path, tmp_path: Path) -> None:
    file = tmp_path / "data.ttl"
    file.write_text("<http://example.org/s> <http://example.org/p> 1 .", encoding="utf-8")
    outcome = cli("validate", file, "--dist", dist, "--lang", "en")
    assert outcome.code == 0
    assert "0 violations, 1 warnings" in outcome.out


def test_several_files_are_all_reported(cli: Cli, dist: Path, root: Path) -> None:
    outcome = cli("validate", root / MINIMAL, root / LOW, "--dist", dist, "--format", "json")
    assert [r["conforms"] for r in json.loads(outcome.out)] == [True, False]


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--lang", "se", "--lang is «se», but must be one of nb, nn, en"),
        ("--format", "xml", "--format is «xml», but must be one of text, json, ttl"),
    ],
)
def test_an_option_that_is_none_of_those_there_are_is_refused(
    cli: Cli, dist: Path, root: Path, option: str, value: str, message: str
) -> None:
    outcome = cli("validate", root / LOW, "--dist", dist, option, value)
    assert outcome.code == 1
    assert message in outcome.err
