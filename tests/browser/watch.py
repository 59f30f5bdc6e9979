"""An eye on a page: what its browser complains of, and what it asks of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page


class Watch:
    """A page, and everything about it that should not happen."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        self._ears: dict[str, Callable[[Any], None]] = {
            "console": lambda message: self._note(message.type in ("error", "warning"), message.text),
            "pageerror": lambda fault: self._note(True, str(fault)),
            "request": lambda request: self._note(
                not request.url.startswith((address, "data:")), request.url
            ),
            "requestfailed": lambda request: self._note(True, f"failed: {request.url}"),
        }
        for event, ear in self._ears.items():
            page.on(event, ear)  # type: ignore[call-overload]

    def _note(self, wrong: bool, what: str) -> None:
        if wrong:
            self.complaints.append(what)

    def leave(self) -> None:
        """Hear no more: the page goes elsewhere."""
        for event, ear in self._ears.items():
            self.page.remove_listener(event, ear)
