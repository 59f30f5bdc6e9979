"""The page of the harvest preview, in front of a real build."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from harvest_fixtures import GOOD
from stafett.harvest import child
from stafett.limits import Limits
from stafett.store.embedded import EmbeddedEngine
from stafett.web import harvest
from stafett.web.app import create_app
from stafett.web.gate import Gate

JSON = {"Accept": "application/json"}
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(dist: Path) -> TestClient:
    return TestClient(create_app(dist))


@pytest.fixture(autouse=True)
def open_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvest, "_gate", Gate(at_once=2, a_minute=100))


def _send(client: TestClient, **fields: Any) -> Any:
    files = {name: value for name, value in fields.items() if isinstance(value, tuple)}
    data = {name: value for name, value in fields.items() if isinstance(value, str)}
    answer = client.post("/harvest-preview", data=data, files=files or {"none": ("", b"")}, headers=JSON)
    return answer.json()


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "ville blitt tatt"), ("nn", "ville ha blitt tekne"), ("en", "would be taken")],
)
def test_our_own_documents_are_shown_without_asking(client: TestClient, language: str, words: str) -> None:
    page = client.get(f"/harvest-preview?lang={language}", headers=HTML)
    assert page.status_code == 200
    assert words in page.text


def test_our_own_documents_lose_no_resource_and_stop_nothing(client: TestClient) -> None:
    for one in client.get("/harvest-preview", headers=JSON).json():
        assert one["members"], one["kind"]
        assert not one["stopped"]
        assert not any(c["generated"] for c in one["containers"])


def test_a_file_a_text_and_an_earlier_version_are_previewed(client: TestClient) -> None:
    by_text = _send(client, text=GOOD)
    by_file = _send(
        client, file=("k.ttl", GOOD.encode()), previous=("old.ttl", GOOD.replace('"A"', '"B"').encode())
    )
    assert [m["iri"] for m in by_text["preview"]["members"]] == ["https://example.org/a"]
    assert [m["change"] for m in by_file["preview"]["members"]] == ["changed"]
    assert by_text["scores"][0]["scales"]["fdk"]["of"] == 435


def test_the_answer_is_a_page_for_a_browser(client: TestClient) -> None:
    page = client.post(
        "/harvest-preview?lang=nn",
        files={"file": ("k.ttl", (GOOD + "[] a dcat:Dataset .").encode())},
        headers=HTML,
    )
    assert page.status_code == 200
    assert "fell bort" in page.text
    assert "Gi ressursen ein fast IRI." in page.text


def test_nothing_is_a_fault_with_a_sentence(client: TestClient) -> None:
    page = client.post(
        "/harvest-preview?lang=nb", data={"text": " "}, files={"none": ("", b"")}, headers=HTML
    )
    assert page.status_code == 422
    assert "Det er ingenting å forhåndsvise." in page.text


def test_a_private_address_is_not_fetched(client: TestClient) -> None:
    found = _send(client, url="http://127.0.0.1:22/")
    assert [f["code"] for f in found["preview"]["findings"]] == ["H1.6"]


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "catalog.ttl").write_text(GOOD, encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_an_address_is_fetched_where_the_setting_allows_it(
    client: TestClient, own_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAFETT_FETCH_PRIVATE", "yes")
    found = _send(client, url=f"{own_server}/catalog.ttl", kind="datasets")["preview"]
    assert [m["iri"] for m in found["members"]] == ["https://example.org/a"]
    assert found["source"] == f"{own_server}/catalog.ttl"
    assert _send(client, url=f"{own_server}/gone")["preview"]["findings"][0]["code"] in {"H1.1", "H5.1"}


def test_too_large_too_slow_and_wrong_requests_are_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.post("/harvest-preview", content=b"x", headers=JSON).status_code == 415
    assert _send(client, text=GOOD, kind="things")["status"] == 400
    monkeypatch.setattr(harvest, "FOR_THE_WEB", child.Limits(seconds=0.01))
    assert [f["code"] for f in _send(client, text=GOOD)["preview"]["findings"]] == ["H3.2"]
    monkeypatch.setattr(harvest, "MAX_BODY", 100)
    assert _send(client, text=GOOD)["status"] == 413


def test_a_client_over_its_share_gets_429(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvest, "_gate", Gate(at_once=1, a_minute=1))
    answers = [client.post("/harvest-preview", content=b"x", headers=JSON) for _ in range(2)]
    assert [a.status_code for a in answers] == [415, 429]
    assert 0 < int(answers[1].headers["retry-after"]) <= 60


def test_behind_a_trusted_proxy_each_client_has_a_share_of_its_own(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harvest, "_gate", Gate(at_once=1, a_minute=1))
    limits = Limits(trusted_proxies=(ip_network("203.0.113.0/24"),))
    engine = EmbeddedEngine(ox.Store(), limits=limits)
    client = TestClient(create_app(dist, engine=engine), client=("203.0.113.9", 1))
    answers = [
        client.post("/harvest-preview", content=b"x", headers={**JSON, "X-Forwarded-For": address})
        for address in ("198.51.100.1", "198.51.100.2", "198.51.100.1")
    ]
    assert [a.status_code for a in answers] == [415, 415, 429]
