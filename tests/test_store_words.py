"""Words that are none of SPARQL's."""

from __future__ import annotations

import pytest

from stafett.sources import Sources
from stafett.store.words import KEYWORDS, misspelt, unclosed


def test_the_examples_hold_no_word_that_is_not_known(sources: Sources) -> None:
    for query in sources.queries:
        text = str(query["query"])
        assert misspelt(text, len(text)) is None, query["id"]
        assert unclosed(text) is None, query["id"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ASK { FILTR(?s) }", ("FILTR", 6, "FILTER")),
        ("ASK { } Grup BY ?s", ("Grup", 8, "GROUP")),
        ("ASK { ?s a 'x'@nn , 1e5 }", None),
        ("ASK { # whre\n <whre> 'whre' a:whre ?whre }", None),
        ("ASK { hello }", None),
        ("ASK { ?s ?p ?o } WHER", None),
    ],
)
def test_a_word_like_one_of_sparqls_is_a_slip(text: str, found: tuple[str, int, str] | None) -> None:
    assert misspelt(text, 12) == found


def test_a_text_that_is_closed_is_none_that_is_not() -> None:
    assert unclosed("""ASK { ?s ?p 'it' , "a 'quoted' word" , \'\'\'long\'\'\' }""") is None
    assert unclosed("ASK { ?s ?p 'it") == 12


def test_the_forms_are_words() -> None:
    assert {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"} <= KEYWORDS
