from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stafett import __version__
from stafett.settings import TABLE

if TYPE_CHECKING:
    from conftest import Cli

LOW = "model/examples/invalid/Person-birth-year-low.yaml"


# --- build


def test_a_base_that_cannot_be_used_is_refused(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("build", "--out", tmp_path / "dist", "--base", "localhost:8000")
    assert (outcome.code, outcome.out) == (1, "")
    assert "STAFETT_BASE is «localhost:8000»" in outcome.err


def test_a_folder_without_sources_is_named(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("build", "--root", tmp_path, "--out", tmp_path / "dist")
    assert outcome.code == 1
    assert "There is no file" in outcome.err
    assert not (tmp_path / "dist").exists()


# --- a build that is missing or incomplete


COMMANDS = {
    "serve": ("serve", "--port", "18123"),
    "query": ("query", "-"),
    "validate": ("validate", LOW),
    "codes list": ("codes", "list"),
    "codes show": ("codes", "show", "vigo-termin"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_build_is_said_to_be_so(cli: Cli, root: Path, tmp_path: Path, command: str) -> None:
    arguments = [str(root / a) if a == LOW else a for a in COMMANDS[command]]
    outcome = cli(*arguments, "--dist", tmp_path / "dist", stdin="ASK {}")
    assert outcome.code == 1
    assert str(tmp_path / "dist") in outcome.err
    assert "stafett build" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("command", COMMANDS)
def test_an_incomplete_build_is_said_to_be_so(
    cli: Cli, root: Path, dist: Path, tmp_path: Path, command: str
) -> None:
    broken = tmp_path / "dist"
    shutil.copytree(dist, broken)
    for name in ("all.nq", "pages/codes.json", "pages/codes/vigo-termin.json"):
        (broken / name).write_text("{ not a build", encoding="utf-8")
    arguments = [str(root / a) if a == LOW else a for a in COMMANDS[command]]
    outcome = cli(*arguments, "--dist", broken, stdin="ASK {}")
    assert outcome.code == 1
    assert str(broken) in outcome.err
    assert "stafett build" in outcome.err
    assert "Traceback" not in outcome.err


# --- codes


def test_all_lists_are_listed(cli: Cli, dist: Path) -> None:
    outcome = cli("codes", "list", "--dist", dist)
    assert outcome.code == 0
    line = next(words for words in outcome.out.splitlines() if words.startswith("vigo-karakter "))
    assert " 20 " in line
    assert " 131 " in line


def test_a_list_is_shown_with_its_codes(cli: Cli, dist: Path) -> None:
    outcome = cli("codes", "show", "vigo-termin", "--dist", dist, "--lang", "nn")
    assert outcome.code == 0
    assert "Haust" in outcome.out


def test_a_code_is_shown_with_its_source(cli: Cli, dist: Path) -> None:
    outcome = cli("codes", "show", "vigo-fullfortkode", "L", "--dist", dist, "--lang", "nb")
    assert outcome.code == 0
    assert outcome.out.startswith("L  (etikett ikke kjent)")
    assert "source: " in outcome.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("vigo-terminn",), "There is no code list «vigo-terminn»"), (("vigo-termin", "Q"), "has no code «Q»")],
)
def test_a_list_or_code_that_is_not_there_is_refused(
    cli: Cli, dist: Path, arguments: tuple[str, ...], message: str
) -> None:
    outcome = cli("codes", "show", *arguments, "--dist", dist)
    assert outcome.code == 1
    assert message in outcome.err


# --- settings, version, help


def test_every_setting_is_listed_with_value_and_default(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAFETT_PORT", "9000")
    outcome = cli("settings")
    assert outcome.code == 0
    assert [s.name for s in TABLE if s.name not in outcome.out] == []
    line = next(words for words in outcome.out.splitlines() if words.startswith("STAFETT_PORT"))
    assert line.split()[1:3] == ["9000", "8000"]


@pytest.mark.parametrize("command", [("settings",), ("codes", "list"), ("build",), ("serve",)])
def test_a_setting_that_cannot_be_used_is_refused(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("STAFETT_PORT", "http")
    monkeypatch.chdir(tmp_path)
    outcome = cli(*command)
    assert outcome.code == 1
    assert "STAFETT_PORT is «http»" in outcome.err


def test_the_version_is_printed(cli: Cli) -> None:
    assert cli("version").out.strip() == __version__


@pytest.mark.parametrize(
    "command", [(), ("build",), ("serve",), ("validate",), ("query",), ("codes",), ("settings",)]
)
def test_every_command_explains_itself(cli: Cli, command: tuple[str, ...]) -> None:
    outcome = cli(*command, "--help")
    assert outcome.code == 0
    assert "Usage: " in outcome.out


def test_a_misspelt_command_ends_with_2(cli: Cli) -> None:
    assert cli("bild").code == 2


def test_the_command_line_does_not_wait_for_linkml(tmp_path: Path) -> None:
    """Only `build` reads the model; the other commands start without it."""
    code = (
        "import sys, stafett.cli, stafett.records.validation, stafett.store.engine, stafett.store.lists;"
        "print([m for m in sys.modules if m.startswith('linkml')])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=environment,
    )
    assert done.stdout.strip() == "[]"
