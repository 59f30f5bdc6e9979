"""The system landscape as a drawing: systems in columns from left to right, and a line for each interface.

A system stands to the right of those that send to it. Coordinates are in the units of the drawing's view
box. The table beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Final

from stafett.web.sectordata import Interface, System

BOX_WIDTH: Final = 200
BOX_HEIGHT: Final = 64
_ACROSS: Final = 150
"""Room between two columns, for the lines and their numbers."""
_DOWN: Final = 36
_MARGIN: Final = 12
_PASSES: Final = 6
_BEND: Final = 70
DOT: Final = 13
"""Radius of the circle around a number."""
_PARTS: Final = (0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8)
"""Where on a line its number may stand, the best first."""

Curve = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Box:
    """A system in the drawing."""

    system: System
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """An interface in the drawing, with the place of its number."""

    interface: Interface
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """The drawing."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def draw_landscape(systems: Sequence[System], interfaces: Sequence[Interface]) -> Map:
    """Place the systems that an interface names, and the interfaces between them."""
    joined = [system for system in systems if system["joined"]]
    edges = [(i["sender"], i["receiver"]) for i in interfaces]
    columns = _ordered(_columns([system["slug"] for system in joined], edges), edges)
    tallest = max([1, *(len(column) for column in columns)])
    height = tallest * (BOX_HEIGHT + _DOWN) - _DOWN + 2 * _MARGIN
    places: dict[str, tuple[float, float]] = {}
    for number, column in enumerate(columns):
        used = len(column) * (BOX_HEIGHT + _DOWN) - _DOWN
        top = (height - used) / 2
        for place, slug in enumerate(column):
            x = _MARGIN + number * (BOX_WIDTH + _ACROSS)
            places[slug] = (x, top + place * (BOX_HEIGHT + _DOWN))
    width = len(columns) * (BOX_WIDTH + _ACROSS) - _ACROSS + 2 * _MARGIN
    boxes = tuple(Box(system, *places[system["slug"]]) for system in joined)
    return Map(width, height, boxes, tuple(_lines(interfaces, places)))


def _columns(slugs: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Each system one column after the last that sends to it; a ring of senders is cut where it closes."""
    depth = dict.fromkeys(slugs, 0)
    for _ in slugs:
        for sender, receiver in edges:
            if depth[receiver] <= depth[sender] < len(slugs) - 1 and not _leads(receiver, sender, edges):
                depth[receiver] = depth[sender] + 1
    receivers = {receiver for _, receiver in edges}
    for slug in slugs:
        after = [depth[receiver] for sender, receiver in edges if sender == slug]
        if slug not in receivers and after:
            depth[slug] = max(0, min(after) - 1)
    return [[s for s in slugs if depth[s] == n] for n in range(max(depth.values(), default=0) + 1)]


def _leads(start: str, end: str, edges: Sequence[tuple[str, str]]) -> bool:
    """True where one system sends to another, at once or through others."""
    seen, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        if here not in seen:
            seen.add(here)
            waiting += [receiver for sender, receiver in edges if sender == here]
    return False


def _ordered(columns: list[list[str]], edges: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The columns with each system near the middle of those it exchanges with, so that few lines cross."""
    ordered = [list(column) for column in columns]
    for _ in range(_PASSES):
        where = {slug: place / len(column) for column in ordered for place, slug in enumerate(column)}
        for column in ordered:
            column.sort(key=lambda slug: (_pull(slug, where, edges), slug))
    return ordered


def _pull(slug: str, where: Mapping[str, float], edges: Sequence[tuple[str, str]]) -> float:
    others = [where[b if a == slug else a] for a, b in edges if slug in (a, b)]
    return mean(others) if others else where[slug]


def _free(curve: Curve, lines: Sequence[Line]) -> tuple[float, float]:
    """A place on a curve for its number: the middle, or where no other number stands."""
    places = [_on(curve, part) for part in _PARTS]
    for x, y in places:
        if all((x - line.x) ** 2 + (y - line.y) ** 2 >= (2 * DOT + 2) ** 2 for line in lines):
            return x, y
    return places[0]


def _on(curve: Curve, part: float) -> tuple[float, float]:
    """The point a part of the way along a cubic Bézier curve."""
    rest = 1 - part
    weights = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
    x = sum(weight * point[0] for weight, point in zip(weights, curve, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, curve, strict=True))
    return round(x, 1), round(y, 1)


def _lines(interfaces: Sequence[Interface], places: Mapping[str, tuple[float, float]]) -> list[Line]:
    """A line from the right side of the sender to the left side of the receiver, at heights of their own."""
    out: dict[str, int] = {}
    into: dict[str, int] = {}
    sent = [i["sender"] for i in interfaces]
    got = [i["receiver"] for i in interfaces]
    found: list[Line] = []
    for interface in sorted(interfaces, key=lambda i: (places[i["receiver"]][1], places[i["sender"]][1])):
        sender, receiver = interface["sender"], interface["receiver"]
        out[sender] = out.get(sender, 0) + 1
        into[receiver] = into.get(receiver, 0) + 1
        ax, ay = places[sender]
        bx, by = places[receiver]
        ax += BOX_WIDTH
        ay += BOX_HEIGHT * out[sender] / (sent.count(sender) + 1)
        by += BOX_HEIGHT * into[receiver] / (got.count(receiver) + 1)
        path = f"M{ax:.1f} {ay:.1f}C{ax + _BEND:.1f} {ay:.1f} {bx - _BEND:.1f} {by:.1f} {bx:.1f} {by:.1f}"
        x, y = _free(((ax, ay), (ax + _BEND, ay), (bx - _BEND, by), (bx, by)), found)
        found.append(Line(interface, path, x, y))
    return sorted(found, key=lambda line: line.interface["number"])
