"""What a query can be completed with."""

from __future__ import annotations

import asyncio

import pyoxigraph as ox

from model_fixtures import model
from stafett.limits import Limits
from stafett.store.embedded import EmbeddedEngine
from stafett.web.pagedata import ModelPages
from stafett.web.vocabulary import Usage, count_usage, vocabulary_of
from web_graphs import BASE

TURTLE = """
@prefix : <urn:x:> .
:a a :C ; :p 1, 2 . :b a :C ; :q 3 . :c a :D .
"""


def engine(turtle: str, limits: Limits | None = None) -> EmbeddedEngine:
    store = ox.Store()
    store.extend(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    return EmbeddedEngine(store, limits=limits)


def test_usage_is_counted_by_class_and_property() -> None:
    usage = asyncio.run(count_usage(engine(TURTLE)))
    assert usage is not None
    assert usage["urn:x:C"].count == 2
    assert usage["urn:x:C"].properties["urn:x:p"] == 2
    assert usage["urn:x:D"].count == 1


def test_what_cannot_be_counted_within_the_limits_stays_unknown() -> None:
    assert asyncio.run(count_usage(engine(TURTLE, Limits(rows=1)))) is None
    assert asyncio.run(count_usage(engine(TURTLE, Limits(length=100)))) is None


def pages() -> ModelPages:
    found: ModelPages = model()  # type: ignore[assignment]  # the fixture's plain dicts
    return found


def test_the_model_gives_labels_and_the_properties_of_a_class() -> None:
    found = vocabulary_of(pages(), None)
    assert not found.counted
    person = next(term for term in found.classes if term.iri == f"{BASE}/def/Person")
    assert person.count is None
    assert person.label["nn"] == "Person"
    assert person.properties == (
        f"{BASE}/def/pseudonym",
        f"{BASE}/def/role",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
    )


def test_the_data_add_their_own_and_the_most_used_come_first() -> None:
    usage = {
        "urn:x:C": Usage(5, {"urn:x:q": 9}),
        f"{BASE}/def/Person": Usage(2, {"urn:x:p": 2, "urn:x:q": 4}),
    }
    found = vocabulary_of(pages(), usage)
    assert [term.iri for term in found.classes[:2]] == ["urn:x:C", f"{BASE}/def/Person"]
    assert found.classes[1].properties[-2:] == ("urn:x:q", "urn:x:p")
    assert [(term.iri, term.count) for term in found.properties[:2]] == [("urn:x:q", 13), ("urn:x:p", 2)]
    shown = found.as_dict({}, "en")
    assert shown["classes"][0] == {"iri": "urn:x:C", "label": "", "count": 5, "properties": ["urn:x:q"]}
