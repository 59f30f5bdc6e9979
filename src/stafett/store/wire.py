"""Frames between the server and a worker process: one byte for the kind, four for the length, then the body.

JSON bodies except for data. The worker is not trusted more than the query it runs: whoever reads its frames
checks their kind, and caps what it takes.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final

from stafett.store.engine import QueryRequest

HEADER: Final = struct.Struct("!cI")
LARGEST: Final = 64 * 1024 * 1024
"""Bytes of the largest frame that is read."""

CONFIG: Final = b"C"
QUERY: Final = b"Q"
READY: Final = b"R"
MEDIA: Final = b"M"
DATA: Final = b"D"
END: Final = b"E"
FAULT: Final = b"X"

_write: Final = json.JSONEncoder(ensure_ascii=False).encode
_SENT: Final = tuple(field.name for field in fields(QueryRequest) if field.name != "client")
"""What a worker is told of a query; who asks is none of its business."""


class BrokenFrameError(Exception):
    """The other end does not speak this protocol."""


def frame(kind: bytes, body: bytes) -> bytes:
    """One frame."""
    return HEADER.pack(kind, len(body)) + body


def json_frame(kind: bytes, body: Any) -> bytes:
    """One frame with a JSON body."""
    return frame(kind, _write(body).encode())


def pack_request(request: QueryRequest) -> bytes:
    """A query as a frame."""
    # By hand, since dataclasses.asdict takes longer than all else that is done to send a query.
    return json_frame(QUERY, {name: getattr(request, name) for name in _SENT})


def unpack_request(body: bytes) -> QueryRequest:
    """The query of a frame."""
    values: dict[str, Any] = json.loads(body)
    for name in ("default_graphs", "named_graphs"):
        values[name] = tuple(values[name])
    return QueryRequest(**values)


class FrameReader:
    """Puts frames together from bytes as they come."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Yield the kind and body of every frame that is complete now.

        Raises:
            BrokenFrameError: a frame is too large.
        """
        self._buffer += data
        while len(self._buffer) >= HEADER.size:
            kind, length = HEADER.unpack_from(self._buffer)
            if length > LARGEST:
                raise BrokenFrameError(f"a frame of {length} bytes")
            end = HEADER.size + length
            if len(self._buffer) < end:
                return
            body = bytes(self._buffer[HEADER.size : end])
            del self._buffer[:end]
            yield kind, body
