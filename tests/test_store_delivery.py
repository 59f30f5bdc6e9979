"""One answer between a worker and a client: in which order things come, and who hears of the end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from stafett.store.delivery import Delivery
from stafett.store.engine import HOLD_BACK
from stafett.store.errors import QueryTimeoutError, WorkerCrashedError

END = {"cut": None, "rows": 2}


def run(act: Callable[[Delivery], Awaitable[None]]) -> list[str]:
    """Act on a delivery; what it called, in order."""
    called: list[str] = []

    async def inside() -> None:
        await act(Delivery(lambda _: called.append("stop"), lambda: called.append("closed")))

    asyncio.run(inside())
    return called


async def whole(delivery: Delivery) -> bytes:
    return b"".join([piece async for piece in delivery])


def test_bytes_come_out_in_the_order_they_were_put() -> None:
    async def act(delivery: Delivery) -> None:
        reading = asyncio.ensure_future(whole(delivery))
        for piece in (b"a", b"bc", b"d"):
            delivery.put(piece)
            await asyncio.sleep(0)
        assert not reading.done()  # more may come
        delivery.end({"cut": "rows", "rows": 7})
        assert await reading == b"abcd"
        assert (delivery.cut, delivery.rows, delivery.size) == ("rows", 7, 4)

    run(act)


def test_nobody_waits_longer_than_for_the_bytes_that_are_held_back() -> None:
    async def act(delivery: Delivery) -> None:
        waiting = asyncio.ensure_future(delivery.wait())
        delivery.put(b"x" * (HOLD_BACK - 1))
        await asyncio.sleep(0)
        assert not waiting.done()
        delivery.put(b"x")
        await waiting
        assert not delivery.done

    run(act)


def test_the_body_is_there_once_all_of_it_is() -> None:
    async def act(delivery: Delivery) -> None:
        delivery.put(b"ab")
        assert delivery.body is None
        delivery.end(END)
        assert delivery.body == b"ab"

    run(act)


def test_an_answer_without_bytes_ends_too() -> None:
    async def act(delivery: Delivery) -> None:
        delivery.end(END)
        await delivery.wait()
        assert await whole(delivery) == b""

    run(act)


def test_a_fault_is_told_to_who_waits_and_to_who_reads_and_the_first_reason_counts() -> None:
    async def act(delivery: Delivery) -> None:
        reading = asyncio.ensure_future(whole(delivery))
        delivery.put(b"half")
        delivery.fail(QueryTimeoutError(3))
        delivery.fail(WorkerCrashedError())
        for waiting in (delivery.wait(), reading):
            with pytest.raises(QueryTimeoutError):
                await waiting
        assert delivery.body is None

    run(act)


def test_a_worker_that_dies_after_the_end_takes_nothing_back() -> None:
    async def act(delivery: Delivery) -> None:
        delivery.put(b"whole")
        delivery.end(END)
        delivery.fail(WorkerCrashedError())
        assert await whole(delivery) == b"whole"

    run(act)


def test_the_clock_stands_when_the_worker_is_done() -> None:
    async def act(delivery: Delivery) -> None:
        delivery.end(END)
        first = delivery.seconds
        await asyncio.sleep(0.002)
        assert delivery.seconds == first

    run(act)


def test_a_client_who_leaves_early_stops_the_query_and_closing_twice_is_closing_once() -> None:
    async def act(delivery: Delivery) -> None:
        await delivery.aclose()
        await delivery.aclose()

    assert run(act) == ["stop", "closed"]


def test_a_client_who_leaves_at_the_end_stops_nothing() -> None:
    async def act(delivery: Delivery) -> None:
        delivery.end(END)
        await delivery.aclose()

    assert run(act) == ["closed"]
