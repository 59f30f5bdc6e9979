"""The harvest preview and the scores in a real browser, in front of a real build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import Axe
from chromium import MARKS, Watch, serving
from playwright.sync_api import Browser

from harvest_fixtures import GOOD
from stafett.web.app import create_app

pytest_plugins = ("chromium", "axe")
pytestmark = MARKS

PAGES = ["/harvest-preview", "/score"]


@pytest.fixture(scope="module")
def real(dist: Path) -> Iterator[str]:
    with serving(create_app(dist)) as found:
        yield found


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_shut_out_and_nothing_scrolls_sideways(
    browser: Browser, real: str, axe: Axe, path: str
) -> None:
    for page in axe.views(browser, real + path):
        assert axe.violations(page) == []
        too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(too_wide)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pasted_catalogue_is_previewed_with_and_without_scripts(
    browser: Browser, real: str, scripts: bool
) -> None:
    context = browser.new_context(locale="nn-NO", java_script_enabled=scripts)
    watch = Watch(context.new_page(), real)
    watch.page.goto(f"{real}/harvest-preview")
    watch.page.get_by_label("eller sjølve teksten").fill(GOOD + "[] a dcat:Dataset .")
    watch.page.get_by_role("button", name="Førehandsvis haustinga").click()
    result = watch.page.locator("#result")
    assert "1 ressurs ville ha blitt teken." in result.inner_text()
    assert "Ressurs utan eiga adresse" in result.inner_text()
    assert watch.complaints == []
    context.close()
