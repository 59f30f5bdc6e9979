"""Sending an answer as it comes: what ends well, and what is broken off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from stafett.store.engine import Cut
from stafett.store.errors import QueryError
from stafett.web.streaming import CUT, HEAD, AnswerResponse, GatheredAnswer


class Told:
    """An answer whose course is written down beforehand."""

    media_type = "text/csv"
    rows: int | None = 2
    seconds = 0.5

    def __init__(
        self, *chunks: bytes | Exception | Cut, cut: Cut | None = None, body: bytes | None = None
    ) -> None:
        self._chunks = chunks
        self.cut = cut
        self.body = body
        self.closed = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            await asyncio.sleep(0)
            if isinstance(chunk, Exception):
                raise chunk
            if isinstance(chunk, bytes):
                yield chunk
            else:
                self.cut = chunk

    async def aclose(self) -> None:
        self.closed += 1


class Sent:
    """What went out."""

    def __init__(self, messages: list[Any]) -> None:
        self.headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
        parts = messages[1:]
        self.body = b"".join(part["body"] for part in parts)
        self.ended = bool(parts) and not parts[-1].get("more_body", False)


def send(answer: Told | GatheredAnswer, *, head: bool = False, seconds: float = 5, slow: float = 0) -> Sent:
    messages: list[Any] = []

    async def out(message: Any) -> None:
        messages.append(message)
        if message.get("more_body"):
            await asyncio.sleep(slow)

    async def receive() -> Any:
        await asyncio.sleep(60)

    scope: dict[str, Any] = {"type": "http", HEAD: head}
    asyncio.run(AnswerResponse(answer, {"Content-Type": "text/csv"}, seconds)(scope, receive, out))
    return Sent(messages)


def test_an_answer_that_comes_in_pieces_ends_well_and_without_a_length() -> None:
    answer = Told(b"a,", b"b")
    sent = send(answer)
    assert (sent.body, sent.ended, answer.closed) == (b"a,b", True, 1)
    assert sent.headers == {"content-type": "text/csv"}


def test_an_answer_in_memory_has_its_length() -> None:
    answer = Told(body="å".encode())
    sent = send(answer)
    assert (sent.body.decode(), sent.headers["content-length"], sent.ended) == ("å", "2", True)
    assert answer.closed == 1


@pytest.mark.parametrize("answer", [Told(b"a"), Told(body=b"a")])
def test_head_sends_no_body(answer: Told) -> None:
    sent = send(answer, head=True)
    assert (sent.body, sent.ended, answer.closed) == (b"", True, 1)


def test_a_cut_that_is_known_before_is_told_in_the_headers() -> None:
    sent = send(Told(b"a", cut="rows"))
    assert (sent.headers[CUT], sent.ended) == ("rows", True)


@pytest.mark.parametrize("last", ["rows", QueryError("failed")])
def test_what_can_no_longer_be_told_breaks_the_answer_off(last: Any) -> None:
    answer = Told(b"a", last)
    sent = send(answer)
    assert (sent.body, sent.ended, answer.closed) == (b"a", False, 1)


def test_a_client_that_takes_too_long_is_broken_off() -> None:
    answer = Told(b"a", b"b")
    sent = send(answer, seconds=0.01, slow=1)
    assert (sent.body, sent.ended, answer.closed) == (b"a", False, 1)


def test_a_gathered_answer_knows_its_length_and_its_cut() -> None:
    answer = Told(b"a,", b"b", "bytes")
    sent = send(asyncio.run(GatheredAnswer.gather(answer)))
    assert (sent.body, sent.headers["content-length"], sent.headers[CUT]) == (b"a,b", "3", "bytes")
    assert sent.ended
    assert answer.closed == 1


def test_an_answer_that_fails_while_it_is_gathered_is_closed() -> None:
    answer = Told(b"a", QueryError("failed"))
    with pytest.raises(QueryError):
        asyncio.run(GatheredAnswer.gather(answer))
    assert answer.closed == 1


def test_an_answer_that_is_all_there_does_not_wait_for_ever_to_be_taken_either() -> None:
    answer = Told(body=b"ab")

    async def stuck(_: Any = None) -> Any:
        await asyncio.sleep(60)

    async def run() -> None:
        async with asyncio.timeout(5):
            await AnswerResponse(answer, {}, 0.05)({"type": "http"}, stuck, stuck)

    asyncio.run(run())
    assert answer.closed == 1
