"""One policy for everything that has an identifier."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request

from stafett.web.links import Resource
from stafett.web.problems import Problem
from stafett.web.resources import built_file, not_found, rdf_document, redirect
from stafett.web.room import Room

pytest_plugins = ("web_fixtures",)

THING = Resource("/x/a", "https://example.org/x/a", ("html", "ttl", "nt"))


def asked(accept: str | None = None, query: str = "") -> Request:
    headers = [] if accept is None else [(b"accept", accept.encode())]
    scope = {"type": "http", "path": "/x/a", "query_string": query.encode(), "headers": headers}
    return Request({**scope, "scheme": "http", "server": ("testserver", 80)})


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, "html"),
        ("*/*", "html"),
        ("text/turtle", "ttl"),
        ("text/html;q=0.1, application/n-triples", "nt"),
    ],
)
def test_an_identifier_leads_to_what_is_liked_best(accept: str | None, suffix: str) -> None:
    answer = redirect(asked(accept, "lang=en"), THING)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/x/a.{suffix}?lang=en")


def test_a_format_that_a_thing_has_not_is_not_offered() -> None:
    with pytest.raises(Problem) as refused:
        redirect(asked("application/rdf+xml"), THING)
    assert refused.value.status == 406
    assert [other.href for other in refused.value.alternates] == ["/x/a.html", "/x/a.ttl", "/x/a.nt"]
    assert refused.value.detail == "This is available as text/html, text/turtle, application/n-triples."


def test_what_fits_no_wish_is_406_and_names_what_there_is(client: TestClient) -> None:
    for path in ("/def/Person", "/catalog/datasets", "/code/vigo-fullfortkode", "/def"):
        answer = client.get(path, headers={"accept": "image/png"})
        assert answer.status_code == 406
        assert "text/turtle" in [other["type"] for other in answer.json()["alternates"]]


def test_nothing_is_404_and_never_an_empty_document(room: Room) -> None:
    with pytest.raises(Problem) as missing:
        rdf_document(asked(), room, THING, "ttl", list)
    assert missing.value.status == 404
    assert "<https://example.org/x/a>" in missing.value.in_language("nn")


def test_a_document_has_its_type_and_its_neighbours(room: Room) -> None:
    said = ox.Triple(ox.NamedNode(THING.iri), ox.NamedNode("urn:p"), ox.Literal("æ"))
    answer = rdf_document(asked(), room, THING, "nt", lambda: [said, said])
    assert bytes(answer.body).decode() == '<https://example.org/x/a> <urn:p> "æ" .\n'
    assert answer.headers["content-type"] == "application/n-triples; charset=utf-8"
    assert '</x/a.ttl>; rel="alternate"' in answer.headers["link"]
    assert '<https://example.org/x/a>; rel="describes"' in answer.headers["link"]


def test_a_built_file_goes_out_as_it_is_with_its_day(room: Room) -> None:
    path = "codes/vigo-fullfortkode.csv"
    answer = built_file(asked(), room, path)
    assert answer.body == room.files.read(path)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["last-modified"].endswith(" GMT")


def test_what_an_address_said_stands_in_the_refusal() -> None:
    problem = not_found("There is no catalogue «%(name)s».", name="100 %s")
    assert problem.detail == "There is no catalogue «100 %s»."
    assert problem.in_language("nn") != problem.detail
