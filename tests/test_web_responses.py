"""Answers with bytes: ETag, 304, Vary, Link, and redirects."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import Response

from stafett.web.links import Alternate
from stafett.web.responses import json_body, respond, see_other

pytest_plugins = ("web_fixtures",)

BUILT = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


def asked(query: str = "", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "path": "/x",
        "query_string": query.encode(),
        "headers": raw,
        "server": ("h", 80),
    }
    return Request({**scope, "scheme": "http"})


def since(when: str, **headers: str) -> int:
    request = asked(if_modified_since=when, **headers)
    return respond(request, b"x", "text/plain", modified=BUILT).status_code


@pytest.mark.parametrize(
    "path", ["/def/Person.ttl", "/def/Person.html", "/catalog/datasets", "/static/stafett.css"]
)
def test_etag_and_304(client: TestClient, path: str) -> None:
    first = client.get(path)
    etag = first.headers["etag"]
    assert etag.startswith('"')
    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        again = client.get(path, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_each_representation_has_its_own_etag(client: TestClient) -> None:
    paths = ["/def/Person.ttl", "/def/Person.nt", "/def/Person.html", "/def/Person.html?lang=nn"]
    assert len({client.get(path).headers["etag"] for path in paths}) == len(paths)


@pytest.mark.parametrize(
    ("when", "status"),
    [
        ("Sun, 22 Nov 2026 12:00:00 GMT", 304),
        ("Sun, 22 Nov 2026 12:00:01 GMT", 304),
        ("Sun, 22 Nov 2026 11:59:59 GMT", 200),
        ("Sun, 22 Nov 2026 12:00:00 -0000", 200),
        ("2026-11-22T12:00:00Z", 200),
        ("", 200),
    ],
)
def test_a_date_is_compared_to_the_second_and_an_odd_one_passed_over(when: str, status: int) -> None:
    assert since(when) == status


def test_a_tag_decides_where_both_are_sent() -> None:
    assert since("Sun, 22 Nov 2026 12:00:00 GMT", if_none_match='"other"') == 200


def test_what_is_no_success_has_no_tag_and_is_never_304() -> None:
    answer = respond(asked(if_none_match="*"), b"x", "text/html", status=404, modified=BUILT)
    assert answer.status_code == 404
    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers


def test_304_says_what_200_would_have_said_but_for_the_body() -> None:
    def answer(**headers: str) -> Response:
        return respond(
            asked(**headers),
            b"x",
            "text/turtle",
            alternates=(Alternate("/x.nt", "application/n-triples", "N-Triples"),),
            iri="https://example.org/å",
            language="nn",
            modified=BUILT,
        )

    whole, again = answer(), answer(if_none_match="*")
    kept = {
        name: value for name, value in whole.headers.items() if name not in ("content-type", "content-length")
    }
    assert again.body == b""
    assert {**again.headers} == kept
    assert kept["content-language"] == "nn"
    assert kept["vary"] == "Accept, Accept-Language"
    assert kept["link"] == (
        '</x.nt>; rel="alternate"; type="application/n-triples", '
        '<https://example.org/%C3%A5>; rel="describes"'
    )


def test_a_file_to_keep_has_its_name() -> None:
    answer = respond(asked(), b"x", "text/csv", filename="a.csv", cache="no-store")
    assert answer.headers["content-disposition"] == 'attachment; filename="a.csv"'
    assert answer.headers["cache-control"] == "no-store"


def test_the_query_goes_along_with_a_redirect() -> None:
    assert see_other("/x.html", asked("lang=nn&a=b")).headers["location"] == "/x.html?lang=nn&a=b"
    bare = see_other("/x.html", asked())
    assert (bare.status_code, bare.headers["location"]) == (303, "/x.html")
    assert "Accept" in bare.headers["vary"]


def test_json_keeps_letters_as_they_are() -> None:
    assert json_body({"navn": "Østfold"}) == '{"navn": "Østfold"}'.encode()
