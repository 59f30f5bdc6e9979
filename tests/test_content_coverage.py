"""Traceability: every row of the sources leads to things that exist and answer."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from stafett.content.coverage import check_coverage, read_coverage, write_coverage
from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.sources import Sources
from stafett.web.app import create_app

TEXT = """reasons:
  doc: {nb: Ikke lest., nn: Ikkje lesen., en: Not read.}
rows:
  S0-01:
    what: {nb: a, nn: a, en: a}
    realised_by: [case/1]
    status: partial
    reason: doc
"""
COUNTS = {"S0": 60, "S1": 62, "S2": 31, "S3": 34, "S4": 74, "N0": 8}


def _file(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "coverage.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("S0-01", "S9-01", "«S9-01» is no row of the checklist", 4),
        ("[case/1]", "[]", "«realised_by» must be a list of paths", 6),
        ("status: partial", "status: done", "«done» is neither works nor partial", 7),
        ("status: partial", "status: works", "A row that is partial has a reason, and only such", 8),
        ("    reason: doc\n", "", "A row that is partial has a reason, and only such", 4),
        ("reason: doc", "reason: dog", "There is no reason «dog»", 8),
        ("rows:", "  idle: {nb: a, nn: a, en: a}\nrows:", "No row has the reason «idle»", 3),
    ],
)
def test_a_fault_is_named_with_its_line(
    tmp_path: Path, iris: Iris, old: str, new: str, message: str, line: int
) -> None:
    with pytest.raises(SourceError, match=message) as fault:
        read_coverage(_file(tmp_path, TEXT.replace(old, new)), iris)
    assert fault.value.where is not None
    assert fault.value.where.line == line


def test_a_row_that_leads_nowhere_is_a_fault(tmp_path: Path, iris: Iris) -> None:
    rows = read_coverage(_file(tmp_path, TEXT), iris)
    check_coverage(rows, {iris.thing("case", "1")}, iris.base)
    with pytest.raises(SourceError, match="S0-01 is realised by /case/1, which is described nowhere"):
        check_coverage(rows, set(), iris.base)


def test_a_row_in_rdf_says_what_realises_it_and_how_far_it_is(tmp_path: Path, iris: Iris) -> None:
    [row] = read_coverage(_file(tmp_path, TEXT), iris)
    said = {(t.predicate.value.rpartition("/")[2], str(t.object)) for t in write_coverage([row], iris)}
    assert ("relation", f"<{iris.thing('case', '1')}>") in said
    assert ("adms#status", "<http://purl.org/adms/status/UnderDevelopment>") in said


def test_every_row_of_the_sources_is_there(sources: Sources) -> None:
    assert Counter(row.series for row in sources.coverage) == COUNTS


@pytest.mark.shared
def test_the_rows_are_those_of_the_checklist_and_none_is_quoted(sources: Sources, shared: Path) -> None:
    with (shared / "checklist.csv").open(encoding="utf-8", newline="") as file:
        quoted = {row["id"]: row["named_in_source"] for row in csv.DictReader(file)}
    ours = {row.identifier: row.what for row in sources.coverage if row.series != "N0"}
    assert set(ours) == set(quoted)
    for identifier, what in ours.items():
        words = what.get("nb") or ""
        assert len(words.split()) < 5 or words.lower() not in quoted[identifier].lower(), identifier


def test_everything_that_realises_a_row_is_in_the_graph(sources: Sources, dist: Path) -> None:
    store = ox.Store()
    store.bulk_load(path=str(dist / "all.nq"), format=ox.RdfFormat.N_QUADS)
    base = sources.model.iris.base
    for row in sources.coverage:
        for iri in row.realised_by:
            assert iri.startswith(base)
            assert next(store.quads_for_pattern(ox.NamedNode(iri), None, None), None), (row.identifier, iri)


def test_everything_that_realises_a_row_answers(sources: Sources, dist: Path) -> None:
    base = sources.model.iris.base
    paths = {iri.removeprefix(base) for row in sources.coverage for iri in row.realised_by}
    with TestClient(create_app(dist)) as client:
        for path in sorted(paths):
            for accept in ("text/html", "text/turtle"):
                assert client.get(path, headers={"accept": accept}).status_code == 200, (path, accept)
