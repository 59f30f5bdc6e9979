"""How queries end, counted and noted."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from stafett.operations import Operations
from stafett.store.engine import QueryRequest
from stafett.store.errors import QueryRefusedError
from stafett.web.figures import Figures
from stafett.web.observed import Observation
from stafett.web.requestlog import CURRENT, Record

TEXT = "ASK { <urn:secret> ?p ?o }"


@pytest.fixture
def record() -> Iterator[Record]:
    found = Record("GET")
    token = CURRENT.set(found)
    yield found
    CURRENT.reset(token)


def watched(figures: Figures, log_query: str = "hash") -> Observation:
    desk: Any = SimpleNamespace(operations=Operations(log_query=log_query), figures=figures)
    return Observation(desk, QueryRequest(TEXT))


def made() -> Figures:
    return Figures("1")


def counted(figures: Figures, outcome: str) -> float | None:
    return figures.registry.get_sample_value("stafett_queries_total", {"outcome": outcome})


def answer(**known: Any) -> Any:
    return SimpleNamespace(**{"cut": None, "rows": 3, "seconds": 0.01234} | known)


def test_a_whole_answer(record: Record) -> None:
    figures = made()
    watched(figures).ended(answer(), "ok")
    assert counted(figures, "ok") == 1
    assert record.facts == {"outcome": "ok", "query_ms": 12.3, "rows": 3}
    assert figures.registry.get_sample_value("stafett_query_seconds_count") == 1


@pytest.mark.parametrize(
    ("cut", "ended", "outcome"),
    [("rows", "ok", "cut-rows"), ("bytes", "ok", "cut-bytes"), ("rows", "left", "left")],
)
def test_a_cut_answer_is_told_from_a_whole_one_and_from_one_nobody_took(
    record: Record, cut: str, ended: str, outcome: str
) -> None:
    figures = made()
    watched(figures).ended(answer(cut=cut, rows=None), ended)
    assert counted(figures, outcome) == 1
    assert record.facts["outcome"] == outcome
    assert "rows" not in record.facts


def test_what_had_no_answer_took_no_time(record: Record) -> None:
    figures = made()
    watched(figures).refused(QueryRefusedError("No."))
    watched(figures).left()
    assert (counted(figures, "refused"), counted(figures, "left")) == (1, 1)
    assert figures.registry.get_sample_value("stafett_query_seconds_count") == 0
    assert record.facts == {"outcome": "left"}


@pytest.mark.parametrize(("setting", "note"), [("text", TEXT), ("none", None)])
def test_the_log_holds_of_the_query_what_the_setting_allows(
    record: Record, setting: str, note: str | None
) -> None:
    watched(made(), setting)
    assert record.query == note


def test_the_sum_of_a_query_does_not_show_it(record: Record) -> None:
    watched(made())
    assert record.query is not None
    assert len(record.query) == 16
    assert "secret" not in record.query


def test_without_a_log_the_query_is_counted_all_the_same() -> None:
    figures = made()
    assert CURRENT.get() is None
    watched(figures).ended(answer(), "ok")
    assert counted(figures, "ok") == 1
