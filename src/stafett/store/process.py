"""One worker process, seen from the server: started, spoken to, killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from stafett.errors import DistError
from stafett.limits import MEBIBYTE, Limits
from stafett.store import wire
from stafett.store.delivery import Delivery
from stafett.store.engine import QueryRequest
from stafett.store.errors import (
    AnswerTooLargeError,
    NotAcceptableError,
    QueryError,
    QueryMemoryError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTooLongError,
    WorkerCrashedError,
)
from stafett.store.worker import OUT_OF_MEMORY

START_SECONDS: Final = 30
"""Longest time a worker may take to open the store."""
SLACK: Final = 64 * MEBIBYTE
"""Bytes past the limit that one last row may take before the worker is killed."""

_OUT_OF_MEMORY_WORDS: Final = (b"memory allocation of", b"bad_alloc", b"MemoryError")


@dataclass(frozen=True)
class WorkerConfig:
    """What a worker is told when it starts: the folder of the store, prefixes and limits."""

    store: Path
    prefixes: dict[str, str]
    limits: Limits

    def frame(self) -> bytes:
        """As the first frame."""
        kept = ("rows", "megabytes", "length", "nesting", "memory")
        return wire.json_frame(
            wire.CONFIG,
            {
                "parent": os.getpid(),
                "store": str(self.store.absolute()),
                "prefixes": self.prefixes,
                "limits": {name: getattr(self.limits, name) for name in kept},
            },
        )


@dataclass(frozen=True)
class Launch:
    """A process that has been started and told what to open, and our end of the socket pair to it."""

    process: subprocess.Popen[bytes]
    socket: socket.socket

    def end(self) -> None:
        """End a process that nobody came to want."""
        self.socket.close()
        self.process.kill()
        self.process.communicate()


def launch(config: WorkerConfig) -> Launch:
    """Start a process and let it open the store; what it says is for a Worker to hear.

    No event loop is needed, so that the store can be opened while the rest of the server is still imported.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        # Its own session: Ctrl-C is for the server, which then ends its workers itself.
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "stafett.store.worker", str(theirs.fileno())],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            # Nothing of the server's environment, which may hold secrets.
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,
        )
    ours.sendall(config.frame())  # far less than the buffer of a socket holds
    return Launch(process, ours)


class Worker(asyncio.Protocol):
    """A running worker process.

    Args:
        config: what to tell it.
        lost: called once when it is gone.
        launched: the process, where it has been started before; by default it is started now.
    """

    def __init__(
        self, config: WorkerConfig, lost: Callable[[Worker], object], launched: Launch | None = None
    ) -> None:
        self._config = config
        self._launched = launched
        self._lost = lost
        self._frames = wire.FrameReader()
        self._ready: asyncio.Future[tuple[str, ...]] = asyncio.get_running_loop().create_future()
        self._delivery: Delivery | None = None
        self._idle: Callable[[Worker], object] | None = None
        self._transport: asyncio.Transport | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self.burial: asyncio.Future[None] | None = None
        self.isolation: tuple[str, ...] = ()
        self.resident = 0
        self.served = 0

    async def start(self) -> None:
        """Start the process, if it is not, and wait until it has opened the store.

        Raises:
            DistError: it cannot.
        """
        launched = self._launched or launch(self._config)
        self._process = launched.process
        launched.socket.setblocking(False)
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_connection(lambda: self, sock=launched.socket)
        self._transport = transport
        try:
            async with asyncio.timeout(START_SECONDS):
                self.isolation = await self._ready
        except TimeoutError:
            raise DistError(f"The store {self._config.store} did not open in time") from None
        finally:
            if not self.isolation:
                self.kill()

    @property
    def pid(self) -> int:
        """Process id."""
        assert self._process is not None  # noqa: S101 - started
        return self._process.pid

    def give(self, request: QueryRequest, delivery: Delivery, idle: Callable[[Worker], object]) -> None:
        """Have a query answered into `delivery`; `idle` is called when the worker can take another."""
        assert self._transport is not None and self._delivery is None  # noqa: S101
        self._delivery, self._idle = delivery, idle
        self._transport.write(wire.pack_request(request))

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGKILL)
        if self._transport is not None:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Take what the worker sends."""
        try:
            for kind, body in self._frames.feed(data):
                self._take(kind, body)
        except (wire.BrokenFrameError, ValueError, KeyError):
            self._fail(WorkerCrashedError())
            self.kill()
        except OSError:  # the disk is full
            self._fail(QueryError("The answer found no room on the server's disk."))
            self.kill()

    def _take(self, kind: bytes, body: bytes) -> None:
        delivery = self._delivery
        if kind == wire.READY:
            self._ready.set_result(tuple(json.loads(body)["isolation"]) or ("none",))
        elif kind == wire.FAULT and not self._ready.done():
            self._ready.set_exception(DistError(json.loads(body)["message"]))
        elif delivery is None:
            raise wire.BrokenFrameError("a frame that nobody asked for")
        elif kind == wire.MEDIA:
            delivery.begin(body.decode())
        elif kind == wire.DATA:
            if delivery.size + len(body) > self._config.limits.bytes + SLACK:
                self._fail(AnswerTooLargeError(self._config.limits.megabytes))
                self.kill()
                return
            delivery.put(body)
        elif kind == wire.END:
            meta = json.loads(body)
            self.resident = meta["resident"]
            delivery.end(meta)
            self._rest()
        elif kind == wire.FAULT:
            delivery.fail(_fault(json.loads(body)))
            self._rest()
        else:
            raise wire.BrokenFrameError(f"a frame of kind {kind!r}")

    def _rest(self) -> None:
        idle, self._idle, self._delivery = self._idle, None, None
        self.served += 1
        if idle is not None:
            idle(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """The process is gone, or as good as."""
        self.burial = asyncio.ensure_future(self._bury())
        self._lost(self)

    async def _bury(self) -> None:
        """Learn why the process ended, tell whoever waits, and leave no zombie."""
        process = self._process
        assert process is not None  # noqa: S101 - connected, so started
        status, words = await asyncio.to_thread(_last_words, process)
        if not self._ready.done():
            self._ready.set_exception(DistError(f"The worker ended with status {status}: {words.decode()}"))
            self._ready.exception()  # seen: whoever waited may have left
        memory = status == OUT_OF_MEMORY or any(word in words for word in _OUT_OF_MEMORY_WORDS)
        self._fail(QueryMemoryError(self._config.limits.memory) if memory else WorkerCrashedError())

    def _fail(self, fault: QueryError) -> None:
        delivery, self._delivery, self._idle = self._delivery, None, None
        if delivery is not None:
            delivery.fail(fault)


def _last_words(process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Exit status and the end of what the process wrote to stderr."""
    try:
        _, words = process.communicate(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        _, words = process.communicate()
    return process.returncode, (words or b"")[-2000:]


def _fault(found: dict[str, Any]) -> QueryError:
    kind, message, values = str(found["kind"]), str(found["message"]), found.get("values")
    if kind == QuerySyntaxError.kind:
        return QuerySyntaxError(message, values or {}, found.get("line"), found.get("column"))
    for known in (NotAcceptableError, QueryTooLongError, QueryRefusedError):
        if kind == known.kind:
            return known(message, values)
    return QueryError("The query failed: %(message)s", {"message": message})
