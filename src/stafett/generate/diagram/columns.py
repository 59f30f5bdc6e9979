"""Which column each tree stands in, and in what order: decided once for all languages.

The number of trees is small (about twelve), so a plain search that only ever takes improvements is both
good and fast; it tries everything in a fixed order, hence the same model always gives the same diagram.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from stafett.generate.diagram.scheme import Node, Scheme, Tree

MOST_COLUMNS: Final = 3
_COLUMN_COST: Final = 0.6
_HEIGHT_COST: Final = 1 / 130
_GAP: Final = 30
_PASSAGE: Final = 14


@dataclass(frozen=True)
class Passage:
    """Room for a long link to pass through a column."""

    link: int


Item = int | Passage
"""What stands in a column: the number of a tree, or a passage."""
Columns = tuple[tuple[Item, ...], ...]


def columns_of(scheme: Scheme) -> Columns:
    """The columns from left to right, each from top to bottom."""
    if scheme.columns is not None:
        return scheme.columns
    return _Search(scheme).best()


def guess_height(node: Node) -> float:
    """About how tall a box will be."""
    rows = len(node.attributes) + len(node.references) + bool(node.hidden) + bool(node.inherited)
    return 46 + 18 * rows + (10 if rows else 0)


def _tree_height(tree: Tree) -> float:
    return sum(guess_height(node) + 26 for node in tree) - 26


class _Search:
    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.heights = [_tree_height(tree) for tree in scheme.trees]
        home = {node.key: number for number, tree in enumerate(scheme.trees) for node in tree}
        self.ends = [(home[link.source], home[link.target]) for link in scheme.links]
        self.middles = self._middles()

    def _middles(self) -> dict[str, float]:
        """How far below the top of its tree the middle of each box is."""
        found: dict[str, float] = {}
        for tree in self.scheme.trees:
            y = 0.0
            for node in tree:
                height = guess_height(node)
                found[node.key] = y + height / 2
                y += height + 26
        return found

    def best(self) -> Columns:
        count = len(self.heights)
        most = min(MOST_COLUMNS, count)
        starts = [(self._start(n), n) for n in range(1, most + 1)]
        starts += [(self._around(hub, most), most) for hub in range(count)]
        tried = [self._improved(start, n) for start, n in starts]
        columns = min(tried, key=self._cost)
        used = sorted(set(columns))
        return self._ordered([used.index(column) for column in columns])

    def _start(self, most: int) -> list[int]:
        """Each tree one column after those that point at it, as far as there are columns."""
        column = [0] * len(self.heights)
        for _ in range(most):
            for source, target in self.ends:
                if source != target and column[target] <= column[source] < most - 1:
                    column[target] = column[source] + 1
        return column

    def _around(self, hub: int, most: int) -> list[int]:
        """A tree in the middle, those that point at it on its left, those that it points at on its right."""
        column = [0] * len(self.heights)
        for source, target in self.ends:
            column[target] = most - 1 if source == hub else column[target]
        for source, target in self.ends:
            column[source] = 0 if target == hub else column[source]
        column[hub] = most // 2
        return column

    def _improved(self, columns: list[int], most: int) -> list[int]:
        cost, better = self._cost(columns), True
        while better:
            better = False
            for number in range(len(columns)):
                for column in range(most):
                    moved = [*columns[:number], column, *columns[number + 1 :]]
                    if (new := self._cost(moved)) < cost - 1e-9:
                        columns, cost, better = moved, new, True
        return columns

    def _cost(self, columns: Sequence[int]) -> float:
        tall: dict[int, float] = {}
        for column, height in zip(columns, self.heights, strict=True):
            tall[column] = tall.get(column, -_GAP) + height + _GAP
        cost = max(tall.values()) * _HEIGHT_COST + len(tall) * _COLUMN_COST
        for source, target in self.ends:
            if source != target:
                span = columns[target] - columns[source]
                cost += {1: 0.0, 0: 2.5}.get(span, 1.5 * (span - 1) if span > 0 else 2.2 - span)
        return cost

    def _ordered(self, columns: list[int]) -> Columns:
        """Put each column in the order that gives the fewest crossings and the shortest lines."""
        order: list[list[Item]] = [[] for _ in range(max(columns) + 1)]
        for number, column in enumerate(columns):
            order[column].append(number)
        for number, (source, target) in enumerate(self.ends):
            first, last = sorted((columns[source], columns[target]))
            for column in range(first + 1, last):
                order[column].append(Passage(number))
        strands = self._strands(columns)
        cost, better, rounds = self._tangle(order, strands), True, 0
        while better and rounds < 6:
            better, rounds = False, rounds + 1
            for items in order:
                for place, other in combinations(range(len(items)), 2):
                    items[place], items[other] = items[other], items[place]
                    if (new := self._tangle(order, strands)) < cost - 1e-9:
                        cost, better = new, True
                    else:
                        items[place], items[other] = items[other], items[place]
        return tuple(tuple(column) for column in order)

    def _strands(self, columns: list[int]) -> list[tuple[int, Item, float, Item, float]]:
        """Each link as pieces from a column to the next: gap, then both ends with their depth."""
        found: list[tuple[int, Item, float, Item, float]] = []
        for number, link in enumerate(self.scheme.links):
            middles = (self.middles[link.source], self.middles[link.target])
            ends = sorted(zip(self.ends[number], middles, strict=True), key=lambda end: columns[end[0]])
            (left, high), (right, low) = ends
            first, last = columns[left], columns[right]
            if first == last:
                if left != right:
                    found.append((-1, left, high, right, low))
                continue
            steps: list[tuple[Item, float]] = [(left, high)]
            steps += [(Passage(number), _PASSAGE / 2)] * (last - first - 1)
            steps.append((right, low))
            found += [(first + i, *a, *b) for i, (a, b) in enumerate(pairwise(steps))]
        return found

    def _tangle(self, order: list[list[Item]], strands: list[tuple[int, Item, float, Item, float]]) -> float:
        tops: dict[tuple[int, Item], float] = {}
        for column, items in enumerate(order):
            y = -sum(self._height(i) + _GAP for i in items) / 2
            for item in items:
                tops[column, item] = y
                y += self._height(item) + _GAP
        place = {item: column for column, items in enumerate(order) for item in items}
        cost = 0.0
        pieces: dict[int, list[tuple[float, float]]] = {}
        for gap, a, high, b, low in strands:
            left = place[a] if gap < 0 else gap
            right = left if gap < 0 else gap + 1
            ends = (tops[left, a] + high, tops[right, b] + low)
            cost += abs(ends[0] - ends[1]) / 100
            if gap >= 0:
                pieces.setdefault(gap, []).append(ends)
        for found in pieces.values():
            for n, (a1, b1) in enumerate(found):
                cost += sum(2.0 for a2, b2 in found[n + 1 :] if (a1 - a2) * (b1 - b2) < 0)
        return cost

    def _height(self, item: Item) -> float:
        return self.heights[item] if isinstance(item, int) else _PASSAGE
