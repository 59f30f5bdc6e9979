"""An engine's answer, read as it comes and written anew in the format the client wants.

Reading it to the end is what tells a whole answer from a broken one: some engines answer 200, begin, and
then append an error text or simply stop. It also makes every engine's answers look the same. All of it
happens in one thread, since pyoxigraph's results may not move between threads.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Final, cast

import pyoxigraph as ox

from stafett.limits import Limits
from stafett.store.cut import ROW_FORMS, CuttingWriter, EnoughError, Sink
from stafett.store.engine import GRAPH_FORMATS, SOLUTION_FORMATS
from stafett.store.errors import StoreFailedError
from stafett.store.evaluation import Evaluated, Taken
from stafett.store.remote.dialects import Dialect

_TABLES: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}
_GRAPHS: Final = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
}


@dataclass(frozen=True)
class Conversion:
    """What to make of an answer.

    Attributes:
        given: media type the engine answered with.
        wanted: media type the client wants.
        rows: most rows or triples.
        limits: the other limits.
        prefixes: for Turtle.
        dialect: the engine's ways.
    """

    given: str
    wanted: str
    rows: int
    limits: Limits
    prefixes: Mapping[str, str]
    dialect: Dialect


class Incoming(io.RawIOBase):
    """The answer as a file: asks for the next bytes when the parser wants them."""

    def __init__(self, more: Callable[[], bytes], replaced: tuple[bytes, bytes] | None) -> None:
        self._more = more
        self._replaced = replaced
        self._held = b""
        self._ready = b""
        self._ended = False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; none at the end."""
        while not self._ready and not self._ended:
            self._next()
        if size < 0:
            size = len(self._ready)
        found, self._ready = self._ready[:size], self._ready[size:]
        return found

    def _next(self) -> None:
        piece = self._more()
        self._ended = not piece
        if self._replaced is None:
            self._ready = piece
            return
        text = (self._held + piece).replace(*self._replaced)
        # What could be the start of something to replace waits for the next bytes.
        keep = 0 if self._ended else len(self._replaced[0]) - 1
        place = max(len(text) - keep, 0)
        self._ready, self._held = text[:place], text[place:]


def convert(incoming: Incoming, conversion: Conversion, sink: Sink) -> Evaluated:
    """Read an answer and write it anew.

    Args:
        incoming: the engine's answer.
        conversion: what to make of it.
        sink: called with bytes.

    Raises:
        StoreFailedError: the answer is broken or not whole.
    """
    reason: str
    try:
        if conversion.wanted in GRAPH_FORMATS:
            return _graph(incoming, conversion, sink)
        return _table(incoming, conversion, sink)
    except (SyntaxError, ValueError) as fault:
        # Only its text: the traceback holds on to results that must die in this thread.
        reason = str(fault)
    except KeyError:
        reason = f"it answered with {conversion.given or 'no media type'}"
    raise StoreFailedError(f"the answer is broken or not whole ({reason})")


def _table(incoming: Incoming, conversion: Conversion, sink: Sink) -> Evaluated:
    found = ox.parse_query_results(cast("IO[bytes]", incoming), format=_TABLES[conversion.given])
    wanted = SOLUTION_FORMATS[conversion.wanted]
    writer_form = ROW_FORMS[conversion.wanted]
    if isinstance(found, ox.QuerySolutions) and [v.value for v in found.variables] == [
        conversion.dialect.ask
    ]:
        found = _boolean(next(iter(found), None) is not None)
    if isinstance(found, ox.QueryBoolean):
        sink(found.serialize(format=wanted) or b"")
        return Evaluated(None, None)
    writer = CuttingWriter(sink, writer_form, conversion.rows, conversion.limits.bytes)
    with suppress(EnoughError):
        found.serialize(cast("IO[bytes]", writer), format=wanted)
    writer.finish()
    return Evaluated(writer.cut, writer.rows)


def _boolean(value: bool) -> ox.QueryBoolean:
    """Pyoxigraph has no way to make one but to read one."""
    text = f'{{"head":{{}},"boolean":{str(value).lower()}}}'.encode()
    return cast("ox.QueryBoolean", ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON))


def _graph(incoming: Incoming, conversion: Conversion, sink: Sink) -> Evaluated:
    writer = CuttingWriter(sink, None, conversion.rows, conversion.limits.bytes)
    taken = Taken(_triples(incoming, conversion), writer, conversion.rows)
    ox.serialize(
        iter(taken),
        cast("IO[bytes]", writer),
        format=GRAPH_FORMATS[conversion.wanted],
        prefixes=dict(conversion.prefixes),
    )
    writer.finish()
    return Evaluated(taken.cut, taken.count)


def _triples(incoming: Incoming, conversion: Conversion) -> Iterator[ox.Triple]:
    for quad in ox.parse(cast("IO[bytes]", incoming), format=_GRAPHS[conversion.given]):
        yield ox.Triple(quad.subject, quad.predicate, quad.object)
