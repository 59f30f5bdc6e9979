"""What every engine has in common."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import GRAPH_FORMATS, SOLUTION_FORMATS, QueryRequest, collect, unwanted
from stafett.store.errors import QuerySyntaxError

pytest_plugins = ("web_fixtures",)


@pytest.fixture(scope="module")
def small(web_dist: Path) -> EmbeddedEngine:
    return EmbeddedEngine.load(web_dist / "all.nq", {})


def test_a_whole_answer_is_gathered(small: EmbeddedEngine) -> None:
    found = asyncio.run(collect(small, QueryRequest("SELECT (1 AS ?n) {}", "text/csv")))
    assert (found.media_type, found.body.split(), found.rows) == ("text/csv", [b"n", b"1"], 1)


def test_a_fault_of_the_query_comes_through(small: EmbeddedEngine) -> None:
    with pytest.raises(QuerySyntaxError):
        asyncio.run(collect(small, QueryRequest("SELECT", "text/csv")))


@pytest.mark.parametrize(("graph", "formats"), [(True, GRAPH_FORMATS), (False, SOLUTION_FORMATS)])
def test_the_refusal_names_every_format_there_is(graph: bool, formats: dict[str, object]) -> None:
    said = str(unwanted(graph=graph))
    assert all(name in said for name in formats)
