"""Scores and shapes of documents as plain data."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvest_fixtures import GOOD, taken
from stafett.errors import StafettError
from stafett.harvest.documents import Document
from stafett.harvest.scoring import dataset_members, run_all_shapes, score_members

SERIES = "ex:catalog dcat:dataset ex:s . ex:s a dcat:DatasetSeries ; dct:title 'S'@nb ."


def test_datasets_are_scored_and_series_are_not() -> None:
    assert {m.iri[-1] for m in taken(GOOD + SERIES).members} == {"a", "s"}
    assert [m.iri[-1] for m in dataset_members((GOOD + SERIES).encode(), "text/turtle")] == ["a"]


def test_a_document_that_cannot_be_read_is_refused_with_its_finding() -> None:
    with pytest.raises(ValueError, match=r"^H5\.1 .+: "):
        dataset_members(b"no turtle", "text/turtle")


def test_a_document_without_datasets_has_no_scores() -> None:
    assert score_members(dataset_members(b"", "text/turtle")) == []


def test_what_addresses_answer_counts() -> None:
    turtle = GOOD + "ex:file dcat:accessURL ex:here ."
    members = dataset_members(turtle.encode(), "text/turtle")
    good, bad = (
        score_members(members, {"https://example.org/here": s})[0]["scales"]["fdk"] for s in (200, 404)
    )
    assert good["measured"] > bad["measured"]
    assert score_members(members)[0]["scales"]["fdk"]["measured"] == bad["measured"]  # not asked, not had


def test_a_document_that_cannot_be_read_has_no_shapes_run_and_is_named(tmp_path: Path) -> None:
    document = Document(b"no turtle", "text/turtle", "file.ttl", "datasets")
    with pytest.raises(StafettError, match=r"file\.ttl cannot be read") as told:
        run_all_shapes([document], tmp_path, [])
    assert "harvest-preview" in (told.value.hint or "")


def test_no_documents_have_no_results(tmp_path: Path) -> None:
    assert run_all_shapes([], tmp_path, []) == {}
