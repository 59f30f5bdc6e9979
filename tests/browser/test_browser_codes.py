"""The pages of code lists in a real browser: what people do there, on a telephone and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import Axe
from chromium import MARKS, Watch, serving
from playwright.sync_api import Browser, Page

from stafett.web.app import create_app

pytest_plugins = ("code_fixtures", "chromium", "axe")
pytestmark = MARKS

PAGES = [
    "/codes",
    "/codes?q=fag",
    "/codes/search?q=norsk",
    "/codes/changes",
    "/codes/incomplete",
    "/deviations?list=vigo-fullfortkode",
    "/deviation/fullfortkode-l-k.html",
    "/code/grep-programomraader.html",
    "/code/grep-fagkoder.html?date=2024-08-01&page=2",
    "/code/grep-fagkoder/NOR1003.html",
    "/code/vigo-eksamensform/S.html",
    "/code/grep-utdanningsprogram/HS.html",
    "/code/vigo-fullfortkode/L.html",
]


@pytest.fixture(scope="module")
def real_address(dist: Path) -> Iterator[str]:
    with serving(create_app(dist)) as found:
        yield found


@pytest.fixture(scope="module")
def code_address(code_dist: Path) -> Iterator[str]:
    with serving(create_app(code_dist)) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_stands_in_anybodys_way(browser: Browser, real_address: str, axe: Axe, path: str) -> None:
    for shown in axe.views(browser, real_address + path):
        assert axe.violations(shown) == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_page_scrolls_sideways_or_complains(browser: Browser, real_address: str, language: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    for path in PAGES:
        watch = Watch(context.new_page(), real_address)
        mark = "&" if "?" in path else "?"
        watch.page.goto(f"{real_address}{path}{mark}lang={language}")
        assert watch.complaints == [], path
        too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not watch.page.evaluate(too_wide), path
        watch.page.close()
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
