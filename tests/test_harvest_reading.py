"""Reading a document as data.norge.no does: everything that stops or bends it, each with its sentence."""

from __future__ import annotations

import pytest

from harvest_fixtures import GOOD, PREFIXES
from stafett.harvest import reading
from stafett.harvest.reading import Reading, guess_media_type, is_writable, read_document


def _codes(found: Reading) -> list[str]:
    return [f.code for f in found.findings]


def test_a_good_document_is_read_without_a_word() -> None:
    found = read_document(GOOD.encode(), "text/turtle; charset=utf-8")
    assert found.findings == ()
    assert found.graph is not None
    assert found.graph.size == 13


@pytest.mark.parametrize(
    ("content", "media_type", "code", "detail"),
    [
        (b"\n<https://x/a> ;", "text/turtle", "H5.1", (2, 15)),
        (b"<!doctype html><html>", "text/turtle", "H5.1", "HTML"),
        (b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<a></b>", "application/rdf+xml",
         "H5.1", (2, 6)),
        (b"x", "text/csv", "H1.4", "text/csv"),
        (b"{}", "application/rdf+json", "H5.8", "application/rdf+json"),
        ("# æ\n".encode("latin-1"), "text/turtle", "H2.2", (1, 0)),
        (b'{"@context": "https://x/context", "@id": "https://x/a"}', "application/ld+json", "H5.6", ""),
        (b'<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>',
         "application/rdf+xml", "H5.5", (2, 0)),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_and_where(
    content: bytes, media_type: str, code: str, detail: str | tuple[int, int]
) -> None:
    found = read_document(content, media_type)
    assert found.graph is None
    [finding] = found.findings
    assert finding.code == code
    if isinstance(detail, str):
        assert detail in finding.detail
    else:
        assert (finding.line, finding.column) == detail


def test_the_words_of_the_parser_are_marked_as_such() -> None:
    [finding] = read_document(b"<https://x/a> ;", "text/turtle").findings
    assert finding.quoted
    assert "line" not in finding.detail


def test_a_document_of_more_than_75_mebibytes_is_refused_before_it_is_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "LIMIT", 100)
    assert _codes(read_document(b"#" * 101, "text/turtle")) == ["H3.1"]
    assert _codes(read_document(b"#" * 100, "text/turtle")) == []


def test_relative_addresses_become_what_the_harvester_makes_of_them() -> None:
    found = read_document(b"<data/1> <https://x/p> <#here> .", "text/turtle")
    assert [(f.code, f.subject, f.detail) for f in found.findings] == [
        ("H5.3", "http://example.com/data/1", "<data/1>"),
        ("H5.3", "http://example.com/#here", "<#here>"),
    ]
    assert found.graph is not None
    assert "<http://example.com/data/1>" in {str(node) for node in found.graph.by_subject}


@pytest.mark.parametrize(
    ("iri", "writable"),
    [
        ("http://purl.org/dc/terms/title", True),
        ("https://x/prop#1a", True),
        ("https://x/prop/123", False),
        ("https://x/prop/", False),
        ("https://x/p%20", False),
        ("https://x/ærlig", True),
    ],
)
def test_a_property_must_end_in_an_xml_name(iri: str, writable: bool) -> None:
    assert is_writable(iri) is writable
    found = read_document(f"<https://x/a> <{iri}> 1 .".encode(), "text/turtle")
    assert _codes(found) == ([] if writable else ["H5.2"])


def test_a_control_character_cannot_be_written_as_xml() -> None:
    [finding] = read_document(rb'<https://x/a> <https://x/p> "a\u0001b" .', "text/turtle").findings
    assert (finding.code, finding.subject) == ("H5.4", "https://x/a")
    assert "U+0001" in finding.detail


def test_named_graphs_are_lost() -> None:
    content = b"<https://x/a> <https://x/p> 1 . <https://x/g> { <https://x/b> <https://x/p> 2 . }"
    found = read_document(content, "application/trig")
    assert _codes(found) == ["H5.7"]
    assert found.graph is not None
    assert found.graph.size == 1


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("k.ttl", b"{}", "text/turtle"),
        ("k", b' {"@id"', "application/ld+json"),
        ("k.txt", b"<?xml", "application/rdf+xml"),
        ("k", b"@prefix", "text/turtle"),
    ],
)
def test_the_format_is_guessed_by_name_and_else_by_content(
    name: str, content: bytes, media_type: str
) -> None:
    assert guess_media_type(name, content) == media_type


def test_prefixes_alone_are_no_document() -> None:
    found = read_document(PREFIXES.encode(), "text/turtle")
    assert found.graph is not None
    assert found.graph.size == 0
