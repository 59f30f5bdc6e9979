"""The harvest preview in a real browser."""

from __future__ import annotations

import pytest
from axe import Axe
from playwright.sync_api import Browser
from stage import MARKS
from visits import barriers
from watch import Watch

from harvest_fixtures import GOOD

pytest_plugins = ("stage", "axe")
pytestmark = MARKS


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pasted_catalogue_is_previewed_with_and_without_scripts(
    browser: Browser, address: str, axe: Axe, scripts: bool
) -> None:
    context = browser.new_context(locale="nn-NO", java_script_enabled=scripts, reduced_motion="reduce")
    watch = Watch(context.new_page(), address)
    watch.page.goto(f"{address}/harvest-preview")
    watch.page.get_by_label("eller sjølve teksten").fill(GOOD + "[] a dcat:Dataset .")
    watch.page.get_by_role("button", name="Førehandsvis haustinga").click()
    result = watch.page.locator("#result")
    assert "1 ressurs ville ha blitt teken." in result.inner_text()
    assert "Ressurs utan eiga adresse" in result.inner_text()
    assert watch.complaints == []
    if scripts:
        watch.page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        assert barriers(watch.page, axe) == []
    context.close()
