"""The pool of worker processes, without a server around it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from stafett.errors import DistError
from stafett.limits import Limits
from stafett.store.engine import HOLD_BACK, QueryRequest, collect
from stafett.store.errors import (
    BusyError,
    NotAcceptableError,
    QueryMemoryError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    QueryTooLongError,
    StoreNotReadyError,
    WorkerCrashedError,
)
from stafett.store.pool import PoolEngine
from stafett.store.snapshot import Snapshot, publish

pytest_plugins = ("web_fixtures",)

LIMITS = Limits(seconds=20, memory=256, queue_seconds=60)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture(scope="module")
def snapshot(web_dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return publish(web_dist, tmp_path_factory.mktemp("stores"))


@asynccontextmanager
async def pool(snapshot: Snapshot, limits: Limits) -> AsyncIterator[PoolEngine]:
    engine = PoolEngine(snapshot, {"skos": "http://www.w3.org/2004/02/skos/core#"}, limits)
    await engine.start()
    try:
        yield engine
    finally:
        await engine.aclose()


def run(snapshot: Snapshot, act: Callable[[PoolEngine], Awaitable[None]], limits: Limits = LIMITS) -> None:
    async def inside() -> None:
        async with pool(snapshot, limits) as engine:
            await act(engine)

    asyncio.run(inside())


async def works(engine: PoolEngine) -> None:
    assert json.loads((await collect(engine, QueryRequest("ASK { ?s ?p ?o }"))).body)["boolean"] is True


def test_answers_come_with_their_type_rows_and_time(snapshot: Snapshot) -> None:
    async def act(engine: PoolEngine) -> None:
        table = await collect(engine, QueryRequest("SELECT ?s { ?s ?p ?o } LIMIT 3", solutions="text/csv"))
        assert (table.media_type, table.rows, table.cut) == ("text/csv", 3, None)
        assert 0 < table.seconds < 20
        graph = await collect(engine, QueryRequest("CONSTRUCT { ?s a 'x' } { ?s ?p ?o } LIMIT 1"))
        assert (graph.media_type, graph.rows) == ("text/turtle", 1)
        assert (await collect(engine, QueryRequest("ASK { ?s skos:notation ?n }"))).rows is None

    run(snapshot, act)


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (QueryRequest("SELECT"), QuerySyntaxError),
        (QueryRequest("SELECT * { SERVICE <http://x.org> {} }"), QueryRefusedError),
        (QueryRequest("{" * 100), QueryRefusedError),
        (QueryRequest("#" * 40_000), QueryTooLongError),
        (QueryRequest("ASK {}", solutions=None), NotAcceptableError),
        (QueryRequest("DESCRIBE <urn:x>", graph=None), NotAcceptableError),
        (QueryRequest("ASK {}", default_graphs=("no iri",)), QuerySyntaxError),
    ],
)
def test_what_cannot_be_answered_is_told_by_its_type_and_costs_no_worker(
    snapshot: Snapshot, request_: QueryRequest, error: type[Exception]
) -> None:
    async def act(engine: PoolEngine) -> None:
        with pytest.raises(error):
            await collect(engine, request_)
        assert engine.state().restarts == 0
        await works(engine)

    run(snapshot, act)


def test_a_query_that_takes_too_long_is_stopped_and_its_worker_replaced(snapshot: Snapshot) -> None:
    async def act(engine: PoolEngine) -> None:
        with pytest.raises(QueryTimeoutError):
            await collect(engine, QueryRequest(ENDLESS))
        await works(engine)
        assert engine.state().restarts == 1

    run(snapshot, act, Limits(seconds=1, queue_seconds=60, workers=1))


def test_a_query_that_takes_too_much_memory_is_stopped(snapshot: Snapshot) -> None:
    async def act(engine: PoolEngine) -> None:
        with pytest.raises(QueryMemoryError):
            await collect(engine, QueryRequest("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"))
        await works(engine)

    run(snapshot, act, Limits(seconds=60, memory=64, queue_seconds=60, workers=1))


def test_the_kernel_takes_a_worker_and_not_the_server_where_memory_runs_out(snapshot: Snapshot) -> None:
    def score(process: int | str) -> int:
        return int(Path(f"/proc/{process}/oom_score_adj").read_text())

    async def act(engine: PoolEngine) -> None:
        assert [score(worker.pid) > score("self") for worker in engine._workers] == [True, True]

    run(snapshot, act, Limits(workers=2))


def test_a_worker_that_dies_fails_its_own_query_only(snapshot: Snapshot) -> None:
    async def act(engine: PoolEngine) -> None:
        endless = asyncio.ensure_future(collect(engine, QueryRequest(ENDLESS)))
        await asyncio.sleep(0.3)
        [busy] = [worker for worker, _, _ in engine._busy.values()]
        os.kill(busy.pid, signal.SIGSEGV)
        await works(engine)
        with pytest.raises(WorkerCrashedError):
            await endless

    run(snapshot, act)


def test_an_idle_worker_that_dies_is_replaced_before_the_next_query(snapshot: Snapshot) -> None:
    async def act(engine: PoolEngine) -> None:
        [worker] = engine._workers
        os.kill(worker.pid, signal.SIGKILL)
        await asyncio.sleep(0.5)
        await works(engine)
        assert engine.state().restarts == 1

    run(snapshot, act, Limits(workers=1, queue_seconds=60))


def test_a_cut_answer_says_so_and_a_client_who_leaves_stops_the_query(snapshot: Snapshot) -> None:
    async def act(engine: PoolEngine) -> None:
        cut = await collect(engine, QueryRequest(ROWS, max_rows=5))
        assert (cut.cut, cut.rows, len(json.loads(cut.body)["results"]["bindings"])) == ("rows", 5, 5)
        cut = await collect(engine, QueryRequest(ROWS, solutions="text/csv"))
        assert cut.cut == "bytes"
        assert 1024 * 1024 <= len(cut.body) < 1024 * 1024 + HOLD_BACK
        answer = await engine.answer(QueryRequest("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"))
        await answer.aclose()
        await works(engine)

    run(snapshot, act, Limits(seconds=60, megabytes=1, queue_seconds=60, workers=1))


def test_a_slow_client_holds_no_worker(snapshot: Snapshot) -> None:
    async def act(engine: PoolEngine) -> None:
        slow = [await engine.answer(QueryRequest(ROWS, max_rows=2000)) for _ in range(5)]
        await works(engine)
        whole = [b"".join([chunk async for chunk in answer]) for answer in slow]
        assert len(set(whole)) == 1
        assert len(json.loads(whole[0])["results"]["bindings"]) == 2000
        for answer in slow:
            await answer.aclose()

    run(snapshot, act, Limits(seconds=60, queue_seconds=60, workers=1))


def test_no_client_may_hold_all_the_answers_under_way(snapshot: Snapshot) -> None:
    async def act(engine: PoolEngine) -> None:
        mine = QueryRequest("ASK {}", client="192.0.2.1")
        held = [await engine.answer(mine) for _ in range(3)]
        with pytest.raises(BusyError):
            await engine.answer(mine)
        other = await engine.answer(replace(mine, client="192.0.2.2"))
        with pytest.raises(BusyError):  # that was the last
            await engine.answer(replace(mine, client="192.0.2.3"))
        for answer in (*held, other):
            await answer.aclose()
        await (await engine.answer(mine)).aclose()

    run(snapshot, act, Limits(workers=1, answers=4))


def test_isolation_is_stated_and_no_worker_outlives_the_pool(snapshot: Snapshot) -> None:
    pids: list[int] = []

    async def act(engine: PoolEngine) -> None:
        state = engine.state()
        assert state.ready
        assert {"seccomp", "memory-limit"} <= set(state.isolation)
        pids.extend(worker.pid for worker in engine._workers)

    run(snapshot, act)
    assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_pool_that_is_closed_or_has_no_store_says_so(snapshot: Snapshot, tmp_path: Path) -> None:
    async def act() -> None:
        async with pool(snapshot, LIMITS) as engine:
            pass
        with pytest.raises(StoreNotReadyError):
            await engine.answer(QueryRequest("ASK {}"))
        (tmp_path / "in-use").touch()
        broken = PoolEngine(Snapshot(tmp_path, "none", 0), {}, LIMITS)
        with pytest.raises(DistError):
            await broken.start()

    asyncio.run(act())
