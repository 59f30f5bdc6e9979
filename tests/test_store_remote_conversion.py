"""Reading an engine's answer to its end, and writing it anew as the client wants it."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pyoxigraph as ox
import pytest

from stafett.limits import Limits
from stafett.store.engine import GRAPH_FORMATS, SOLUTION_FORMATS
from stafett.store.errors import StoreFailedError
from stafett.store.evaluation import Evaluated
from stafett.store.remote.conversion import Conversion, Incoming, convert
from stafett.store.remote.dialects import GENERIC, VIRTUOSO, Dialect

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
HEAD = b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="%s"/></head><results>'
TAIL = b"</results></sparql>"
ROW = b'<result><binding name="v"><bnode>nodeID://b1</bnode></binding></result>'


def table(*values: str) -> bytes:
    rows = [{"v": {"type": "literal", "value": value}} for value in values]
    return json.dumps({"head": {"vars": ["v"]}, "results": {"bindings": rows}}).encode()


def incoming(body: bytes, size: int = 10**6, dialect: Dialect = GENERIC) -> Incoming:
    """A body that comes in pieces of so many bytes."""
    pieces: Iterable[bytes] = (body[at : at + size] for at in range(0, len(body), size))
    left = iter(pieces)
    return Incoming(lambda: next(left, b""), dialect.replaced)


def made(
    body: bytes, wanted: str, given: str = JSON, rows: int = 10, dialect: Dialect = GENERIC, size: int = 7
) -> tuple[bytes, Evaluated]:
    out: list[bytes] = []
    conversion = Conversion(given, wanted, rows, Limits(), {"u": "urn:"}, dialect)
    end = convert(incoming(body, size, dialect), conversion, out.append)
    return b"".join(out), end


@pytest.mark.parametrize("size", [1, 15, 16, 17, 1000])
def test_what_virtuoso_writes_wrongly_is_put_right_wherever_its_pieces_end(size: int) -> None:
    stream = incoming(b"<bnode>nodeID://b1</bnode> nodeID://b2 <bnode>node", size, VIRTUOSO)
    found = b""
    while piece := stream.read(5):
        found += piece
    assert found == b"<bnode>b1</bnode> nodeID://b2 <bnode>node"


def test_no_more_is_read_than_is_asked_for() -> None:
    stream = incoming(b"abcdef", 4)
    assert [stream.read(3), stream.read(3), stream.read(-1), stream.read(3)] == [b"abc", b"d", b"ef", b""]


@pytest.mark.parametrize("wanted", SOLUTION_FORMATS)
def test_a_table_is_written_in_every_format(wanted: str) -> None:
    body, end = made(table("å", "b"), wanted)
    assert "å" in body.decode()
    assert end == Evaluated(None, 2)


@pytest.mark.parametrize("wanted", SOLUTION_FORMATS)
def test_a_table_without_rows_has_none(wanted: str) -> None:
    assert made(table(), wanted)[1] == Evaluated(None, 0)


def test_a_table_is_cut_at_its_rows_and_still_whole() -> None:
    body, end = made(table("a", "b", "c"), JSON, rows=2)
    assert end == Evaluated("rows", 2)
    assert json.loads(body) == json.loads(table("a", "b"))


@pytest.mark.parametrize("truth", [True, False])
def test_yes_or_no_passes_and_has_no_rows(truth: bool) -> None:
    body, end = made(json.dumps({"head": {}, "boolean": truth}).encode(), JSON)
    assert json.loads(body)["boolean"] is truth
    assert end == Evaluated(None, None)


@pytest.mark.parametrize("truth", [True, False])
def test_what_virtuoso_answers_in_a_table_is_yes_or_no_for_virtuoso_alone(truth: bool) -> None:
    row = b'<result><binding name="__ASK_RETVAL"><literal>1</literal></binding></result>'
    answer = HEAD % b"__ASK_RETVAL" + (row if truth else b"") + TAIL
    body, end = made(answer, JSON, XML, dialect=VIRTUOSO)
    assert json.loads(body)["boolean"] is truth
    assert end.rows is None
    assert made(answer, JSON, XML)[1].rows == int(truth)


def test_blank_nodes_of_virtuoso_can_be_read() -> None:
    body, _ = made(HEAD % b"v" + ROW + TAIL, JSON, XML, dialect=VIRTUOSO)
    assert json.loads(body)["results"]["bindings"][0]["v"] == {"type": "bnode", "value": "b1"}


@pytest.mark.parametrize("wanted", GRAPH_FORMATS)
def test_a_graph_is_written_in_every_format_with_each_triple_once(wanted: str) -> None:
    triples = b'<urn:s> <urn:p> "x" .\n' * 2 + b"<urn:s> <urn:p> <urn:o> .\n"
    body, end = made(triples, wanted, "application/n-triples")
    assert len(list(ox.parse(body, format=GRAPH_FORMATS[wanted]))) == 2
    assert end == Evaluated(None, 2)


def test_a_graph_is_cut_at_its_triples() -> None:
    triples = b"".join(b"<urn:s> <urn:p> %d .\n" % number for number in range(5))
    body, end = made(triples, "application/n-triples", "text/turtle", rows=3)
    assert (end, body.count(b" .\n")) == (Evaluated("rows", 3), 3)


@pytest.mark.parametrize(
    "body",
    [
        table("a", "b")[:-3],
        table("a", "b")[:-3] + b"\nerror: the query was cancelled",
        b"",
        b"<html>Bad gateway</html>",
    ],
)
def test_a_table_that_is_not_whole_is_a_failure(body: bytes) -> None:
    with pytest.raises(StoreFailedError, match="not whole"):
        made(body, JSON)


def test_a_graph_that_breaks_off_is_a_failure() -> None:
    with pytest.raises(StoreFailedError, match="not whole"):
        made(b"<urn:s> <urn:p> <urn:o> .\n<urn:s> <urn:p> <ur", "text/turtle", "application/n-triples")


@pytest.mark.parametrize(
    ("wanted", "given", "said"),
    [
        (JSON, "text/html", "answered with text/html"),
        (JSON, "", "answered with no media type"),
        ("text/turtle", JSON, f"answered with {JSON}".replace("+", r"\+")),
    ],
)
def test_an_answer_of_another_kind_is_a_failure(wanted: str, given: str, said: str) -> None:
    with pytest.raises(StoreFailedError, match=said):
        made(b"<p>", wanted, given)
