"""A visit to a page, and all that can be seen there at once: complaints, outgoing requests, width, barriers.

(PYTEST_DONT_REWRITE: tests import this module before pytest sees it as a plugin.)
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe import Axe
from playwright.sync_api import Page, ViewportSize
from stage import Stage
from watch import Watch

LOCALES = ("nb-NO", "nn-NO", "en-GB")
NARROW, WIDE = 320, 1280
"""In CSS pixels: reflow as WCAG has it, narrower than any telephone; a desk. No style of ours begins between
320 and 480."""

HEIGHT = 900
BUSY = ("/docs", "/sparql")
"""Pages whose scripts go on asking the server after they are loaded."""

_IS_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def resize(page: Page, width: int) -> None:
    """Give a window another width, if it has not got it: each time costs a fifth of a visit."""
    size: ViewportSize = {"width": width, "height": HEIGHT}
    if page.viewport_size != size:
        page.set_viewport_size(size)


def barriers(page: Page, axe: Axe | None, widths: tuple[int, ...] = (NARROW, WIDE)) -> list[str]:
    """What stands in people's way in a page as it stands, one line each.

    Args:
        page: is left at the last of the widths.
        axe: looks in light and in dark; without it, it is only seen whether the page scrolls sideways.
        widths: in CSS pixels.
    """
    lines: list[str] = []
    for width in widths:
        resize(page, width)
        found = axe.in_both_schemes(page) if axe else []
        if page.evaluate(_IS_TOO_WIDE):
            found.append("scrolls sideways")
        lines += [f"{width}: {fault}" for fault in found]
    return lines


class Visitor:
    """Goes to pages of a server in each language, and tells what is wrong there."""

    def __init__(self, stage: Stage, axe: Axe) -> None:
        self._stage = stage
        self._axe = axe

    def faults(self, address: str, path: str, *, closely: bool = True) -> list[str]:
        """What is wrong with a page and what is folded in it, one line each that begins with the language.

        Args:
            address: of the server.
            path: of the page.
            closely: also with axe, in the first of the languages.
        """
        return [
            f"{locale}: {fault}" for locale in LOCALES for fault in self._in(locale, address, path, closely)
        ]

    def _in(self, locale: str, address: str, path: str, closely: bool) -> Iterator[str]:
        page = self._stage.window(locale)
        resize(page, NARROW)
        watch = Watch(page, address)
        page.goto(address + path, wait_until="networkidle" if path.startswith(BUSY) else "load")
        language = page.locator("html").get_attribute("lang")
        if language != locale[:2]:
            yield f"the page is in {language}"
        # The languages share the template. Their words differ in length: that tells where room is scarce.
        first = locale == LOCALES[0]
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        yield from barriers(page, self._axe if closely and first else None, (NARROW, WIDE)[: 1 + first])
        watch.leave()
        yield from watch.complaints
        yield from (f"sets the cookie {cookie.get('name')}" for cookie in page.context.cookies())


@pytest.fixture
def visitor(stage: Stage, axe: Axe) -> Visitor:
    return Visitor(stage, axe)
