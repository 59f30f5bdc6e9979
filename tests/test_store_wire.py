"""Frames between the server and a worker: whole however they are cut, and capped."""

from __future__ import annotations

import json

import pytest

from stafett.store import wire
from stafett.store.engine import QueryRequest

FRAMES = [(wire.MEDIA, b"text/csv"), (wire.DATA, b""), (wire.DATA, b"\x00\xff" * 300), (wire.END, b"{}")]
STREAM = b"".join(wire.frame(*one) for one in FRAMES)


@pytest.mark.parametrize("size", [1, 4, 5, 7, len(STREAM)])
def test_frames_are_put_together_however_the_bytes_come(size: int) -> None:
    reader = wire.FrameReader()
    pieces = [STREAM[at : at + size] for at in range(0, len(STREAM), size)]
    assert [found for piece in pieces for found in reader.feed(piece)] == FRAMES


def test_a_frame_is_not_given_before_its_last_byte() -> None:
    reader = wire.FrameReader()
    assert list(reader.feed(wire.frame(wire.DATA, b"ab")[:-1])) == []
    assert list(reader.feed(b"b")) == [(wire.DATA, b"ab")]


def test_a_frame_that_says_it_is_too_large_is_refused_before_its_body_is_taken() -> None:
    with pytest.raises(wire.BrokenFrameError, match=str(wire.LARGEST + 1)):
        list(wire.FrameReader().feed(wire.HEADER.pack(wire.DATA, wire.LARGEST + 1)))
    assert list(wire.FrameReader().feed(wire.HEADER.pack(wire.DATA, wire.LARGEST))) == []


def test_a_query_arrives_as_it_was_sent_but_for_who_asks() -> None:
    sent = QueryRequest(
        "SELECT ('å' AS ?v) {}", None, "text/turtle", ("urn:a", "urn:b"), ("urn:c",), 3, "urn:base/", "client"
    )
    [(kind, body)] = wire.FrameReader().feed(wire.pack_request(sent))
    assert kind == wire.QUERY
    assert b"client" not in body
    assert wire.unpack_request(body) == QueryRequest(
        sent.text, None, "text/turtle", ("urn:a", "urn:b"), ("urn:c",), 3, "urn:base/"
    )


def test_text_goes_as_utf_8_and_not_as_escapes() -> None:
    [(_, body)] = wire.FrameReader().feed(wire.json_frame(wire.FAULT, {"message": "blåbær"}))
    assert "blåbær".encode() in body
    assert json.loads(body) == {"message": "blåbær"}
