"""What search engines and other harvesters are shown."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from stafett.web import sitemap
from stafett.web.room import Room
from web_graphs import BASE

pytest_plugins = ("web_fixtures",)

NAME = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HTML = {"accept": "text/html"}


def pages(client: TestClient) -> dict[str, str | None]:
    root = ET.fromstring(client.get("/sitemap.xml").content)
    return {url.findtext(f"{NAME}loc", "").removeprefix(BASE): url.findtext(f"{NAME}lastmod") for url in root}


def test_every_thing_in_it_is_there(client: TestClient) -> None:
    shown = (
        "/catalog/",
        "/catalogue/",
        "/matrix/",
    )  # answer at once; the others redirect, which costs nothing
    things = [p for p in pages(client) if p not in sitemap.OVERVIEWS and not p.startswith(shown)]
    assert len(things) > 40
    for path in things:
        assert client.get(path, headers=HTML).status_code == 303, path


def test_what_the_front_page_links_to_is_in_it(client: TestClient) -> None:
    linked = set(re.findall(r'href="(/[^"?#]*)', client.get("/", headers=HTML).text))
    elsewhere = {path for path in linked if path.startswith("/static/") or "." in path}
    assert linked - elsewhere - pages(client).keys() == {"/health"}
    assert set(sitemap.OVERVIEWS) - linked == set()


def test_everything_that_is_described_is_in_it_once(client: TestClient, room: Room) -> None:
    found = list(pages(client))
    assert len(set(found)) == len(found)
    wanted = {
        "/def/Person",
        "/model/core",
        "/rule/V07",
        "/code/vigo-fullfortkode/B",
        "/mapping/stafett-other",
    }
    wanted |= {"/concept/Person", "/concept/role"}
    wanted |= {"/coverage/S0-02", "/catalogue/agent", "/dataset/model", "/catalog/concepts"}
    wanted |= {f"/{path}" for path in room.site.content["things"]}
    assert wanted - set(found) == set()


def test_only_a_date_that_is_known_stands_there(client: TestClient) -> None:
    found = pages(client)
    assert found["/code/vigo-fullfortkode"] == "2026-11-22"
    assert found["/code/vigo-fullfortkode/B"] is None
    assert found["/"] is None


def test_where_there_is_no_room_for_all_the_codes_go_and_the_lists_stay(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = pages(client)
    monkeypatch.setattr(sitemap, "MOST", len(everything) - 1)
    found = pages(client)
    assert "/code/vigo-fullfortkode" in found
    assert everything.keys() - found.keys() == {
        path for path in everything if path.count("/") == 3 and "/code/" in path
    }


def test_robots_are_let_in_and_shown_the_sitemap(client: TestClient) -> None:
    text = client.get("/robots.txt").text
    assert "Allow: /\n" in text
    assert "Sitemap: https://w3id.org/stafett/sitemap.xml" in text
