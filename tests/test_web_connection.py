"""Connections: bounds on the head of a request, and writes that are gathered."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from stafett.web import connection
from stafett.web.connection import HEAD_BYTES, Connection, Gathering

Act = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bytes]]
HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"


async def application(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001 - ASGI
    size = str(len(scope["query_string"]) or 2)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"size", size.encode())]})
    await send({"type": "http.response.body", "body": b"ok"})


@contextlib.asynccontextmanager
async def served(application: Any = application) -> AsyncIterator[int]:
    config = uvicorn.Config(application, log_level="critical", ws="none", lifespan="off")
    config.load()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(config, ServerState(), {}), "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def talk(act: Act) -> bytes:
    async def run() -> bytes:
        async with served() as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                async with asyncio.timeout(20):
                    return await act(reader, writer)
            finally:
                writer.close()

    return asyncio.run(run())


def say(*pieces: bytes) -> bytes:
    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        with contextlib.suppress(ConnectionError):
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
        with contextlib.suppress(ConnectionError):
            return await reader.read(100)
        return b"HTTP/1.1 0 reset"  # we wrote on after it had said why

    return talk(act)


def test_a_decent_request_is_answered() -> None:
    assert say(HEAD + b"\r\n").startswith(b"HTTP/1.1 200 OK\r\nsize: 2")


def test_a_long_query_in_the_address_is_answered() -> None:
    long = b"a" * (HEAD_BYTES - 100)
    assert b"\r\nsize: %d" % len(long) in say(b"GET /?" + long + b" HTTP/1.1\r\n\r\n")


@pytest.mark.parametrize(
    ("pieces", "status"),
    [
        ([b"GET /" + b"a" * HEAD_BYTES + b" HTTP/1.1\r\n\r\n"], (414, 0)),
        ([HEAD, b"X: " + b"a" * HEAD_BYTES + b"\r\n\r\n"], (431, 0)),
        ([HEAD, b"A: b\r\n" * 20_000, b"\r\n"], (431, 0)),
        ([HEAD, b"X: ", *[b"a" * 50_000] * 10], (431, 0)),
        ([b"GET /", *[b"a" * 50_000] * 10], (414, 431, 0)),
        ([b"\x16\x03\x01 no HTTP"], (400,)),
        ([HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n"], (400,)),
    ],
)
def test_a_head_without_end_or_sense_is_turned_away(pieces: list[bytes], status: tuple[int, ...]) -> None:
    assert int(say(*pieces).split()[1]) in status


@pytest.mark.parametrize("first", [b"", b"GET / HT", HEAD, HEAD + b"\r\n" + HEAD])
def test_a_head_that_does_not_come_in_time_is_turned_away(
    first: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.3)

    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(first)
        return await reader.read()

    assert b"HTTP/1.1 408 Request Timeout" in talk(act)


def test_an_answer_takes_its_time_once_its_head_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.1)

    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(HEAD + b"\r\n")
        await reader.readuntil(b"ok\r\n0\r\n\r\n")
        await asyncio.sleep(0.3)
        writer.write(HEAD + b"\r\n")
        return await reader.readuntil(b"200 OK")

    assert talk(act)


def test_who_leaves_is_missed_by_the_request_that_is_answered_though_more_were_sent() -> None:
    async def run() -> list[str]:
        begun, left = asyncio.Event(), asyncio.Event()
        seen: list[str] = []

        async def waiting(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001 - ASGI
            seen.append(scope["path"])
            begun.set()
            while (await receive())["type"] != "http.disconnect":
                pass
            left.set()

        async with served(waiting) as port, asyncio.timeout(5):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"".join(b"GET /%d HTTP/1.1\r\n\r\n" % number for number in range(3)))
            await begun.wait()
            writer.close()
            await left.wait()
        return seen

    assert asyncio.run(run()) == ["/0"]


def test_who_takes_nothing_of_the_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "STALLED_SECONDS", 0.2)

    async def run() -> bool:
        ended = asyncio.Event()

        async def endless(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001 - ASGI
            await send({"type": "http.response.start", "status": 200, "headers": []})
            for _ in range(1000):
                await send({"type": "http.response.body", "body": bytes(65_536), "more_body": True})
            ended.set()

        async with served(endless) as port, asyncio.timeout(10):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(HEAD + b"\r\n")
            await ended.wait()
            writer.close()
        return True

    assert asyncio.run(run())


class Kept(asyncio.Transport):
    """A transport that keeps what is written."""

    def __init__(self, *, closing: bool = False) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self._is_closing = closing

    def is_closing(self) -> bool:
        return self._is_closing

    def write(self, data: Any) -> None:
        self.written.append(bytes(data))

    def close(self) -> None:
        self.written.append(b"closed")


def test_what_one_step_writes_goes_out_as_one_and_before_the_end() -> None:
    async def run() -> list[bytes]:
        kept = Kept()
        gathering = Gathering(kept, asyncio.get_running_loop())
        gathering.write(b"a")
        gathering.write(b"b")
        await asyncio.sleep(0)
        gathering.write(b"c" * connection.HELD_BYTES)
        gathering.write(b"d")
        gathering.close()
        await asyncio.sleep(0)
        return kept.written

    first, large, last, end = asyncio.run(run())
    assert (first, len(large), last, end) == (b"ab", connection.HELD_BYTES, b"d", b"closed")


def test_nothing_is_written_to_who_has_left() -> None:
    async def run() -> list[bytes]:
        kept = Kept(closing=True)
        gathering = Gathering(kept, asyncio.get_running_loop())
        gathering.write(b"a" * connection.HELD_BYTES)
        gathering.write(b"b")
        await asyncio.sleep(0)
        return kept.written

    assert asyncio.run(run()) == []
