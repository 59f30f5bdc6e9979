"""The words of SPARQL 1.1, and words in a query that look like one of them but are not."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from stafett.store.guard import bare_words

_ALL: Final = """
A ABS ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT DATATYPE DAY
DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT HAVING HOURS
IF IN IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE LIMIT MAX MD5 MIN MINUS MINUTES
MONTH NAMED NOT NOW OFFSET OPTIONAL ORDER PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS
SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN
STRSTARTS STRUUID SUBSTR SUM TIMEZONE TRUE TZ UCASE UNDEF UNION URI UUID VALUES WHERE YEAR
"""
KEYWORDS: Final = frozenset(_ALL.split())
"""Every word a query can hold (SPARQL 1.1 Query Language, section 19.8)."""
_LIKE: Final = 0.7
"""How like a word must be to be taken for a slip: WHER and OPTINAL are, a name of one's own is not."""


def misspelt(text: str, until: int) -> tuple[str, int, str] | None:
    """The first word before a place that is none of SPARQL's: itself, where it stands, and what is meant.

    None where every word is known, or the unknown one is like none of them.
    """
    for word, place in bare_words(text):
        if place > until:
            return None
        if word.upper() not in KEYWORDS:
            near = get_close_matches(word.upper(), sorted(KEYWORDS), 1, _LIKE)
            return (word, place, near[0]) if near else None
    return None


def unclosed(text: str) -> int | None:
    """Where a text in quotation marks begins that is never closed; None where there is none."""
    return next((place for word, place in bare_words(text, quoted=True) if word[0] in "\"'"), None)
