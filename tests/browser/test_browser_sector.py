"""What people do with the matrix and the annual wheel in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from stage import MARKS

pytest_plugins = ("stage",)

pytestmark = MARKS


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_matrix_to_the_provision(browser: Browser, address: str, scripts: bool) -> None:
    context = browser.new_context(locale="nb-NO", java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}/matrix")
    page.get_by_label("Hvem", exact=True).select_option("employer")
    page.get_by_role("button", name="Vis").click()
    page.locator(".cell").click()
    law = page.get_by_role("link", name="Loven § 1")
    assert law.get_attribute("href") == "https://lovdata.no/dokument/NL/lov/2020-01-01-1/§1"
    context.close()


def test_the_head_and_the_first_column_stay_while_the_matrix_scrolls(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, locale="nb-NO")
    page.goto(f"{address}/matrix")
    region = page.get_by_role("region", name="Matrisen")
    corner = region.locator("th.corner")
    before = corner.bounding_box()
    region.evaluate("region => region.scrollBy(200, 0)")
    assert region.evaluate("region => region.scrollLeft") > 0
    assert corner.bounding_box() == before
    page.close()


def test_a_number_of_the_wheel_leads_to_its_line(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="nb-NO")
    page.goto(f"{address}/calendar")
    page.locator(".wheel a").first.click()
    assert page.evaluate("location.hash") == "#event-first"
    assert page.locator("#event-first").is_visible()
    page.close()


def test_print_leaves_out_what_paper_cannot_do(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="nb-NO")
    page.goto(f"{address}/matrix")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Vis").is_visible()
    assert page.get_by_role("table").first.is_visible()
    page.close()
