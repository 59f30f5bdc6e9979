"""A bar or line chart of a table of solutions, as accessible SVG.

Drawn here and not in the browser, so that it is there without JavaScript too. Nothing is shown that is not
in the table beside it; the table is the text alternative (WCAG 1.1.1). Colours are the page's own, hence
dark mode and print.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from babel.numbers import format_decimal
from markupsafe import escape

MOST_POINTS: Final = 60
"""Rows that a chart shows; more cannot be told apart."""

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_NUMERIC: Final = frozenset(
    _XSD + name
    for name in (
        *("integer", "decimal", "double", "float", "int", "long", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
)
_ORDERED: Final = re.compile(r"\d{4}([/-]\d{2,4}){0,2}")
"""A year, a month, a date or a school year: what lies along a line."""

Binding = Mapping[str, Mapping[str, Any]]
Shorten = Callable[[str], str]

_WIDTH: Final = 720
_LABEL: Final = 240
_ROW: Final = 26
_HEIGHT: Final = 300
_INK: Final = "var(--text,#1f2c3d)"
_FAINT: Final = "var(--line,#b8bcc1)"
_ACCENT: Final = "var(--accent,#0062ba)"


@dataclass(frozen=True)
class Chart:
    """What is drawn.

    Attributes:
        label: names of the columns that name the points.
        value: name of the column of numbers.
        points: name and number of each, in the order of the table.
        rows: rows of the table, of which the points may be the first.
    """

    label: str
    value: str
    points: tuple[tuple[str, float], ...]
    rows: int

    @property
    def is_line(self) -> bool:
        """True where the names are years or dates in order, so that a line between points means something."""
        names = [name for name, _ in self.points]
        return len(names) > 2 and all(map(_ORDERED.fullmatch, names)) and names == sorted(set(names))


def chart_of(
    columns: Sequence[str], bindings: Sequence[Binding], shorten: Shorten = lambda iri: iri
) -> Chart | None:
    """Choose what to draw: the first column that holds only numbers, named by the columns of text beside it.

    Args:
        columns: names, in order.
        bindings: rows in the shape of SPARQL 1.1 Query Results JSON.
        shorten: short name of an IRI; IRIs name points only where there is no text.

    Returns:
        None where there are fewer than two rows with a number, or nothing to name them by.
    """
    kinds = {name: {_kind(row[name]) for row in bindings if name in row} for name in columns}
    value = next((name for name in columns if kinds[name] == {"number"}), None)
    texts = [name for name in columns if name != value and "text" in kinds[name]]
    labels = texts or [name for name in columns if name != value and kinds[name]][:1]
    if value is None or not labels:
        return None
    points = [
        (" · ".join(_text(row[name], shorten) for name in labels if name in row) or "–", number)
        for row in bindings
        if value in row and (number := _number(row[value])) is not None
    ]
    if len(points) < 2:
        return None
    return Chart(", ".join(labels), value, tuple(points[:MOST_POINTS]), len(bindings))


def draw(chart: Chart, language: str, title: str) -> str:
    """The chart as one SVG element, for a page or a file of its own."""
    body, height = (_line if chart.is_line else _bars)(chart, language)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="chart-title"'
        f' lang="{escape(language)}" viewBox="0 0 {_WIDTH} {height}" font-family="inherit" font-size="13">'
        f'<title id="chart-title">{escape(title)}</title>{"".join(body)}</svg>'
    )


def _number(term: Mapping[str, Any]) -> float | None:
    if term.get("datatype") not in _NUMERIC:
        return None
    try:
        number = float(str(term.get("value")))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _kind(term: Mapping[str, Any]) -> str:
    if _number(term) is not None:
        return "number"
    return "text" if term.get("type") in ("literal", "typed-literal") else "node"


def _text(term: Mapping[str, Any], shorten: Shorten) -> str:
    value = str(term.get("value", ""))
    return shorten(value) if term.get("type") == "uri" else value


def _bars(chart: Chart, language: str) -> tuple[list[str], int]:
    numbers = [number for _, number in chart.points]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    room = _WIDTH - _LABEL - 90
    scale = room / (high - low) if high > low else 0.0
    zero = _LABEL - low * scale
    body = []
    for index, (name, number) in enumerate(chart.points):
        top, width = index * _ROW + 4, abs(number) * scale
        left = zero - width if number < 0 else zero
        shown = escape(format_decimal(number, locale=language))
        body += [
            _words(_LABEL - 8, top + 14, name, "end"),
            f'<rect x="{left:.1f}" y="{top}" width="{max(width, 0.5):.1f}" height="{_ROW - 8}"'
            f' fill="{_ACCENT}"/>',
            f'<text x="{zero + max(number, 0) * scale + 6:.1f}" y="{top + 14}" fill="{_INK}">{shown}</text>',
        ]
    height = len(chart.points) * _ROW + 8
    body.append(f'<path d="M{zero:.1f} 0V{height}" stroke="{_FAINT}"/>')
    return body, height


def _line(chart: Chart, language: str) -> tuple[list[str], int]:
    numbers = [number for _, number in chart.points]
    low, high = min(0.0, *numbers), max(*numbers, 0.0)
    left, bottom, room = 80.0, _HEIGHT - 30.0, _HEIGHT - 50.0
    scale = room / (high - low) if high > low else 0.0
    step = (_WIDTH - left - 40) / (len(numbers) - 1)
    places = [(left + i * step, bottom - (number - low) * scale) for i, number in enumerate(numbers)]
    body = [f'<path d="M{left} 20V{bottom}H{_WIDTH - 30}" fill="none" stroke="{_FAINT}"/>']
    for number, place in ((low, bottom), (high, bottom - (high - low) * scale)):
        shown = escape(format_decimal(number, locale=language))
        body.append(
            f'<text x="{left - 8}" y="{place + 4:.1f}" text-anchor="end" fill="{_INK}">{shown}</text>'
        )
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    body.append(f'<path d="M{path}" fill="none" stroke="{_ACCENT}" stroke-width="2.5"/>')
    every = math.ceil(len(places) / 8)
    for index, ((name, number), (x, y)) in enumerate(zip(chart.points, places, strict=True)):
        shown = escape(format_decimal(number, locale=language))
        body.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_ACCENT}">'
            f"<title>{escape(name)}: {shown}</title></circle>"
        )
        if index % every == 0:
            body.append(_words(x, _HEIGHT - 10, name, "middle"))
    return body, _HEIGHT


def _words(x: float, y: float, text: str, anchor: str) -> str:
    short = text if len(text) <= 34 else f"{text[:33]}…"
    more = f"<title>{escape(text)}</title>" if short != text else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_INK}">{escape(short)}{more}</text>'
