"""An answer sent as it comes. What cannot be told in the headers any more breaks the connection off."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from stafett.store.engine import Answer
from stafett.store.errors import QueryError

CUT: Final = "stafett-cut"
"""Header of an answer that was cut: `rows` or `bytes`, after the limit that was met."""

HEAD: Final = "stafett.head"
"""Key in the scope of a request that was HEAD before it was made GET."""

_log = logging.getLogger("stafett.web")


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
