"""A worker process: opens a store for reading, shuts itself in, and answers one query after another.

Started by `process` as `python -m stafett.store.worker FD`, where FD is its end of a socket pair. It
imports as little as it can, and dies with its parent.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import pyoxigraph as ox

from stafett.limits import Limits
from stafett.store import sandbox, wire
from stafett.store.engine import HOLD_BACK
from stafett.store.errors import NotAcceptableError, QueryError, QuerySyntaxError
from stafett.store.evaluation import evaluate

STACK: Final = 256 * 1024 * 1024
"""Bytes of stack for the parser and the evaluator. They call themselves once a level of nesting: with the
usual 8 MiB, 9 400 exclamation marks end the process."""

OUT_OF_MEMORY: Final = 75
"""Exit status after a failed allocation in Python; those in Rust and C++ abort with a word on stderr."""


class Pipe:
    """Our end of the socket pair, read and written without sendto(), which the sandbox denies."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._out = bytearray()
        self._body = bytearray()

    def read(self, size: int) -> bytes:
        """Read exactly so many bytes; at the end of the stream this process ends too."""
        found = bytearray()
        while len(found) < size:
            piece = os.read(self._fd, size - len(found))
            if not piece:
                os._exit(0)
            found += piece
        return bytes(found)

    def read_frame(self) -> tuple[bytes, bytes]:
        """Wait for a frame."""
        kind, length = wire.HEADER.unpack(self.read(wire.HEADER.size))
        return kind, self.read(length)

    def put(self, frame: bytes) -> None:
        """Have a frame sent with the next flush."""
        self._settle()
        self._out += frame

    def data(self, data: bytes) -> None:
        """Have bytes of the answer sent; gathered, since small frames cost more than they carry."""
        self._body += data
        if len(self._body) >= HOLD_BACK:
            self.flush()

    def flush(self) -> None:
        """Send everything."""
        self._settle()
        view = memoryview(self._out)
        while view:
            view = view[os.write(self._fd, view) :]
        view.release()
        self._out = bytearray()

    def _settle(self) -> None:
        if self._body:
            self._out += wire.frame(wire.DATA, bytes(self._body))
            self._body.clear()


def serve(fd: int) -> None:
    """Take the configuration, open the store and answer queries until the parent hangs up."""
    pipe = Pipe(fd)
    _, body = pipe.read_frame()
    config: Mapping[str, Any] = json.loads(body)
    sandbox.follow_parent(config["parent"])
    sandbox.be_first_to_go()
    folder = Path(config["store"])
    statm = os.open("/proc/self/statm", os.O_RDONLY)
    limits = Limits(**config["limits"])
    try:
        held = sandbox.restrict([folder])
        store = ox.Store.read_only(str(folder))
    except (OSError, ValueError, RuntimeError) as fault:  # RuntimeError: RocksDB finds it corrupt
        message = f"The store {folder} cannot be opened: {fault}"
        pipe.put(wire.json_frame(wire.FAULT, {"kind": "store", "message": message}))
        pipe.flush()
        return
    if sandbox.limit_memory(limits.memory, statm):
        held = (*held, "memory-limit")
    pipe.put(wire.json_frame(wire.READY, {"isolation": held}))
    pipe.flush()
    while True:
        _, body = pipe.read_frame()
        try:
            _answer(pipe, store, config["prefixes"], limits, body, statm)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        pipe.flush()


def _answer(
    pipe: Pipe, store: ox.Store, prefixes: Mapping[str, str], limits: Limits, body: bytes, statm: int
) -> None:
    started = perf_counter()
    try:
        done = evaluate(
            store,
            prefixes,
            wire.unpack_request(body),
            limits,
            lambda media_type: pipe.put(wire.frame(wire.MEDIA, media_type.encode())),
            pipe.data,
        )
    except QueryError as fault:
        pipe.put(wire.json_frame(wire.FAULT, _describe(fault)))
    except MemoryError:
        raise
    except Exception as fault:
        # What the engine meets in the middle of an answer; the class says enough for the log.
        pipe.put(
            wire.json_frame(wire.FAULT, {"kind": "failed", "message": f"{type(fault).__name__}: {fault}"})
        )
    else:
        end = {
            "cut": done.cut,
            "rows": done.rows,
            "seconds": perf_counter() - started,
            "resident": sandbox.resident(statm),
        }
        pipe.put(wire.json_frame(wire.END, end))


def _describe(fault: QueryError) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": fault.kind, "message": fault.template, "values": fault.values}
    if isinstance(fault, QuerySyntaxError):
        found |= {"line": fault.line, "column": fault.column}
    assert isinstance(fault, NotAcceptableError) or fault.status in (400, 403, 413)  # noqa: S101
    return found


def main() -> None:
    """Run in a thread, since only a thread can be given so much stack."""
    threading.stack_size(STACK)
    thread = threading.Thread(target=serve, args=(int(sys.argv[1]),))
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
