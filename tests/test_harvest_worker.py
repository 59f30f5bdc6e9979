"""What the process for strangers' documents answers; its limits are tried with child."""

from __future__ import annotations

import io
import json
import resource
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from harvest_fixtures import GOOD, SOURCE, seen
from stafett.harvest import wire, worker
from stafett.harvest.rules import Finding

LIMITS = {"memory": 1024, "seconds": 3.5}
PREVIEW: dict[str, Any] = {
    "task": "preview",
    "media_type": "text/turtle",
    "source": SOURCE,
    "kind": "datasets",
    "previous": None,
    "before": [],
}
SCORE = {"task": "score", "media_type": "text/turtle", "answers": None, "standards": None}


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, tuple[int, int]]]:
    """The limits it sets, which would hold for the tests too."""
    found: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda what, limits: found.append((what, limits)))
    return found


def answered(
    request: dict[str, Any],
    content: bytes,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Any:
    asked = json.dumps({**request, **LIMITS}).encode() + b"\n" + content
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(asked)))
    worker.main()
    return json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("limited")
def test_a_preview_is_the_one_that_is_made_here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = answered(PREVIEW, GOOD.encode(), monkeypatch, capsys)
    assert wire.from_data(data) == seen(GOOD)


@pytest.mark.usefixtures("limited")
def test_what_was_found_on_the_way_is_among_the_findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [wire.finding_data(Finding("H1.1", SOURCE, "HTTP 404"))]
    data = answered({**PREVIEW, "before": before}, GOOD.encode(), monkeypatch, capsys)
    assert ("H1.1", "HTTP 404") in {(f["code"], f["detail"]) for f in data["findings"]}


@pytest.mark.usefixtures("limited")
def test_scores_come_with_the_addresses_that_count_and_a_fault_as_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    turtle = GOOD + "ex:file dcat:accessURL ex:here ."
    data = answered(SCORE, turtle.encode(), monkeypatch, capsys)
    assert ([s["iri"] for s in data["scores"]], data["addresses"]) == (
        ["https://example.org/a"], ["https://example.org/here"],
    )  # fmt: skip
    assert answered(SCORE, b"no turtle", monkeypatch, capsys)["fault"].startswith("H5.1 ")


def test_it_limits_itself_before_it_reads_a_document(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    limited: list[tuple[int, tuple[int, int]]],
) -> None:
    order: list[int] = []
    monkeypatch.setattr(worker, "_answer", lambda *_: order.append(len(limited)))
    answered(PREVIEW, b"", monkeypatch, capsys)
    assert limited == [(resource.RLIMIT_AS, (1024, 1024)), (resource.RLIMIT_CPU, (4, 5))]
    assert order == [2]


@pytest.mark.usefixtures("limited")
def test_too_little_memory_has_an_exit_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def greedy(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(worker, "_answer", greedy)
    with pytest.raises(SystemExit) as leaving:
        answered(PREVIEW, b"", monkeypatch, capsys)
    assert leaving.value.code == worker.OUT_OF_MEMORY
