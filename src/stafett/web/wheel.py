"""The annual wheel as a drawing: twelve months of a school year around a circle, with the events on them.

Coordinates are in the units of the drawing's view box; the first of August stands at the top, and the year
runs with the clock. The table beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin
from typing import Final

from stafett.web.sectordata import Event

SIZE: Final = 720
_CENTRE: Final = SIZE / 2
_OUTER: Final = 300
_INNER: Final = 150
_NAMES_AT: Final = {"middle": 328, "start": 310, "end": 310}
"""Distance of a month's name from the centre, by which part of the name stands there."""
DOT: Final = 15
"""Radius of an event's dot."""
_LEVELS: Final = tuple(_OUTER - 28 - level * (2 * DOT + 5) for level in range(4))
"""Distances from the centre at which dots can stand, the outermost first."""
_FIRST_MONTH: Final = 8
_MONTHS: Final = 12


@dataclass(frozen=True)
class Month:
    """A month of the wheel: its number in the calendar, its sector and where its name stands.

    `anchor` is the part of the name that stands there, so that none runs into the wheel.
    """

    number: int
    path: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Dot:
    """An event on the wheel; `number` is its number in the table."""

    number: int
    event: Event
    x: float
    y: float


@dataclass(frozen=True)
class Wheel:
    """The drawing."""

    months: tuple[Month, ...]
    dots: tuple[Dot, ...]


def draw_wheel(events: Sequence[Event]) -> Wheel:
    """Place the events of a school year, given in order of date."""
    months = tuple(_month(place) for place in range(_MONTHS))
    taken: list[tuple[float, float]] = []
    dots = []
    for number, event in enumerate(events, 1):
        x, y = _free(_angle(date.fromisoformat(event["due"])), taken)
        taken.append((x, y))
        dots.append(Dot(number, event, x, y))
    return Wheel(months, tuple(dots))


def _free(angle: float, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The outermost place at an angle where no dot stands; the innermost where all are taken."""
    for distance in _LEVELS:
        x, y = _point(angle, distance)
        if all((x - tx) ** 2 + (y - ty) ** 2 >= (2 * DOT + 2) ** 2 for tx, ty in taken):
            return x, y
    # A little further along the year: better beside its day than under another dot.
    return _free(angle + pi / 90, taken)


def _angle(day: date) -> float:
    """Where a day stands, in radians from the top, with the clock; each month takes a twelfth."""
    place = (day.month - _FIRST_MONTH) % _MONTHS + (day.day - 1) / 31
    return 2 * pi * place / _MONTHS


def _point(angle: float, distance: float) -> tuple[float, float]:
    return round(_CENTRE + distance * sin(angle), 1), round(_CENTRE - distance * cos(angle), 1)


def _month(place: int) -> Month:
    start, end = 2 * pi * place / _MONTHS, 2 * pi * (place + 1) / _MONTHS
    corners = (_point(start, _INNER), _point(start, _OUTER), _point(end, _OUTER), _point(end, _INNER))
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    path = (
        f"M{ax} {ay}L{bx} {by}A{_OUTER} {_OUTER} 0 0 1 {cx} {cy}L{dx} {dy}A{_INNER} {_INNER} 0 0 0 {ax} {ay}Z"
    )
    middle = (start + end) / 2
    anchor = "middle" if abs(sin(middle)) < sin(pi / 6) else "start" if middle < pi else "end"
    x, y = _point(middle, _NAMES_AT[anchor])
    return Month((place + _FIRST_MONTH - 1) % _MONTHS + 1, path, x, y, anchor)
