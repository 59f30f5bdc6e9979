"""Content negotiation (RFC 9110 section 12.5): which media type or language a client wants.

None of our dependencies parses `Accept` with quality values, so this does, and nothing more: parameters
other than `q` do not take part in the choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

HTML: Final = "text/html"
PROBLEM: Final = "application/problem+json"
ATOM: Final = "application/atom+xml"


@dataclass(frozen=True)
class Format:
    """One way to write a document: the suffix of its address, its media type and its name for people."""

    suffix: str
    media_type: str
    name: str


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        f.suffix: f
        for f in (
            Format("html", HTML, "HTML"),
            Format("ttl", "text/turtle", "Turtle"),
            Format("jsonld", "application/ld+json", "JSON-LD"),
            Format("rdf", "application/rdf+xml", "RDF/XML"),
            Format("nt", "application/n-triples", "N-Triples"),
            Format("csv", "text/csv", "CSV"),
            Format("json", "application/json", "JSON"),
        )
    }
)
"""Suffix to format, in the order we prefer them when a client does not care."""

RDF_SUFFIXES: Final = ("ttl", "jsonld", "rdf", "nt")

_ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "application/json": "application/sparql-results+json",
        "application/xml": "application/sparql-results+xml",
        "text/xml": "application/sparql-results+xml",
        "application/x-turtle": "text/turtle",
        "application/turtle": "text/turtle",
    }
)
"""Other names that clients use for formats we have. A format is never answered under its other name."""

_WITH_CHARSET: Final = frozenset({"application/n-triples", "application/json", "application/schema+json"})


def split_suffix(name: str) -> tuple[str, str | None]:
    """Cut a known suffix off the last part of an address: `Person.ttl` gives `("Person", "ttl")`.

    Codes may hold dots and dashes, so nothing but the suffixes of FORMATS is cut.
    """
    stem, dot, suffix = name.rpartition(".")
    if dot and stem and suffix in FORMATS:
        return stem, suffix
    return name, None


def content_type(media_type: str) -> str:
    """The media type as the Content-Type header gives it: with a charset where the type takes one."""
    if media_type.startswith("text/") or media_type in _WITH_CHARSET:
        return f"{media_type}; charset=utf-8"
    return media_type


def parse_quality(header: str) -> list[tuple[str, float]]:
    """Read a header with quality values: lower-case values with their q, unreadable parts left out."""
    found: list[tuple[str, float]] = []
    for part in header.split(","):
        value, *parameters = (piece.strip() for piece in part.split(";"))
        if not value:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, text = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = _quality(text.strip())
        if quality >= 0:
            found.append((value.lower(), quality))
    return found


def _quality(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return -1.0
    return value if 0 <= value <= 1 else -1.0


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """The media type of `offered` that the client likes best, or None where it accepts none of them.

    Args:
        accept: the Accept header; None or empty means that anything will do.
        offered: media types, ours to prefer first; ties are settled by this order.
    """
    if accept is None or not accept.strip():
        return offered[0]
    if len(accept) > _LONG:
        return _choose(accept, tuple(offered))
    return _choose_again(accept, tuple(offered))


def _choose(accept: str, offered: tuple[str, ...]) -> str | None:
    ranges = parse_quality(accept)
    best: str | None = None
    best_quality = 0.0
    for media_type in offered:
        quality = _quality_of(media_type, ranges)
        if quality > best_quality:
            best, best_quality = media_type, quality
    return best


_LONG: Final = 300
"""Characters of an Accept header that is no longer remembered."""
_choose_again = lru_cache(maxsize=1024)(_choose)
"""Clients send the same few headers again and again."""


def _quality_of(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Quality of the most specific range that fits: exact, then other name, then type/*, then */*."""
    family = media_type.split("/", 1)[0] + "/*"
    found: dict[int, float] = {}
    for value, quality in ranges:
        if value == media_type:
            rank = 3
        elif _ALIASES.get(value) == media_type:
            rank = 2
        elif value == family:
            rank = 1
        elif value == "*/*":
            rank = 0
        else:
            continue
        found[rank] = max(found.get(rank, 0.0), quality)
    return found[max(found)] if found else 0.0


def wants_html(accept: str | None) -> bool:
    """True for a browser: it names HTML, and likes it better than a machine-readable error report."""
    return choose(accept, (PROBLEM, HTML)) == HTML
