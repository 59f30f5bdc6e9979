r"""Counting rows in an answer while it is written, and cutting it at a limit so that it stays well-formed.

The engine writes whole documents from inside its own loop, which is far faster than row by row in Python;
so rows are counted in the bytes. What separates two rows cannot occur inside a value, format by format:

- JSON: `}},{"` where no `,` `}` `:` or `]` follows. A quote mark in a value is written `\"`, so this quote
  mark opens or closes a string; one that closes is followed by one of those four, and one that opens
  stands outside strings. (Rows that bind nothing, `{}`, are thus not counted; the byte limit holds for
  them.)
- XML: `</result><result>`, since `<` in a value is written `&lt;`.
- TSV: a line end, since those in values are written `\n`.
- CSV: a line end outside quote marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from stafett.store.engine import Cut

Sink = Callable[[bytes], object]


@dataclass(frozen=True)
class RowForm:
    """How rows are separated in one format.

    Attributes:
        separator: matches where a further row begins.
        keep: bytes of the match that belong to the row before.
        reach: most bytes that a separator, with what it looks ahead to, can span.
        tail: what closes a document after any row.
        header: separators before the second row: one where a header line comes first.
        none: how a document without rows ends, where its separators do not tell.
    """

    separator: re.Pattern[bytes]
    keep: int
    reach: int
    tail: bytes
    header: int = 0
    none: bytes | None = None


_JSON: Final = RowForm(re.compile(rb'\}\},\{"(?=[^,}:\]])'), 2, 6, b"]}}", none=b"[]}}")
_XML: Final = RowForm(
    re.compile(rb"</result><result>"), 9, 17, b"</results></sparql>", none=b"<results></results></sparql>"
)
_TSV: Final = RowForm(re.compile(rb"\n(?=.)", re.DOTALL), 1, 2, b"", header=1)
_CSV: Final = RowForm(re.compile(rb'"|\r\n(?=.)', re.DOTALL), 2, 3, b"", header=1)

ROW_FORMS: Final = {
    "application/sparql-results+json": _JSON,
    "application/sparql-results+xml": _XML,
    "text/tab-separated-values": _TSV,
    "text/csv": _CSV,
}


_LAST: Final = max(len(form.none or b"") for form in ROW_FORMS.values())


class EnoughError(Exception):
    """Raised into the engine to stop it: the answer has been cut and closed."""


class CuttingWriter:
    """A file-like object that passes bytes on, and cuts at the limits.

    Args:
        sink: takes the bytes.
        form: how rows are separated, or None where there are no rows to count.
        max_rows: most rows.
        max_bytes: bytes after which no further row begins.
    """

    def __init__(self, sink: Sink, form: RowForm | None, max_rows: int, max_bytes: int) -> None:
        self._sink = sink
        self._form = form
        self._max_rows = max_rows
        self.max_bytes = max_bytes
        self._held = b""
        self._separators = 0
        self._quoted = False
        self._last = b""
        self._empty = False
        self.bytes = 0
        self.cut: Cut | None = None

    @property
    def rows(self) -> int:
        """Rows so far, of which the last may not be complete; that there are none is known after `finish`."""
        return self._separators + 1 - (self._form.header if self._form else 0) - self._empty

    def write(self, data: bytes) -> int:
        """Pass bytes on.

        Raises:
            EnoughError: a limit is met; what was passed on is a whole document.
        """
        if self.cut is not None:
            raise EnoughError
        if self._form is None:
            self._pass(data)
            return len(data)
        text = self._held + data
        for start in self._starts(text, self._form) if self._near(text, self._form) else ():
            self._separators += 1
            if self.rows > self._max_rows:
                self._end(text[: start + self._form.keep], "rows")
            elif self.bytes + start >= self.max_bytes:
                self._end(text[: start + self._form.keep], "bytes")
        # A separator may continue in the next piece; what could be the start of one waits for it.
        keep = self._form.reach - 1
        self._pass(text[:-keep])
        self._held = text[-keep:]
        return len(data)

    def flush(self) -> None:
        """The engine calls this; there is nothing to do before `finish`."""

    def finish(self) -> None:
        """Pass on what waits, once the engine is done."""
        if self.cut is None:
            self._pass(self._held)
            self._held = b""
            none = self._form.none if self._form else None
            self._empty = none is not None and not self._separators and self._last.endswith(none)

    def _near(self, text: bytes, form: RowForm) -> bool:
        """Whether a limit may be met in `text`; if not, its rows are counted here, all at once.

        A step of a Python loop for each row is a tenth of the time of a long answer.
        """
        if form is _CSV or self.bytes + len(text) >= self.max_bytes:
            return True
        found = len(form.separator.findall(text))
        if self.rows + found > self._max_rows:
            return True
        self._separators += found
        return False

    def _starts(self, text: bytes, form: RowForm) -> Iterator[int]:
        """Where separators start in `text`, whose end, of `reach - 1` bytes, is looked at again later."""
        if form is not _CSV:
            # None can start within the held bytes and have matched before: it needs `reach` bytes.
            yield from (found.start() for found in form.separator.finditer(text))
            return
        settled = len(text) - (form.reach - 1)
        for found in form.separator.finditer(text):
            if found.start() >= settled:
                break
            if found.group() == b'"':
                self._quoted = not self._quoted
            elif not self._quoted:
                yield found.start()

    def _end(self, last: bytes, why: Cut) -> None:
        assert self._form is not None  # noqa: S101 - only called where there are rows
        self._separators -= 1
        self.cut = why
        self._held = b""
        self._pass(last + self._form.tail)
        raise EnoughError

    def _pass(self, data: bytes) -> None:
        if data:
            self.bytes += len(data)
            if self._form is not None and not self._separators:
                self._last = (self._last + data[-_LAST:])[-_LAST:]
            self._sink(data)
