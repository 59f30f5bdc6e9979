"""The query page with its editor: a visit to it, and how a query is written and run there.

(PYTEST_DONT_REWRITE: tests import this module before pytest sees it as a plugin.)
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from watch import Watch

from stafett.web.assets import Assets

needs_yasgui = pytest.mark.skipif(
    not Assets().has_yasgui(), reason="YASGUI is not installed; `python scripts/vendor_assets.py` fetches it"
)

EDITOR = "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror"
COUNTS = "SELECT ?class (COUNT(*) AS ?n) WHERE { ?s a ?class } GROUP BY ?class"


@pytest.fixture
def watch(browser: Browser, address: str) -> Iterator[Watch]:
    """A window of its own, in bokmål."""
    context: BrowserContext = browser.new_context(
        locale="nb-NO", permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce"
    )
    yield Watch(context.new_page(), address)
    context.close()


def write(page: Page, query: str) -> None:
    """Put a query into the editor."""
    page.evaluate(f"query => {EDITOR}.setValue(query)", query)


def run(page: Page, query: str) -> None:
    """Put a query into the editor, and run it."""
    write(page, query)
    with page.expect_response(lambda answer: answer.url.endswith("/sparql")):
        page.get_by_role("button", name="Kjør spørringen").click()
