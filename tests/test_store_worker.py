"""The worker's end of the line: what it says of an answer and of a fault; its process is tried with pool."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from stafett.limits import Limits
from stafett.store import wire, worker
from stafett.store.engine import HOLD_BACK, QueryRequest
from stafett.store.worker import Pipe

NODE = ox.NamedNode("urn:x")


class Line:
    """A file in place of the line, which never fills."""

    def __init__(self, file: Path) -> None:
        self.fd = os.open(file, os.O_RDWR | os.O_CREAT)
        self._read = 0

    def sent(self) -> list[tuple[bytes, bytes]]:
        """What was sent since the last look."""
        data = os.pread(self.fd, 1 << 20, self._read)
        self._read += len(data)
        return list(wire.FrameReader().feed(data))


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    found = Line(tmp_path / "line")
    yield found
    os.close(found.fd)


def answered(line: Line, request: QueryRequest, limits: Limits | None = None) -> list[tuple[bytes, bytes]]:
    """The frames with which a worker answers over a store of one triple."""
    store = ox.Store()
    store.add(ox.Quad(NODE, NODE, ox.Literal("å")))
    pipe = Pipe(line.fd)
    body = wire.pack_request(request)[wire.HEADER.size :]
    statm = os.open("/proc/self/statm", os.O_RDONLY)
    try:
        worker._answer(pipe, store, {"u": "urn:"}, limits or Limits(), body, statm)
    finally:
        os.close(statm)
    pipe.flush()
    return line.sent()


def test_an_answer_is_its_type_then_its_bytes_then_how_it_ended(line: Line) -> None:
    (media, text), (data, body), (end, said) = answered(
        line, QueryRequest("SELECT ?o { u:x ?p ?o }", "text/csv")
    )
    assert (media, data, end) == (wire.MEDIA, wire.DATA, wire.END)
    assert (text, body) == (b"text/csv", "o\r\nå\r\n".encode())
    told = json.loads(said)
    assert (told["cut"], told["rows"]) == (None, 1)
    assert told["seconds"] > 0
    assert told["resident"] > 1024 * 1024  # bytes of a living process


@pytest.mark.parametrize(
    ("request_", "kind", "place"),
    [
        (QueryRequest("SELECT * {\n ?s ?p }"), "syntax", (2, 9)),
        (QueryRequest("SELECT * { SERVICE <urn:x> {} }"), "refused", None),
        (QueryRequest("#" * 101), "too-long", None),
        (QueryRequest("ASK {}", None), "not-acceptable", None),
    ],
)
def test_a_fault_is_told_by_its_kind_and_alone(
    line: Line, request_: QueryRequest, kind: str, place: tuple[int, int] | None
) -> None:
    [(frame, body)] = answered(line, request_, Limits(length=100))
    told = json.loads(body)
    assert (frame, told["kind"]) == (wire.FAULT, kind)
    assert (told["line"], told["column"]) == place if place else "line" not in told
    assert told["message"] % told["values"]  # the sentence can be said


def test_what_the_engine_meets_unforeseen_is_told_by_its_class(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(worker, "evaluate", broken)
    [(kind, body)] = answered(line, QueryRequest("ASK {}"))
    assert (kind, json.loads(body)) == (
        wire.FAULT,
        {"kind": "failed", "message": "OSError: the disk is gone"},
    )


def test_small_pieces_of_an_answer_are_gathered_into_one_frame(line: Line) -> None:
    pipe = Pipe(line.fd)
    for _ in range(3):
        pipe.data(b"ab")
    assert line.sent() == []
    pipe.put(wire.frame(wire.END, b"{}"))
    pipe.flush()
    assert line.sent() == [(wire.DATA, b"ababab"), (wire.END, b"{}")]


def test_what_is_as_much_as_is_held_back_does_not_wait(line: Line) -> None:
    pipe = Pipe(line.fd)
    pipe.data(b"x" * (HOLD_BACK - 1))
    assert line.sent() == []
    pipe.data(b"x")
    assert line.sent() == [(wire.DATA, b"x" * HOLD_BACK)]


def test_a_question_is_read_to_its_last_byte_and_the_end_of_the_line_ends_the_process(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(status: int) -> None:
        raise SystemExit(status)

    monkeypatch.setattr(os, "_exit", leave)
    os.write(line.fd, wire.frame(wire.QUERY, b"one") + wire.frame(wire.QUERY, b"two")[:-1])
    os.lseek(line.fd, 0, os.SEEK_SET)
    pipe = Pipe(line.fd)
    assert pipe.read_frame() == (wire.QUERY, b"one")
    with pytest.raises(SystemExit, match="0"):  # the parent hung up; that is no fault
        pipe.read_frame()
