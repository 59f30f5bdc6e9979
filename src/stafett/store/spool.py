"""What has come from a worker and not yet gone to a client: a little in memory, the rest on disk.

A worker must not wait for a slow client, or two of those would stop the whole endpoint; and the server must
not hold whole answers in memory. So what the client has not taken goes into a file without a name, which
vanishes with the answer.
"""

from __future__ import annotations

import tempfile
from collections import deque
from typing import IO, Final

IN_MEMORY: Final = 1024 * 1024
"""Bytes that are kept in memory before the file is used."""
PIECE: Final = 65_536
"""Bytes that are read back at once."""


class Spool:
    """First in, first out."""

    def __init__(self) -> None:
        self._memory: deque[bytes] = deque()
        self._in_memory = 0
        self._file: IO[bytes] | None = None
        self._written = 0
        self._read = 0
        self.total = 0

    def put(self, data: bytes) -> None:
        """Add bytes at the end.

        Raises:
            OSError: the disk is full.
        """
        self.total += len(data)
        if self._read == self._written and self._in_memory + len(data) <= IN_MEMORY:
            self._memory.append(data)
            self._in_memory += len(data)
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="stafett-answer-")  # noqa: SIM115 - closed in close
        self._file.seek(self._written)
        self._written += self._file.write(data)

    def take(self) -> bytes | None:
        """The next bytes, or None where there are none now."""
        if self._memory:
            data = self._memory.popleft()
            self._in_memory -= len(data)
            return data
        if self._file is None or self._read == self._written:
            return None
        self._file.seek(self._read)
        data = self._file.read(min(PIECE, self._written - self._read))
        self._read += len(data)
        if self._read == self._written:
            self._file.seek(0)
            self._file.truncate()
            self._read = self._written = 0
        return data

    @property
    def whole(self) -> bytes | None:
        """Everything that was put, where nothing was taken yet and nothing is on disk; else None."""
        return b"".join(self._memory) if self._in_memory == self.total else None

    def close(self) -> None:
        """Let go of everything."""
        self._memory.clear()
        if self._file is not None:
            self._file.close()
            self._file = None
            self._read = self._written = 0
