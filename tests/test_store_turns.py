from __future__ import annotations

import asyncio

import pytest

from stafett.limits import Limits
from stafett.store.errors import BusyError
from stafett.store.turns import Turns


def test_one_who_asks_much_waits_behind_everybody_else() -> None:
    async def run() -> list[str]:
        turns = Turns(Limits(workers=1, queue=8))
        served: list[str] = []

        async def query(client: str) -> None:
            await turns.enter(client)
            served.append(client)
            await asyncio.sleep(0)
            turns.leave(client)

        await asyncio.gather(*(query(c) for c in ("greedy", "greedy", "greedy", "greedy", "other", "third")))
        assert turns.running == turns.waiting == 0
        return served

    assert asyncio.run(run()) == ["greedy", "greedy", "other", "third", "greedy", "greedy"]


def test_a_full_queue_is_refused_and_nobody_may_fill_it_alone() -> None:
    async def run() -> tuple[int, int]:
        turns = Turns(Limits(workers=1, queue=4, queue_seconds=60))
        await turns.enter("a")
        waiting = [asyncio.ensure_future(turns.enter("a")) for _ in range(6)]
        await asyncio.sleep(0)
        refused = sum(w.done() and isinstance(w.exception(), BusyError) for w in waiting)
        other = asyncio.ensure_future(turns.enter("b"))
        await asyncio.sleep(0)
        assert not other.done()
        with pytest.raises(BusyError):
            await turns.enter("c")
        held = turns.waiting
        for task in (*waiting, other):
            task.cancel()
        await asyncio.gather(*waiting, other, return_exceptions=True)
        assert turns.waiting == 0
        return refused, held

    assert asyncio.run(run()) == (3, 4)


def test_who_waits_too_long_is_told_so_and_the_turn_goes_on() -> None:
    async def run() -> None:
        turns = Turns(Limits(workers=1, queue=4, queue_seconds=0))
        await turns.enter("a")
        with pytest.raises(BusyError) as busy:
            await turns.enter("b")
        assert busy.value.retry_after
        turns.leave("a")
        await turns.enter("b")
        assert (turns.running, turns.waiting) == (1, 0)

    asyncio.run(run())


def test_a_worker_less_is_a_turn_less() -> None:
    async def run() -> None:
        turns = Turns(Limits(workers=1, queue=4, queue_seconds=60))
        turns.withdraw()
        waiting = asyncio.ensure_future(turns.enter("a"))
        await asyncio.sleep(0)
        assert not waiting.done()
        turns.restore()
        await waiting
        assert turns.running == 1

    asyncio.run(run())
