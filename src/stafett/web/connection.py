"""One connection of a client: uvicorn's, with bounds on the head of a request and fewer, larger writes.

uvicorn's httptools protocol waits for ever for the end of a head, and lets it grow without end. A client
that sends its headers one byte at a time would keep a connection, and one that never stops would fill the
memory.
"""

from __future__ import annotations

import asyncio
from collections import deque
from http import HTTPStatus
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

HEAD_SECONDS: Final = 20.0
"""Longest time from the connection, or the first byte of a further request, to the end of its headers."""
HEAD_BYTES: Final = 65_536
"""Largest request line, and largest headers: a query of some 20 000 characters fits into the first."""
STALLED_SECONDS: Final = 600.0
"""Longest time in which a client may take next to nothing of what waits for it."""
HELD_BYTES: Final = 65_536
"""Bytes of an answer that wait for more before they are written."""


class Connection(HttpToolsProtocol):
    """The protocol that `stafett serve` gives to uvicorn."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._patience: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._line = 0
        self._fields = 0
        self._unread = 0
        self._earlier: deque[RequestResponseCycle] = deque()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has come."""
        self._gathering = Gathering(transport, self.loop)
        super().connection_made(self._gathering)
        self._begin_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """It has gone. uvicorn tells the last request of those sent at once, which may not have begun."""
        self._end_head()
        self._end_stall()
        super().connection_lost(exc)
        for cycle in self._earlier:
            cycle.disconnected = not cycle.response_complete
            cycle.message_event.set()

    def data_received(self, data: bytes) -> None:
        """Bytes have come. What the parser holds back of a head without telling us is counted here."""
        super().data_received(data)
        if self._patience is not None:
            self._unread += len(data)
            if self._unread > 2 * HEAD_BYTES:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        self._begin_head()

    def on_url(self, url: bytes) -> None:
        """A piece of the address."""
        self._line += len(url)
        if self._line > HEAD_BYTES:
            raise ValueError("the address is too long")
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header."""
        self._fields += len(name) + len(value) + 4
        if self._fields > HEAD_BYTES:
            raise ValueError("the headers are too large")
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is there, and the request can be answered, at its turn."""
        self._end_head()
        while self._earlier and self._earlier[0].response_complete:
            self._earlier.popleft()
        if self.cycle is not None and not self.cycle.response_complete:
            self._earlier.append(self.cycle)
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """The answer is written; it goes out before its request is counted and logged."""
        self._gathering.flush()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """The client does not keep up. Where it stops for good, whoever answers it would wait for ever."""
        super().pause_writing()
        self._stalled = self.loop.call_later(STALLED_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """It has taken what waited, or most of it."""
        self._end_stall()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Turn away what the parser, or one of the methods above, has refused."""
        if self._line > HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG)
        elif self._fields > HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        else:
            self._end_head()
            super().send_400_response(msg)

    def _begin_head(self) -> None:
        self._end_head()
        self._line = self._fields = self._unread = 0
        self._patience = self.loop.call_later(HEAD_SECONDS, self._refuse, HTTPStatus.REQUEST_TIMEOUT)

    def _end_head(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _end_stall(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def _refuse(self, status: HTTPStatus) -> None:
        self._end_head()
        if self.transport.is_closing():
            return
        line = f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        self.transport.write(f"{line}content-length: 0\r\nconnection: close\r\n\r\n".encode())
        self.transport.close()


class Gathering(asyncio.Transport):
    """A transport that writes once for all that one step of a task wrote.

    Head, body and end of an answer are three writes to uvicorn, and three packets to the client, which wakes
    up for each.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: bytes | bytearray | memoryview[Any]) -> None:
        """Write soon; at once where much waits, so that the loop sees when a client does not keep up."""
        if not self._held:
            self._loop.call_soon(self.flush)
        self._held.append(bytes(data))
        self._size += len(data)
        if self._size >= HELD_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write now what is held, if there is anybody to read it."""
        if self._held:
            data = self._held[0] if len(self._held) == 1 else b"".join(self._held)
            self._held, self._size = [], 0
            if not self._transport.is_closing():  # uvloop's says so by an error
                self._transport.write(data)

    def close(self) -> None:
        """Close when all is written."""
        self.flush()
        self._transport.close()

    def abort(self) -> None:
        """Close at once."""
        self._held, self._size = [], 0
        self._transport.abort()

    def is_closing(self) -> bool:
        """See asyncio.Transport."""
        return self._transport.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """See asyncio.Transport."""
        return self._transport.get_extra_info(name, default)

    def pause_reading(self) -> None:
        """See asyncio.Transport."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """See asyncio.Transport."""
        self._transport.resume_reading()

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        """See asyncio.Transport."""
        self._transport.set_protocol(protocol)
