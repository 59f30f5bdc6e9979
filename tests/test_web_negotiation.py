"""Choosing a media type and a suffix."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stafett.web.negotiation import choose, content_type, parse_quality, split_suffix, wants_html

HTML, TTL, RDF, JSON = "text/html", "text/turtle", "application/rdf+xml", "application/ld+json"
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
RDFLIB = "application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5, */*;q=0.1"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, HTML),
        ("", HTML),
        ("*/*", HTML),
        (CHROME, HTML),
        (RDFLIB, RDF),
        ("text/turtle", TTL),
        ("TEXT/Turtle", TTL),
        ("text/turtle;charset=utf-8", TTL),
        ("text/*", HTML),
        ("text/*, text/html;q=0", TTL),
        ("text/html;q=0.1, text/turtle;q=0.9", TTL),
        ("text/turtle;q=0.5, application/ld+json", JSON),
        ('application/ld+json;profile="http://x/y";q=0.7, text/turtle;q=0.6', JSON),
        ("text/turtle;q=0", None),
        ("image/png", None),
        ("text/turtle;q=abc", None),
        ("text/turtle;q=7", None),
        ("application/x-turtle", TTL),
        (",;,", None),
    ],
)
def test_the_best_of_what_is_offered(accept: str | None, expected: str | None) -> None:
    assert choose(accept, (HTML, TTL, RDF, JSON)) == expected


def test_equal_wishes_are_settled_by_our_order() -> None:
    assert choose("text/turtle, application/rdf+xml", (RDF, TTL)) == RDF


@given(st.text(max_size=80))
def test_no_header_breaks_it(header: str) -> None:
    assert choose(header, (HTML, TTL)) in (HTML, TTL, None)
    assert all(0 <= quality <= 1 for _, quality in parse_quality(header))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Person", ("Person", None)),
        ("Person.ttl", ("Person", "ttl")),
        ("HSHEA2----", ("HSHEA2----", None)),
        ("HSHEA2----.jsonld", ("HSHEA2----", "jsonld")),
        ("-.nt", ("-", "nt")),
        ("1.5", ("1.5", None)),
        (".ttl", (".ttl", None)),
        ("a.exe", ("a.exe", None)),
    ],
)
def test_only_known_suffixes_are_cut(name: str, expected: tuple[str, str | None]) -> None:
    assert split_suffix(name) == expected


def test_text_has_a_charset() -> None:
    assert content_type("text/turtle") == "text/turtle; charset=utf-8"
    assert content_type("application/rdf+xml") == "application/rdf+xml"


def test_only_a_browser_wants_html() -> None:
    assert wants_html(CHROME)
    assert not wants_html(None)
    assert not wants_html("*/*")
    assert not wants_html("application/json")
