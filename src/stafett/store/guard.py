"""A cheap look at a query before it reaches the engine: what it asks for and whether it is safe to try.

Not a parser: it only steps over strings, IRIs and comments so that words inside them do not count.
The engine's own parser decides whether the query is SPARQL. Measured reasons for each limit stand in
the project's threat notes: nested brackets overflow the engine's stack, SERVICE makes outgoing calls.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from stafett.limits import Limits
from stafett.store.errors import QueryRefusedError, QueryTooLongError

_TOKEN = re.compile(
    r'''(?P<skip>"""(?:[^"\\]|\\.|"(?!""))*+"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*+\'\'\''''
    r"""|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'"""
    r"""|<[^<>"{}|^`\\\x00-\x20]*+>|\#[^\n]*+)"""
    r"""|(?P<open>[{(\[])|(?P<close>[})\]])"""
    # Names exactly as SPARQL has them (rules 140-143, 166): one that ran on would hide what follows it.
    r"""|(?P<name>[?$]\w*+"""
    r"""|(?:[^\W\d_][\w.-]*+|_)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*+)"""
    # A string that never ends is taken whole, or the look would not be linear; the words in it count.
    r"""|(?P<words>[^\W\d_][\w.-]*+|"(?:[^"\\\n]|\\.)*+|'(?:[^'\\\n]|\\.)*+)""",
    re.DOTALL,
)
FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
"""The query forms (section 16)."""

_WORD = re.compile(r"[A-Za-z]+")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(000[0-9A-Fa-f]{5}|0010[0-9A-Fa-f]{4})")


@dataclass(frozen=True)
class QueryShape:
    """What a look at the text tells: keywords in upper case, depth of nesting, query form (one of FORMS)."""

    keywords: frozenset[str]
    depth: int
    form: str | None = None


def inspect(text: str) -> QueryShape:
    """Return the keywords, the bracket depth and the form of a query text.

    SPARQL lets any character be written as an escape (section 19.2). Engines differ in whether they heed
    that in keywords and quotes, so both readings of the text count.
    """
    shape = _look(text)
    if not _ESCAPE.search(text):
        return shape
    other = _look(unescape(text))
    return QueryShape(
        shape.keywords | other.keywords, max(shape.depth, other.depth), shape.form or other.form
    )


def unescape(text: str) -> str:
    """The text with its code point escapes (section 19.2) put into effect."""
    return _ESCAPE.sub(lambda escape: chr(int(escape[1] or escape[2], 16)), text)


def _look(text: str) -> QueryShape:
    keywords: set[str] = set()
    form: str | None = None
    depth = deepest = 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "open":
            depth += 1
            deepest = max(deepest, depth)
        elif token.lastgroup == "close":
            depth -= 1
        elif token.lastgroup == "words":
            words = _WORD.findall(token.group().upper())
            keywords.update(words)
            # Before the form stand only BASE and PREFIX with names and IRIs.
            form = form or next((word for word in words if word in FORMS), None)
    return QueryShape(frozenset(keywords), deepest, form)


def check(text: str, limits: Limits) -> QueryShape:
    """Return the query's shape.

    Raises:
        QueryTooLongError: the text is too long.
        QueryRefusedError: it nests too deeply, or calls other services.
    """
    if len(text) > limits.length:
        raise QueryTooLongError(
            "The query has %(length)s characters; the limit is %(limit)s.",
            {"length": len(text), "limit": limits.length},
        )
    shape = inspect(text)
    if shape.depth > limits.nesting:
        raise QueryRefusedError(
            "The query nests %(depth)s brackets; the limit is %(limit)s.",
            {"depth": shape.depth, "limit": limits.nesting},
        )
    if "SERVICE" in shape.keywords:
        raise QueryRefusedError("SERVICE is refused: this endpoint makes no outgoing calls.")
    return shape
