"""axe-core in a page: what stands in the way of people who see, hear or move otherwise.

from axe import Axe
pytest_plugins = ("web_fixtures", "chromium", "axe")

def test_my_page(browser: Browser, address: str, axe: Axe) -> None:
    for page in axe.views(browser, address + "/mine"):
        assert axe.violations(page) == []

(PYTEST_DONT_REWRITE: tests import this module before pytest sees it as a plugin.)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

SCRIPT = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
"""What the law demands (WCAG 2.1 A and AA), what will come, and what axe calls good practice."""

VIEWS = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]
"""Widths in CSS pixels, and colour schemes."""

_RUN = """async ([rules, without]) => {
  const found = await axe.run({exclude: without}, {runOnly: {type: "tag", values: rules}});
  const line = (rule, node) => `${rule}: ${node.target.join(" ")}: ${node.failureSummary}`;
  return found.violations.flatMap(({id, nodes}) => nodes.map(node => line(id, node)));
}"""


class Axe:
    """Runs axe-core in pages. Loaded through the debugger, so that a page's own CSP stays as it is."""

    def __init__(self, script: str) -> None:
        self._script = script

    def violations(self, page: Page, *, without: tuple[str, ...] = ()) -> list[str]:
        """Each violation as one line: rule, element, what to do.

        Args:
            page: as it stands now.
            without: CSS selectors of parts that are not looked at; say in the test why.
        """
        page.evaluate(self._script)
        found: list[str] = page.evaluate(_RUN, [list(RULES), [[selector] for selector in without]])
        return found

    def views(
        self, browser: Browser, url: str, *, locale: str = "nb-NO", scripts: bool = True
    ) -> Iterator[Page]:
        """The page at both widths, light and dark; each is closed when the next is asked for."""
        for width, scheme in VIEWS:
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
                locale=locale,
                java_script_enabled=scripts,
                # A colour that is halfway through a transition has a contrast of no meaning.
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(url)
            yield page
            context.close()


@pytest.fixture(scope="session")
def axe() -> Axe:
    if not SCRIPT.is_file():
        pytest.skip("there is no axe-core; `python scripts/vendor_assets.py` fetches it")
    return Axe(SCRIPT.read_text(encoding="utf-8"))
