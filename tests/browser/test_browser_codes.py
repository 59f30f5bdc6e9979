"""The pages of code lists in a real browser: what people do there, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from stage import MARKS

pytest_plugins = ("stage",)
pytestmark = MARKS


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_long_list_is_leafed_through(page: Page, code_address: str) -> None:
    page.goto(f"{code_address}/code/grep-fagkoder.html")
    assert page.get_by_text("Side 1 av 3").is_visible()
    page.get_by_role("link", name="Neste").click()
    assert page.get_by_role("link", name="FAG0100", exact=True).is_visible()
    page.get_by_role("link", name="Forrige").click()
    assert page.get_by_role("link", name="FAG0000", exact=True).is_visible()


def test_filters_work_together_and_are_kept_from_page_to_page(page: Page, code_address: str) -> None:
    page.goto(f"{code_address}/code/grep-fagkoder.html?lang=nn")
    page.get_by_label("Status").select_option("expired")
    page.get_by_label("Gyldig den").fill("2023-01-01")
    page.get_by_role("button", name="Finn").click()
    assert page.get_by_text("ikkje gyldige (utelatne)").is_visible()
    assert page.get_by_label("Gyldig den").input_value() == "2023-01-01"
    assert page.get_by_role("heading", name="Kodar").is_visible()
    assert page.get_by_role("cell", name="ukjend", exact=True).first.is_visible()


def test_from_a_code_to_what_replaced_it(page: Page, code_address: str) -> None:
    page.goto(f"{code_address}/code/grep-fagkoder/FAG0000.html")
    page.get_by_role("row").filter(has_text="FAG0002").get_by_role("link", name="FAG0002").first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("FAG0002")
    assert page.get_by_role("region", name="Erstatter").get_by_role("row").count() == 4


def test_from_the_hierarchy_to_a_programme_area(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}/code/grep-programomraader.html")
    programme = page.locator("details", has_text="Helse- og oppvekstfag").first
    programme.locator("summary").first.click()
    programme.locator("details", has_text="trinn 2").locator("summary").click()
    programme.get_by_role("link", name="HSHEA2----").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("HSHEA2----")


def test_a_code_is_found_by_words_spelt_nearly_so(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}/codes/search")
    page.get_by_role("searchbox", name="Kode eller etikett").fill("helsearbeidrfag")
    page.get_by_role("button", name="Finn").click()
    assert page.get_by_role("link", name="HSHEA2----").is_visible()
