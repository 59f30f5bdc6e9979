"""A cheap look at a query before it reaches the engine: what it asks for and whether it is safe to try.

Not a parser: it only steps over strings, IRIs and comments so that words inside them do not count.
The engine's own parser decides whether the query is SPARQL. Measured reasons for each limit stand in
the project's threat notes: nested brackets overflow the engine's stack, SERVICE makes outgoing calls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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

UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)
"""The words an update begins with (SPARQL 1.1 Update, section 3)."""
_PROLOGUE: Final = frozenset({"BASE", "PREFIX"})

_WORD = re.compile(r"[A-Za-z]+")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(000[0-9A-Fa-f]{5}|0010[0-9A-Fa-f]{4})")


@dataclass(frozen=True)
class QueryShape:
    """What a look at the text tells.

    Attributes:
        keywords: in upper case.
        depth: of nesting.
        form: of the query, one of FORMS.
        first: the word after the prologue, in upper case.
    """

    keywords: frozenset[str]
    depth: int
    form: str | None = None
    first: str = ""


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
        shape.keywords | other.keywords,
        max(shape.depth, other.depth),
        shape.form or other.form,
        other.first if other.first in UPDATES else shape.first,
    )


def first_word(text: str) -> tuple[str, int]:
    """The first word after the prologue, and its place; without one, nothing and the place of a bracket."""
    place: int | None = None
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "words" and token.group().upper() not in _PROLOGUE:
            return token.group(), token.start()
        if token.lastgroup in ("open", "close") and place is None:
            place = token.start()
    return "", place if place is not None else len(text) - len(text.lstrip())


def names(text: str) -> Iterator[tuple[str, int]]:
    """Every name with a prefix, and where it stands."""
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "name" and token.group()[0] not in "?$_":
            yield token.group(), token.start()


def declared(text: str) -> frozenset[str]:
    """The prefixes that a text declares itself; a declaration that is commented out is none."""
    found: set[str] = set()
    after = False
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "skip":
            continue
        if after and token.lastgroup == "name":
            found.add(token.group().partition(":")[0])
        after = token.lastgroup == "words" and token.group().upper() == "PREFIX"
    return frozenset(found)


def bare_words(text: str, *, quoted: bool = False) -> Iterator[tuple[str, int]]:
    """Every word without a prefix, and where it stands; language tags and exponents are none.

    With `quoted`, also a text in quotation marks that is never closed, from its first mark on.
    """
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "words":
            word, before = token.group(), text[token.start() - 1 : token.start()]
            if quoted if word[0] in "\"'" else not (before == "@" or before.isalnum()):
                yield word, token.start()


def unescape(text: str) -> str:
    """The text with its code point escapes (section 19.2) put into effect."""
    return _ESCAPE.sub(lambda escape: chr(int(escape[1] or escape[2], 16)), text)


def _look(text: str) -> QueryShape:
    keywords: set[str] = set()
    form: str | None = None
    first = ""
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
            first = first or next((word for word in words if word not in _PROLOGUE), "")
    return QueryShape(frozenset(keywords), deepest, form, first)


def check(text: str, limits: Limits) -> QueryShape:
    """Return the query's shape.

    Raises:
        QueryTooLongError: the text is too long.
        QueryRefusedError: it nests too deeply, calls other services, or is an update.
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
    if shape.first in UPDATES:
        raise QueryRefusedError("This endpoint is read-only: updates are refused.")
    if "SERVICE" in shape.keywords:
        raise QueryRefusedError("SERVICE is refused: this endpoint makes no outgoing calls.")
    return shape
