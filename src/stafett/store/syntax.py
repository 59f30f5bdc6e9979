"""Why a text is no SPARQL query, in one plain sentence with its place.

The engine's parser says what it could have read where it got no further: a hundred ranges of letters where a
prefix is unknown, and a place that lies past a wrong word by the length of the word it wanted. This puts its
finding into words, and falls back on the parser's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from stafett.store.errors import QuerySyntaxError
from stafett.store.guard import FORMS, first_word, names
from stafett.store.words import misspelt, unclosed

_PLACE: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_QUOTED: Final = re.compile(r'"[^"]*"')
_KEYWORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]+")
_RANGES: Final = re.compile(r"\[(?!_\])[^\]]*\]")
_DECLARED: Final = re.compile(r"\bPREFIX\s+([^\s:<]*):", re.IGNORECASE)
_NO_COLON: Final = re.compile(r"\bPREFIX\s+([\w.-]+)\s*<", re.IGNORECASE)
_NEXT: Final = re.compile(r"\S+")
_MOST: Final = 6
"""Expected words and signs that are named; more would be no help."""
_SHOWN: Final = 40
_NOT_HERE: Final = frozenset({"LATERAL", "SERVICE"})
"""Words that the parser knows, and this endpoint does not."""
_OF_RDF_STAR: Final = frozenset({"{|", "~"})
_COUNTED: Final = re.compile(
    r"\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?((?:COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT)\s*\()",
    re.IGNORECASE,
)
"""A frequent slip: what is counted, without the brackets that give it a name."""


def explain(text: str, message: str, prefixes: Iterable[str]) -> QuerySyntaxError:
    """Say what is wrong with a query.

    Args:
        text: the query.
        message: what the engine's parser said.
        prefixes: those that need not be declared.
    """
    if not text.strip():
        return QuerySyntaxError("The query is empty.", {}, 1, 1)
    found = _PLACE.search(message)
    if found is None:
        return QuerySyntaxError.raw(message)
    line, column, expected = int(found[1]), int(found[2]), found[3]
    if "IRI parsing failed" in expected:
        return QuerySyntaxError(
            "Line %(line)s: what stands between < and > is no IRI; it may hold no space and none of "
            '" { } | ^ `.',
            {},
            line,
        )
    if "variable that is unbound" in expected:
        return QuerySyntaxError(
            "SELECT names a variable that has no value there: with GROUP BY, only what it names and what is "
            "counted or summed can be selected.",
            {},
            line,
        )
    reached = _offset(text, line, column)
    bare = _NO_COLON.search(text)
    if bare is not None and bare.end() <= reached + len("CONSTRUCT"):
        return QuerySyntaxError(
            "Line %(line)s, column %(column)s: a prefix is declared with a colon, as PREFIX %(prefix)s: and "
            "its address between < and >.",
            {"prefix": bare[1]},
            *_line_and_column(text, bare.start(1)),
        )
    word, place = first_word(text)
    if word.upper() not in FORMS and not _QUOTED.search(expected):
        return _no_form(text, word, place)
    slip = _slip(text, reached) or _unknown_prefix(text, prefixes, reached)
    if slip is not None:
        return slip
    if "Prefix not found" in expected:  # in a way of writing it that our look does not see
        return QuerySyntaxError.raw(message)
    return _unexpected(text, line, column, expected)


def _slip(text: str, until: int) -> QuerySyntaxError | None:
    """A mistake that is often made, where it stands before the place that the parser reached."""
    place = unclosed(text)
    if place is not None:
        return QuerySyntaxError(
            "Line %(line)s, column %(column)s: the text that begins here is never closed.",
            {},
            *_line_and_column(text, place),
        )
    counted = _COUNTED.search(text)
    if counted is not None and counted.start(1) <= until:
        return QuerySyntaxError(
            "Line %(line)s, column %(column)s: what is counted or summed stands in brackets with a name, as "
            "(COUNT(?x) AS ?number).",
            {},
            *_line_and_column(text, counted.start(1)),
        )
    wrong = misspelt(text, until)
    if wrong is not None:
        return QuerySyntaxError(
            "Line %(line)s, column %(column)s: «%(word)s» is no word of SPARQL. Did you mean %(near)s?",
            {"word": wrong[0][:_SHOWN], "near": wrong[2]},
            *_line_and_column(text, wrong[1]),
        )
    return None


def _unknown_prefix(text: str, prefixes: Iterable[str], until: int) -> QuerySyntaxError | None:
    """The first prefix that nobody has declared, where it stands before the place that the parser reached."""
    known = {*prefixes, *_DECLARED.findall(text)}
    for name, place in names(text):
        prefix = name.partition(":")[0]
        if prefix not in known and place <= until:
            return QuerySyntaxError(
                "Line %(line)s, column %(column)s: the prefix «%(prefix)s:» is not declared. Begin the query "
                "with PREFIX %(prefix)s: and its address between < and >.",
                {"prefix": prefix},
                *_line_and_column(text, place),
            )
    return None


def _no_form(text: str, word: str, place: int) -> QuerySyntaxError:
    shown = word[:_SHOWN] or text[place : place + 1]
    near = get_close_matches(word.upper(), sorted(FORMS), 1)
    if near:
        return QuerySyntaxError(
            "Line %(line)s, column %(column)s: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not "
            "with «%(word)s». Did you mean %(near)s?",
            {"word": shown, "near": near[0]},
            *_line_and_column(text, place),
        )
    return QuerySyntaxError(
        "Line %(line)s, column %(column)s: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with "
        "«%(word)s».",
        {"word": shown},
        *_line_and_column(text, place),
    )


def _unexpected(text: str, line: int, column: int, expected: str) -> QuerySyntaxError:
    quoted = (sign.strip('"') for sign in _QUOTED.findall(expected))
    signs = [sign for sign in quoted if sign not in _OF_RDF_STAR]
    rest = _RANGES.sub("", _QUOTED.sub("", expected))
    words = [word for word in _KEYWORD.findall(rest) if word.upper() == word and word not in _NOT_HERE]
    sure = bool(signs or _RANGES.search(expected))
    if words and not sure:
        # The parser compares as many letters as the word has, and then names the place after them.
        column = max(1, column - min(map(len, words)))
    wanted = " ".join((signs + words)[:_MOST])
    at = _offset(text, line, column)
    here = _NEXT.match(text, at) or _NEXT.search(text, at)
    if not wanted:
        # All that can follow is of a kind the parser has no name for; its place lies past what it has read.
        return QuerySyntaxError(
            "Something is missing in the query before line %(line)s, column %(column)s.",
            {},
            line,
            column,
        )
    if here is None:
        return QuerySyntaxError(
            "The query ends too early. Among what can follow: %(expected)s",
            {"expected": wanted},
            line,
            column,
        )
    values = {"found": here.group()[:_SHOWN], "expected": wanted}
    if sure:
        return QuerySyntaxError(
            "Line %(line)s, column %(column)s: «%(found)s» cannot stand there. Among what can: %(expected)s",
            values,
            line,
            column,
        )
    return QuerySyntaxError(
        "Near line %(line)s, column %(column)s, at «%(found)s», the query cannot be read on. Among what can "
        "follow: %(expected)s",
        values,
        line,
        column,
    )


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(before) + 1 for before in text.split("\n")[: line - 1]) + column - 1


def _line_and_column(text: str, place: int) -> tuple[int, int]:
    before = text[:place]
    return before.count("\n") + 1, place - (before.rfind("\n") + 1) + 1
