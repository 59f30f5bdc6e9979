"""Class diagrams: the drawings the build made, for inlining in pages.

A drawing is inlined rather than shown as a picture so that its links work, it follows dark mode and its
words can be read aloud. It holds no script and no style, as the Content-Security-Policy asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Final

from markupsafe import Markup

from stafett.web.files import BuiltFiles
from stafett.web.links import Alternate

_LINK: Final = re.compile(r'(?<= href=")/[^"]*')
_SOURCES: Final = {"svg": "SVG", "mmd": "Mermaid", "puml": "PlantUML"}


class Diagrams:
    """The drawings in one build."""

    def __init__(self, files: BuiltFiles) -> None:
        self._files = files

    def svg(self, kind: str, name: str, language: str, url: Callable[[str], str]) -> Markup | None:
        """The drawing of a class or module, for inlining.

        Args:
            kind: "class" or "module".
            name: of the class or module.
            language: of the page.
            url: makes an address of ours into a link that keeps the reader's language.
        """
        path = drawing_path(kind, f"{name}.{language}.svg")
        if path not in self._files:
            return None
        drawing = self._files.read(path).decode()
        return Markup(_LINK.sub(lambda found: escape(url(unescape(found[0]))), drawing))  # noqa: S704 - built

    def sources(self, kind: str, name: str, language: str) -> list[Alternate]:
        """The drawing and its text forms as files."""
        wanted = {"svg": f"{name}.{language}.svg", "mmd": f"{name}.mmd", "puml": f"{name}.puml"}
        paths = {suffix: drawing_path(kind, file) for suffix, file in wanted.items()}
        return [
            Alternate(f"/{path}", self._files.entry(path)["mediaType"], _SOURCES[suffix])
            for suffix, path in paths.items()
            if path in self._files
        ]


def drawing_path(kind: str, file: str) -> str:
    """Where the build puts a drawing."""
    return f"diagrams/{kind}/{file}"
