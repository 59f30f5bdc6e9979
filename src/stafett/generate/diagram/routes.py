"""The lines: in which track each one turns, and its path from box to box."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

from stafett.generate.diagram.columns import Passage
from stafett.generate.diagram.marks import number
from stafett.generate.diagram.placement import ELBOW, INDENT, Placement
from stafett.generate.diagram.ports import Port, Strand

_BEFORE: Final = 19
"""From the room for names to the first track."""
_TRACK: Final = 9
_AFTER: Final = 9
_LEAST: Final = 24
_RADIUS: Final = 6
_BESIDE_NAME: Final = 13
_UPON: Final = 4
_SEARCHED: Final = 12
"""With more lines than this in one gap, their order is only a rule of thumb."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Route:
    """A drawn link: its path, and where and in which direction it starts and ends (1: to the right)."""

    link: int
    path: str
    start: Point
    end: Point
    leaves: int
    arrives: int


@dataclass
class _Gap:
    left: float = 0.0
    right: float = 0.0
    tracks: int = 0
    x: float = 0.0


class Routes:
    """Places across, and the paths that follow from them."""

    def __init__(self, placement: Placement) -> None:
        self.placement = placement
        self._gaps = [_Gap() for _ in placement.widths]
        self._track: dict[int, int] = {}
        for place, gap in enumerate(self._gaps):
            self._measure(place, gap)
        self.columns: list[float] = []
        x = 0.0
        for wide, gap in zip(placement.widths, self._gaps, strict=True):
            self.columns.append(x)
            gap.x = ceil(x + wide + gap.left)
            x = ceil(gap.x + self._channel(gap) + gap.right)
        last = self._gaps[-1]
        used = last.left or last.tracks
        self.width = x if used else self.columns[-1] + placement.widths[-1]

    def left(self, key: str) -> float:
        """The left edge of a box."""
        node = self.placement.nodes[key]
        return self.columns[self.placement.column_of[key]] + INDENT * node.indent

    def name_x(self, port: Port) -> float:
        """Where the names at a port begin (right of a box) or end (left of it)."""
        x = self.columns[port.column]
        if port.side == "left":
            return x - _BESIDE_NAME
        return x + self.placement.widths[port.column] + _BESIDE_NAME

    def _channel(self, gap: _Gap) -> float:
        return max(_LEAST, _BEFORE + _TRACK * max(0, gap.tracks - 1) + _AFTER) if gap.tracks else _LEAST

    def _measure(self, place: int, gap: _Gap) -> None:
        strands = [s for s in self.placement.strands if s.gap == place]
        for strand in strands:
            for port in (strand.first, strand.second):
                if port.name:
                    room = port.name.width + _BESIDE_NAME
                    gap.left = max(gap.left, room if port.side == "right" else 0)
                    gap.right = max(gap.right, room if port.side == "left" else 0)
        turning = [s for s in strands if s.loop or s.first.y != s.second.y]
        ordered = _ordered(turning)
        ends: list[tuple[Strand, int]] = []
        for strand in ordered:
            track = 1 + max((t for s, t in ends if _touch(s, strand)), default=-1)
            ends.append((strand, track))
            self._track[id(strand)] = track
            gap.tracks = max(gap.tracks, track + 1)

    def routes(self) -> list[Route]:
        """One for each link, in the order of the links."""
        by_link: dict[int, list[Strand]] = {}
        for strand in self.placement.strands:
            by_link.setdefault(strand.link, []).append(strand)
        return [self._route(link, strands) for link, strands in sorted(by_link.items())]

    def _route(self, link: int, strands: list[Strand]) -> Route:
        points: list[Point] = []
        for strand in strands:
            for point in self._points(strand):
                if not points or points[-1] != point:
                    points.append(point)
        first, last = strands[0].first, strands[-1].second
        source = self.placement.scheme.links[link].source
        if last.owner == source and first.owner != source:
            points.reverse()
            first, last = last, first
        leaves = 1 if first.side == "right" else -1
        arrives = 1 if last.side == "left" else -1
        return Route(link, _path(points), points[0], points[-1], leaves, arrives)

    def _points(self, strand: Strand) -> list[Point]:
        a, b = strand.first, strand.second
        ends = (self._x(a), a.y), (self._x(b), b.y)
        if not strand.loop and a.y == b.y:
            return list(ends)
        x = self._gaps[strand.gap].x + _BEFORE + _TRACK * self._track[id(strand)]
        return [ends[0], (x, a.y), (x, b.y), ends[1]]

    def _x(self, port: Port) -> float:
        if port.side == "right":
            return self.columns[port.column] + self.placement.widths[port.column]
        return self.columns[port.column] if isinstance(port.owner, Passage) else self.left(port.owner)

    def family(self) -> tuple[list[str], list[Point]]:
        """The lines from each class to the one above it, and where the heads of the arrows point."""
        place = self.placement
        below: dict[str, list[str]] = {}
        for node in place.nodes.values():
            if node.parent:
                below.setdefault(node.parent, []).append(node.key)
        paths, heads = [], []
        for parent, children in below.items():
            bottom = place.top(parent) + place.boxes[parent].height
            straight = place.nodes[children[0]].indent == place.nodes[parent].indent
            x = self.left(parent) + (place.boxes[parent].width / 2 if straight else INDENT / 2)
            heads.append((x, bottom))
            if straight:
                paths.append(_path([(x, bottom), (x, place.top(children[0]))]))
                continue
            for child in children:
                y = place.top(child) + ELBOW
                start = bottom if child == children[-1] else y - 2 * _RADIUS
                paths.append(_path([(x, start), (x, y), (self.left(child), y)]))
        return paths, heads


