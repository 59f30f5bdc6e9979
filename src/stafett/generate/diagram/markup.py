"""SVG text: groups with one look each, and lines of lettering.

A look is written twice: in the outer group as plain colours, for programs that know no custom properties
(Inkscape, office programs), in the inner one as the page's custom properties, which follow dark mode and
print. Presentation attributes only: the page's Content-Security-Policy allows no style in the markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from stafett.generate.diagram.marks import number

COLOURS: Final = {
    "paper": "#ffffff",
    "tint": "#f3f4f4",
    "line": "#b8bcc1",
    "text": "#1f2c3d",
    "text-muted": "#545e6b",
    "accent-text": "#005db1",
    "accent-tint": "#eef4fa",
}
"""The page's custom properties that a diagram uses, and what they are in daylight."""


def var(colour: str) -> str:
    """A colour of the page, with the daylight one where there is no page."""
    return f"var(--{colour},{COLOURS[colour]})"


def group(name: str, look: dict[str, str], content: Iterable[str]) -> Iterator[str]:
    """Everything of one look; nothing at all where there is no content."""
    lines = [line for line in content if line]
    if not lines:
        return
    coloured = {key: value for key, value in look.items() if value in COLOURS}
    plain = {key: COLOURS.get(value, value) for key, value in look.items()}
    inner = {key: var(value) for key, value in coloured.items()}
    yield f'<g class="{name}"{_attributes(plain)}><g{_attributes(inner)}>'
    yield from lines
    yield "</g></g>"


def path(pieces: Iterable[str]) -> str:
    """All pieces as one path, or nothing."""
    data = "".join(pieces)
    return f'<path d="{data}"/>' if data else ""


def text(x: float, y: float, content: str) -> str:
    """A line of lettering."""
    return f'<text x="{number(x)}" y="{number(y)}">{escape(content)}</text>'


def _attributes(values: dict[str, str]) -> str:
    return "".join(f' {key}="{value}"' for key, value in values.items())
