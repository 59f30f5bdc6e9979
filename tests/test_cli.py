from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from stdnum.no import fodselsnummer

from stafett import __version__
from stafett.settings import TABLE

if TYPE_CHECKING:
    from conftest import Cli, Workspace

PERSON = {"type": "Person", "id": "ex:p", "pseudonym": "synt-1", "isSynthetic": True}
SH = "http://www.w3.org/ns/shacl#"
LOW = "model/examples/invalid/Person-birth-year-low.yaml"
MINIMAL = "model/examples/valid/Person-minimal.yaml"
TERMIN = "codes/vigo-termin.csv"


def personal_number() -> str:
    """A number that passes the check digits; made here so that none stands in the repository."""
    for serial in range(900, 1000):
        start = f"010199{serial:03}"
        try:
            first = fodselsnummer.calc_check_digit1(start)
            number = str(start + first + fodselsnummer.calc_check_digit2(start + first))
        except ValueError:
            continue
        if fodselsnummer.is_valid(number):
            return number
    raise AssertionError("there is no such number")


# --- build


FAULTS: dict[str, tuple[str, str, str, str, int | None]] = {
    "YAML that does not parse": (
        "model/core.yaml",
        "name: core\n",
        "name: [core\n",
        "not valid YAML",
        1,
    ),
    "a key given twice": (
        "model/core.yaml",
        "name: core\n",
        "name: core\nname: kjerne\n",
        "«name» is given twice",
        1,
    ),
    "an unknown range": (
        "model/core.yaml",
        "    range: AdministrativeArea\n",
        "    range: Omraade\n",
        "has range «Omraade»",
        0,
    ),
    "a slot without a label in one language": (
        "model/core.yaml",
        "      title_nn: Pseudonym\n",
        "",
        "«pseudonym» has no label in nn",
        -7,
    ),
    "an unknown key of a class": (
        "model/core.yaml",
        "    abstract: true\n",
        "    abstrakt: true\n",
        "LinkML does not accept «Agent»",
        None,
    ),
    "a code given twice": (
        TERMIN,
        "\nV,",
        "\nH,",
        "The code «H» is already on line",
        1,
    ),
    "a source that is not listed": (
        TERMIN,
        ",nvb-kontrollmotor",
        ",nvb-kontroll",
        "The source «nvb-kontroll» is not in",
        0,
    ),
    "a date that is none": (
        TERMIN,
        ",2026-11-22,",
        ",22.11.2026,",
        "«read» is «22.11.2026», but must be a date",
        0,
    ),
    "a status that is none": (
        TERMIN,
        ",current,",
        ",gyldig,",
        "«status» is «gyldig», but must be one of",
        0,
    ),
    "a personal number": (
        TERMIN,
        "\nH,Høst",
        f"\nH,{personal_number()}",
        "looks like a personal number",
        1,
    ),
    "a date in YAML that is none": (
        "codes/vigo-termin.yaml",
        "read: 2026-11-22",
        "read: 2026-11-31",
        "is no timestamp",
        0,
    ),
    "a catalogue text that is missing": (
        "catalogue/catalog.yaml",
        "  nn: Kontaktpunkt for katalogen\n",
        "",
        "has no text in nn",
        None,
    ),
    "a query without text": (
        "catalogue/queries/codes.yaml",
        "    query: |",
        "    sparql: |",
        "«query» is missing",
        None,
    ),
    "an example that breaks nothing": (
        LOW,
        "1899",
        "1999",
        "says it breaks minInclusive of «birthYear»",
        -5,
    ),
    "an example that breaks another rule": (
        LOW,
        "synt-0005",
        "Kari",
        "breaks pattern of «pseudonym»",
        None,
    ),
    "an example that says what it does not break": (
        LOW,
        "minInclusive",
        "maxInclusive",
        "breaks maxInclusive",
        0,
    ),
    "a valid example that is not": (
        MINIMAL,
        "isSynthetic: true",
        "isSynthetic: false",
        "breaks hasValue of «isSynthetic»",
        None,
    ),
    "a misspelt key in an example": (
        MINIMAL,
        "isSynthetic",
        "isSyntetic",
        "«isSyntetic» is no property of Person",
        0,
    ),
}
"""A fault in the sources: file, what is replaced by what, the message, and its line from there (or any)."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_sources_is_named_and_leaves_the_earlier_build_as_it_was(
    cli: Cli, workspace: Workspace, fault: str
) -> None:
    file, old, new, message, offset = FAULTS[fault]
    line = workspace.edit(file, old, new)
    before = workspace.files()
    outcome = cli("build", "--root", workspace.root, "--out", workspace.dist)
    assert outcome.code == 1
    said = next(words for words in outcome.err.splitlines() if message in words)
    place = f"{workspace.root / file}:" + ("" if offset is None else str(line + offset))
    assert said.startswith(place)
    assert said.removeprefix(f"{workspace.root / file}:")[0].isdigit()
    assert "Traceback" not in outcome.err
    assert personal_number() not in outcome.err
    assert workspace.files() == before


def test_a_base_that_cannot_be_used_is_refused(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("build", "--out", tmp_path / "dist", "--base", "localhost:8000")
    assert (outcome.code, outcome.out) == (1, "")
    assert "STAFETT_BASE is «localhost:8000»" in outcome.err


def test_a_folder_without_sources_is_named(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("build", "--root", tmp_path, "--out", tmp_path / "dist")
    assert outcome.code == 1
    assert "There is no file" in outcome.err
    assert not (tmp_path / "dist").exists()


# --- serve


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_is_said_to_be_so(cli: Cli, dist: Path, busy_port: int) -> None:
    outcome = cli("serve", "--dist", dist, "--port", str(busy_port))
    assert outcome.code == 1
    assert f"Cannot listen on 127.0.0.1 port {busy_port}" in outcome.err
    assert f"--port {busy_port + 1}" in outcome.err


def test_a_host_that_is_none_is_said_to_be_so(cli: Cli, dist: Path) -> None:
    outcome = cli("serve", "--dist", dist, "--host", "no such host", "--port", "8123")
    assert outcome.code == 1
    assert "Cannot listen on no such host" in outcome.err


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


# --- validate


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


# --- query


def test_a_query_from_standard_input_is_answered_by_a_table(cli: Cli, dist: Path) -> None:
    scheme = "<https://w3id.org/stafett/code/vigo-termin>"
    query = f"SELECT ?n {{ ?c skos:inScheme {scheme} ; skos:notation ?n }} ORDER BY ?n"
    outcome = cli("query", "--dist", dist, stdin=query)
    assert outcome.code == 0
    assert [line.split() for line in outcome.out.splitlines()] == [["n"], ["H"], ["V"], ["2", "rows"]]


@pytest.mark.parametrize(
    ("form", "start"), [("json", '{"head"'), ("csv", "x\r\n1"), ("table", "x"), ("ttl", '{"head"')]
)
def test_a_query_from_a_file_is_answered_in_the_wanted_format(
    cli: Cli, dist: Path, tmp_path: Path, form: str, start: str
) -> None:
    file = tmp_path / "query.rq"
    file.write_text("SELECT (1 AS ?x) {}", encoding="utf-8")
    outcome = cli("query", file, "--dist", dist, "--format", form)
    assert outcome.code == 0
    assert outcome.out.startswith(start)


def test_a_graph_is_answered_in_turtle(cli: Cli, dist: Path) -> None:
    outcome = cli("query", "--dist", dist, "--format", "ttl", stdin="DESCRIBE stafett:Person")
    assert list(ox.parse(outcome.out, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("query", ["SELECT", "SELECT * { SERVICE <http://example.org> {} }", "DROP ALL"])
def test_a_query_that_cannot_be_run_is_refused(cli: Cli, dist: Path, query: str) -> None:
    outcome = cli("query", "--dist", dist, stdin=query)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("The query cannot be run: ")


def test_a_query_file_that_is_missing_is_named(cli: Cli, dist: Path, tmp_path: Path) -> None:
    outcome = cli("query", tmp_path / "gone.rq", "--dist", dist)
    assert outcome.code == 1
    assert "gone.rq cannot be read" in outcome.err


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
