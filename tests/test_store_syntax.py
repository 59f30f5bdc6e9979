"""What is wrong with a query, in a sentence: with the parser that we have, so that a new one is noticed."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stafett.store.errors import QuerySyntaxError
from stafett.store.syntax import explain

WORDS = "SELECT ASK ?s a:b skos:c { } <urn:x> 'y' . ; # : _:b % PREFIX"
PIECES = (*WORDS.split(" "), '"', "\n", "\\u0041")
PREFIXES = {"skos": "http://www.w3.org/2004/02/skos/core#"}


def fault_of(text: str) -> QuerySyntaxError | None:
    try:
        ox.Store().query(text, prefixes=PREFIXES)
    except SyntaxError as fault:
        return explain(text, str(fault), PREFIXES)
    return None


@pytest.mark.parametrize(
    ("text", "said", "place"),
    [
        ("SELECT ?s { ?s foo:bar ?o }", "the prefix «foo:» is not declared", (1, 16)),
        ("ASK {\n ?s a skos:Concept, foo:B }", "the prefix «foo:» is not declared", (2, 21)),
        ("PREFIX a: <urn:a> ASK { a:x a:y 'foo:bar', b:z }", "the prefix «b:»", (1, 44)),
        ("ASK { ?s :x ?o }", "the prefix «:» is not declared", (1, 10)),
        ("SELEC ?s { ?s ?p ?o }", "not with «SELEC». Did you mean SELECT?", (1, 1)),
        ("PREFIX a: <urn:a>\n selekt ?s {}", "not with «selekt». Did you mean SELECT?", (2, 2)),
        ("hello", "DESCRIBE, not with «hello».", (1, 1)),
        ("{ ?s ?p ?o }", "DESCRIBE, not with «{».", (1, 1)),
        ("SELECT ?s WHERE ?s ?p ?o }", "«?s» cannot stand there. Among what can: {", (1, 17)),
        ("SELECT ?s WHER { ?s ?p ?o }", "«WHER» is no word of SPARQL. Did you mean WHERE?", (1, 11)),
        ("SELECT * WHER { ?s ?p ?o }", "«WHER» is no word of SPARQL. Did you mean WHERE?", (1, 10)),
        ("ASK {\n OPTINAL { ?s ?p ?o } }", "Did you mean OPTIONAL?", (2, 2)),
        ("ASK { ?s ?p 'a'@en FILTR(?s) }", "«FILTR» is no word of SPARQL", (1, 20)),
        ("ASK { ?s ?p ?o } hello", "at «hello», the query cannot be read on", (1, 18)),
        ("SELECT COUNT(?s) { ?s ?p ?o }", "stands in brackets with a name", (1, 8)),
        ("SELECT ?s { ?s ?p }", "Something is missing in the query before line 1, column 20", (1, 20)),
        ("ASK { ?s ?p ?o } LIMIT ten", "«ten» cannot stand there", (1, 24)),
        ("ASK { ?s ?p ?o ", "The query ends too early. Among what can follow: ,", (1, 16)),
        ("ASK { ?s ?p 'x }", "the text that begins here is never closed", (1, 13)),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", "SELECT names a variable that has no value", (1, None)),
        ("ASK { ?s <a b> ?o }", "between < and > is no IRI", (1, None)),
        ("PREFIX a <urn:a> ASK {}", "declared with a colon, as PREFIX a: and", (1, 8)),
        ("  \n ", "The query is empty.", (1, 1)),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str, place: tuple[int, int | None]) -> None:
    fault = fault_of(text)
    assert fault is not None
    assert said in str(fault)
    assert (fault.line, fault.column) == place


def test_words_that_are_not_known_are_passed_on() -> None:
    fault = explain("ASK { ?s ?p ?o }", "something else at 3:4", PREFIXES)
    assert (str(fault), fault.line, fault.column) == (
        "This is not a SPARQL 1.1 query: something else at 3:4",
        3,
        4,
    )


@given(st.lists(st.sampled_from(PIECES)))
def test_anything_is_explained_in_one_line(pieces: list[str]) -> None:
    fault = fault_of(" ".join(pieces))
    if fault is not None:
        assert str(fault).strip()
        assert "\\u{" not in str(fault)
