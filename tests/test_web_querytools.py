"""What the query page asks for beside queries, and what its snippets do."""

from __future__ import annotations

import html
import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from stage import serving

from stafett.web.app import create_app
from stafett.web.headers import CONTENT_SECURITY_POLICY

pytest_plugins = ("web_fixtures",)

BROWSER = {"accept": "text/html"}
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def results(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"head": {"vars": ["c", "n"]}, "results": {"bindings": list(rows)}}


def row(name: str, number: str) -> dict[str, Any]:
    return {
        "c": {"type": "literal", "value": name},
        "n": {"type": "literal", "value": number, "datatype": INTEGER},
    }


def test_metadata_in_the_readers_language(client: TestClient) -> None:
    answer = client.get("/sparql/metadata.json?lang=nb")
    assert answer.headers["content-type"].startswith("application/json")
    found = answer.json()
    assert found["counted"] is True
    assert found["prefixes"]["stafett"] == "https://w3id.org/stafett/def/"
    agent = next(term for term in found["classes"] if term["iri"].endswith("/def/Agent"))
    assert agent["label"] == "Aktør"
    again = client.get("/sparql/metadata.json?lang=nb", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_rows_become_a_chart(client: TestClient) -> None:
    answer = client.post("/sparql/chart.svg?lang=en", json=results(row("a", "1"), row("b", "2")))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "n by c</title>" in answer.text


def test_a_chart_of_some_rows_says_so(client: TestClient) -> None:
    rows = [row(f"r{i}", str(i)) for i in range(70)]
    answer = client.post("/sparql/chart.svg?lang=nn", json=results(*rows))
    assert "dei første 60 av 70 rader" in answer.text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"\xff", 400),
        (b"[]", 400),
        (b'{"head": {"vars": 1}, "results": {"bindings": []}}', 400),
        (b'{"head": {"vars": ["a"]}, "results": {"bindings": [1]}}', 400),
        (b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": 1}]}}', 400),
        (b"[" * 100_000, 400),
        (b'{"head": {"vars": ["a"]}, "results": {"bindings": []}}', 422),
        (b" " * 1_100_000, 413),
    ],
)
def test_bodies_that_cannot_be_drawn(client: TestClient, body: bytes, status: int) -> None:
    answer = client.post("/sparql/chart.svg", content=body)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_only_the_query_page_has_the_wider_policy(client: TestClient) -> None:
    assert client.get("/model", headers=BROWSER).headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    page = client.get("/sparql", headers=BROWSER)
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    # Without YASGUI's files the page is a plain one and needs no exception.
    assert ("style-src-attr 'unsafe-inline'" in policy) == ("vendor/yasgui.js" in page.text)


def test_the_limits_stand_on_the_page(client: TestClient) -> None:
    page = client.get("/sparql?lang=nn", headers=BROWSER).text
    assert "<dd>30 sekund</dd>" in page
    assert "60 sekund spørjetid kvart minutt, høgst 120 spart opp" in page


def test_a_query_of_numbers_has_a_chart_on_the_page(client: TestClient) -> None:
    query = "SELECT ?class (COUNT(*) AS ?n) WHERE { ?s a ?class } GROUP BY ?class"
    page = client.get("/sparql", params={"query": query, "lang": "en"}, headers=BROWSER).text
    assert 'class="chart"' in page
    assert 'class="chart"' not in client.get("/sparql", params={"query": "ASK {}"}, headers=BROWSER).text


def test_the_python_on_the_page_runs(client: TestClient, web_dist: Path) -> None:
    page = client.get("/sparql", headers=BROWSER).text
    found = re.search(r'<code class="snippet-python">(.*?)</code>', page, re.DOTALL)
    assert found
    code = html.unescape(found[1])
    assert "http://localhost:8000/sparql" in code
    written = io.StringIO()
    with serving(create_app(web_dist)) as address, redirect_stdout(written):
        exec(code.replace("http://localhost:8000", address), {})
    assert len(written.getvalue().splitlines()) == 5
