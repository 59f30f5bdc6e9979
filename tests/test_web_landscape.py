"""The system landscape, deliveries field by field, and the rule documents."""

from __future__ import annotations

from itertools import combinations
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

import sector_fixtures
from stafett.web.landscapemap import BOX_WIDTH, DOT, Map, draw_landscape
from stafett.web.sectordata import Interface, System

pytest_plugins = ("web_fixtures",)


def drawn(*edges: tuple[str, str]) -> Map:
    slugs = list(dict.fromkeys(slug for edge in edges for slug in edge))
    systems = cast("list[System]", [sector_fixtures.system(slug) for slug in slugs])
    between: Any = [sector_fixtures.interface(n, *edge) for n, edge in enumerate(edges, 1)]
    return draw_landscape(systems, cast("list[Interface]", between))


def x_of(found: Map) -> dict[str, float]:
    return {box.system["slug"]: box.x for box in found.boxes}


def test_a_receiver_stands_to_the_right_of_its_sender() -> None:
    x = x_of(drawn(("a", "b"), ("b", "c"), ("a", "c")))
    assert x["a"] < x["b"] < x["c"]


def test_a_sender_without_senders_stands_beside_its_receiver() -> None:
    x = x_of(drawn(("a", "b"), ("b", "c"), ("late", "c")))
    assert x["late"] == x["b"]


def test_a_ring_of_senders_is_drawn_all_the_same() -> None:
    found = drawn(("a", "b"), ("b", "a"))
    assert len(found.lines) == 2
    assert len(found.boxes) == 2


def test_no_box_covers_another() -> None:
    found = drawn(("a", "b"), ("a", "c"), ("a", "d"), ("e", "c"))
    places = [(box.x, box.y) for box in found.boxes]
    assert len(set(places)) == len(places)
    assert all(x >= 0 and x + BOX_WIDTH <= found.width for x, _ in places)


def test_no_number_covers_another() -> None:
    found = drawn(("a", "x"), ("b", "y"), ("a", "y"), ("b", "x"))
    for one, other in combinations(found.lines, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * DOT) ** 2


def test_the_drawing_is_the_same_each_time() -> None:
    assert drawn(("a", "b"), ("c", "b")) == drawn(("a", "b"), ("c", "b"))


def test_each_number_on_the_map_leads_to_its_line_in_the_table(client: TestClient) -> None:
    page = client.get("/landscape").text
    for number in (1, 2):
        assert f'href="#interface-{number}"' in page
        assert f'id="interface-{number}"' in page


def test_a_system_that_no_interface_names_stands_in_the_table_only(client: TestClient) -> None:
    page = client.get("/landscape").text
    assert page.count('class="landscape__box"') == 3
    assert "Systemet alone" in page


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_a_delivery_shows_every_field_with_who_supplies_it(client: TestClient, lang: str) -> None:
    page = client.get(f"/delivery-type/results.html?lang={lang}").text
    for words in ("Elevstatus", "R.15", "B08", "Beregnet i VIGO", "Merk dette."):
        assert words in page
    assert "/code/vigo-elevstatus" in page


def test_the_documents_stand_by_kind_with_both_titles(client: TestClient) -> None:
    page = client.get("/documents").text
    assert "Den andre tittelen" in page
    assert 'href="https://example.org/h"' in page
