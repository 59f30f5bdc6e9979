"""The system landscape, deliveries field by field, and the rule documents."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

pytest_plugins = ("web_fixtures",)


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
