"""Answers that are remembered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pyoxigraph as ox
import pytest

from stafett.limits import Limits
from stafett.store.embedded import EmbeddedEngine, WholeAnswer
from stafett.store.engine import QueryRequest, QueryResult, collect
from stafett.store.errors import QuerySyntaxError
from stafett.store.remembered import RememberingEngine

ASK = QueryRequest("ASK { ?s ?p ?o }")


class Counting(EmbeddedEngine):
    """A store that counts how often it is asked."""

    asked = 0

    async def answer(self, request: QueryRequest) -> WholeAnswer:
        self.asked += 1
        return await super().answer(request)


def counting(limits: Limits | None = None) -> Counting:
    store = ox.Store()
    for number in range(2000):
        store.add(ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:p"), ox.Literal("x" * 40)))
    return Counting(store, limits=limits)


def asking(engine: Counting, *requests: QueryRequest, mebibytes: int = 1) -> list[QueryResult]:
    async def run() -> list[QueryResult]:
        remembering = RememberingEngine(engine, mebibytes)
        found = [await collect(remembering, request) for request in requests]
        assert remembering.state().remembered == len(requests) - engine.asked
        return found

    return asyncio.run(run())


def test_the_same_question_is_asked_once_whoever_asks() -> None:
    engine = counting()
    first, second = asking(engine, ASK, QueryRequest(ASK.text, client="another"))
    assert engine.asked == 1
    assert (first.body, first.media_type, first.rows) == (second.body, second.media_type, second.rows)


@pytest.mark.parametrize(
    "other",
    [
        QueryRequest(ASK.text, solutions="text/csv"),
        QueryRequest(ASK.text, named_graphs=("urn:g",)),
        QueryRequest(ASK.text, max_rows=1),
        QueryRequest(ASK.text + " "),
    ],
)
def test_another_question_is_another_answer(other: QueryRequest) -> None:
    engine = counting()
    asking(engine, ASK, other)
    assert engine.asked == 2


@pytest.mark.parametrize("call", ["NOW()", "rand()", "UUID()", "StrUUID()", "BNODE()", "IF(true, NOW(), 1)"])
def test_what_depends_on_the_moment_or_on_chance_is_asked_again(call: str) -> None:
    engine = counting()
    asking(engine, *[QueryRequest(f"SELECT ({call} AS ?x) {{}}")] * 2)
    assert engine.asked == 2


def test_an_answer_that_was_cut_is_cut_when_it_is_remembered() -> None:
    engine = counting(Limits(rows=3))
    found = asking(engine, *[QueryRequest("SELECT ?s { ?s ?p ?o }")] * 2)
    assert engine.asked == 1
    assert [result.cut for result in found] == ["rows", "rows"]


def test_large_answers_are_not_remembered() -> None:
    engine = counting()
    asking(engine, *[QueryRequest("SELECT * { ?s ?p ?o }")] * 2)
    assert engine.asked == 2


def test_what_was_not_asked_for_longest_is_forgotten_at_the_limit() -> None:
    engine = counting()
    many = [QueryRequest(f"SELECT * {{ ?s ?p ?o }} LIMIT 400 # {number}") for number in range(30)]
    asking(engine, *many, many[-1], many[0])
    assert engine.asked == 31


def test_errors_are_not_remembered() -> None:
    engine = counting()

    async def run(act: Callable[[], Awaitable[object]]) -> None:
        for _ in range(2):
            with pytest.raises(QuerySyntaxError):
                await act()

    remembering = RememberingEngine(engine, 1)
    asyncio.run(run(lambda: remembering.answer(QueryRequest("SELECT"))))
    assert engine.asked == 2


def test_the_same_question_twice_at_once_takes_its_room_once() -> None:
    engine = counting()
    real = engine.answer

    async def slowly(request: QueryRequest) -> WholeAnswer:
        await asyncio.sleep(0)  # so that both are on their way before either is remembered
        return await real(request)

    engine.answer = slowly  # type: ignore[method-assign]

    async def run() -> None:
        remembering = RememberingEngine(engine, 1)
        for number in range(40):  # of 50 kB each: far more than there is room for, if each counts twice
            request = QueryRequest(f"SELECT ?s ?o {{ ?s ?p ?o }} LIMIT {500 + number}", solutions="text/csv")
            await asyncio.gather(collect(remembering, request), collect(remembering, request))
        asked = engine.asked
        await collect(remembering, request)
        assert engine.asked == asked

    asyncio.run(run())
