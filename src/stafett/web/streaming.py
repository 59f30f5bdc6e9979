"""An answer sent as it comes. What cannot be told in the headers any more breaks the connection off."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from stafett.store.engine import Answer, Cut
from stafett.store.errors import QueryError
from stafett.store.spool import Spool
from stafett.web.asking import stopped_when_left

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

    @property
    def body(self) -> bytes | None:
        """See Answer."""
        return self._spool.whole

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (data := self._spool.take()) is not None:
            yield data

    async def aclose(self) -> None:
        """See Answer."""
        self._spool.close()
        await self._answer.aclose()


class AnswerResponse(Response):
    """Sends an engine's answer, and closes it in any case.

    What is all there goes out at once, with its length; the rest in chunks, as it comes. A chunked response
    that ends well says that it is whole. So where an answer fails, or is cut at a limit, after the headers
    have gone out, the last chunk is never sent and the connection is closed: every HTTP client reports that
    as an error.

    Args:
        answer: what is sent.
        headers: its headers.
        seconds: longest time that the client may take.
    """

    def __init__(self, answer: Answer, headers: Mapping[str, str], seconds: float) -> None:
        self.status_code = 200
        self.background = None
        self._body = answer.body
        known = dict(headers)
        if answer.cut:
            known[CUT] = answer.cut
        if self._body is not None:
            known["content-length"] = str(len(self._body))
        elif isinstance(answer, GatheredAnswer):
            known["content-length"] = str(answer.length)
        self.raw_headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in known.items()
        ]
        self._answer = answer
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            async with asyncio.timeout(self._seconds):
                if self._body is not None:
                    await self._send_whole(self._body, scope, send)
                    return
                with stopped_when_left(receive):
                    await self._send(scope, send)
        except ClientDisconnect:
            _log.debug("The client left in the middle of an answer")
        except QueryError as fault:
            _log.info("An answer was broken off: %s", fault.kind)
        except TimeoutError:
            _log.info("An answer was broken off: the client took too long to fetch it")
        finally:
            await self._answer.aclose()

    async def _send_whole(self, body: bytes, scope: Scope, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": b"" if scope.get(HEAD) else body})

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
