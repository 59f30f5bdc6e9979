"""An answer sent as it comes. What cannot be told in the headers any more breaks the connection off."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from stafett.store.engine import Answer, Cut
from stafett.store.errors import QueryError
from stafett.store.spool import Spool

CUT: Final = "stafett-cut"
"""Header of an answer that was cut: `rows` or `bytes`, after the limit that was met."""

HEAD: Final = "stafett.head"
"""Key in the scope of a request that was HEAD before it was made GET."""

_log = logging.getLogger("stafett.web")


class GatheredAnswer:
    """An answer that is there in full before any of it is sent, so that its length and its end are known.

    For HTTP/1.0, where a connection that is broken off looks like the end of the answer.
    """

    def __init__(self, answer: Answer, spool: Spool) -> None:
        self._answer = answer
        self._spool = spool
        self.media_type = answer.media_type
        self.cut: Cut | None = answer.cut
        self.rows = answer.rows
        self.seconds = answer.seconds
        self.length = spool.total

    @classmethod
    async def gather(cls, answer: Answer) -> GatheredAnswer:
        """Wait for all of an answer. Where there is none, it is closed.

        Raises:
            QueryError: it failed on the way.
        """
        spool = Spool()
        try:
            async for chunk in answer:
                spool.put(chunk)
        except BaseException:
            spool.close()
            await answer.aclose()
            raise
        return cls(answer, spool)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (data := self._spool.take()) is not None:
            yield data

    async def aclose(self) -> None:
        """See Answer."""
        self._spool.close()
        await self._answer.aclose()


class AnswerResponse(Response):
    """Sends an engine's answer, and closes it in any case.

    A chunked response that ends well says that it is whole. So where an answer fails, or is cut at a
    limit, after the headers have gone out, the last chunk is never sent and the connection is closed:
    every HTTP client reports that as an error.

    Args:
        answer: what is sent.
        headers: its headers.
        seconds: longest time that the client may take.
    """

    def __init__(self, answer: Answer, headers: Mapping[str, str], seconds: float) -> None:
        known = {CUT: answer.cut} if answer.cut else {}
        super().__init__(None, headers={**headers, **known})
        del self.headers["content-length"]
        if isinstance(answer, GatheredAnswer):
            self.headers["content-length"] = str(answer.length)
        self._answer = answer
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        """Send it."""
        try:
            async with asyncio.timeout(self._seconds):
                await self._send(scope, send)
        except QueryError as fault:
            _log.info("An answer was broken off: %s", fault.kind)
        except TimeoutError:
            _log.info("An answer was broken off: the client took too long to fetch it")
        finally:
            await self._answer.aclose()

    async def _send(self, scope: Scope, send: Send) -> None:
        told = self._answer.cut is not None
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        if not scope.get(HEAD):
            async for chunk in self._answer:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            if self._answer.cut is not None and not told:
                _log.info("An answer was broken off: it met the limit on %s", self._answer.cut)
                return
        await send({"type": "http.response.body", "body": b"", "more_body": False})
