"""`stafett query`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from conftest import Cli


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