def _interval(strand: Strand) -> tuple[float, float]:
    low, high = sorted((strand.first.y, strand.second.y))
    return low, high


def _touch(a: Strand, b: Strand) -> bool:
    (low, high), (start, end) = _interval(a), _interval(b)
    return low < end + 5 and start < high + 5


def _ordered(strands: list[Strand]) -> list[Strand]:
    """From the leftmost track to the rightmost, with as few crossings as a small search finds."""
    if not strands:
        return []

    def key(strand: Strand) -> tuple[float, float]:
        a, b = strand.first.y, strand.second.y
        if strand.loop:
            return (-1, abs(a - b))
        return (0, a) if b < a else (0, -a)

    order = sorted(strands, key=key)
    if len(order) > _SEARCHED:
        return order
    table = {(id(a), id(b)): _crossings(a, b) for a in order for b in order}
    better = True
    while better:
        better = False
        for n in range(len(order)):
            for m in range(n + 1, len(order)):
                between = order[n + 1 : m]
                a, b = order[n], order[m]
                before = table[id(a), id(b)] + sum(table[id(a), id(c)] + table[id(c), id(b)] for c in between)
                after = table[id(b), id(a)] + sum(table[id(b), id(c)] + table[id(c), id(a)] for c in between)
                if after < before:
                    order[n], order[m] = b, a
                    better = True
    return order


def _crossings(left: Strand, right: Strand) -> int:
    """How often two lines cross when one turns to the left of the other; one upon the other is worse."""
    low, high = _interval(right)
    from_left = [right.first.y, right.second.y] if right.loop else [right.first.y]
    to_right = [] if left.loop else [left.second.y]
    start, end = _interval(left)
    upon = sum(abs(a - b) < _UPON for a in to_right for b in from_left)
    return sum(low < y < high for y in to_right) + sum(start < y < end for y in from_left) + 5 * upon


def _path(points: list[Point]) -> str:
    """A path of straight pieces with rounded corners."""
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_RADIUS, _distance(before, here) / 2, _distance(here, after) / 2)
        enter, leave = _towards(here, before, radius), _towards(here, after, radius)
        if radius and not _straight(before, here, after):
            parts.append(f"L{_pair(enter)}Q{_pair(here)} {_pair(leave)}")
    parts.append(f"L{_pair(points[-1])}")
    return "".join(parts)


def _straight(a: Point, b: Point, c: Point) -> bool:
    return a[0] == b[0] == c[0] or a[1] == b[1] == c[1]


def _distance(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(start: Point, end: Point, length: float) -> Point:
    full = _distance(start, end) or 1
    share = length / full
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
