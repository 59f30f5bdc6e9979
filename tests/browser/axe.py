"""axe-core in a page: what stands in the way of people who see, hear or move otherwise.

from axe import Axe
pytest_plugins = ("stage", "axe")

def test_my_page(browser: Browser, address: str, axe: Axe) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(address + "/mine")
    assert axe.in_both_schemes(page) == []

(PYTEST_DONT_REWRITE: tests import this module before pytest sees it as a plugin.)
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

SCRIPT = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
"""What the law demands (WCAG 2.1 A and AA), what will come, and what axe calls good practice."""

COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of TAGS whose answer hangs on colours: all that a colour scheme can change."""

_RUN = """async ([only, without]) => {
  const found = await axe.run({exclude: without}, {
    runOnly: only, resultTypes: ["violations"], elementRef: false, preload: {assets: ["media"]},
  });
  const line = (rule, node) => `${rule}: ${node.target.join(" ")}: ${node.failureSummary}`;
  return found.violations.flatMap(({id, nodes}) => nodes.map(node => line(id, node)));
}"""
_LAYOUT = """() => [...document.querySelectorAll("body *")].map(element => {
  const {x, y, width, height} = element.getBoundingClientRect();
  return [element.tagName, x, y, width, height].join();
})"""


class Axe:
    """Runs axe-core in pages. Loaded through the debugger, so that a page's own CSP stays as it is."""

    def __init__(self, script: str) -> None:
        self._script = script

    def violations(
        self, page: Page, *, only: tuple[str, ...] = (), without: tuple[str, ...] = ()
    ) -> list[str]:
        """Each violation as one line: rule, element, what to do.

        Args:
            page: as it stands now.
            only: names of rules; those of `TAGS` if there are none.
            without: CSS selectors of parts that are not looked at; say in the test why.
        """
        if not page.evaluate("'axe' in window"):
            page.evaluate(self._script)
        rules = {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}
        found: list[str] = page.evaluate(_RUN, [rules, [[selector] for selector in without]])
        return found

    def in_both_schemes(self, page: Page) -> list[str]:
        """The violations of a page in light and in dark, as it stands and without loading it again.

        In dark only the rules about colours are asked, once it is seen that every element stands where
        it stood. The page is left light.
        """
        page.emulate_media(color_scheme="light")
        lines = self.violations(page)
        light = page.evaluate(_LAYOUT)
        page.emulate_media(color_scheme="dark")
        dark = self.violations(page, only=COLOURS if page.evaluate(_LAYOUT) == light else ())
        page.emulate_media(color_scheme="light")
        return lines + [f"dark: {line}" for line in dark]


@pytest.fixture(scope="session")
def axe() -> Axe:
    if not SCRIPT.is_file():
        pytest.skip("there is no axe-core; `python scripts/vendor_assets.py` fetches it")
    return Axe(SCRIPT.read_text(encoding="utf-8"))
