"""Where everything stands: boxes in columns, and the points where lines leave and reach them.

Names of links stand beside a box, inside its own height; lines turn only in the channel between the rooms
for names. Hence nothing can lie on top of anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Final

from stafett.generate.cardinality import cardinality
from stafett.generate.diagram.box import Box, BoxWriter, best
from stafett.generate.diagram.columns import Columns, Item, Passage
from stafett.generate.diagram.lettering import width, wrap
from stafett.generate.diagram.ports import NAME_SIZE, PORT_STEP, Name, Port, Side, Strand, joined, least_step
from stafett.generate.diagram.scheme import Link, Node, Scheme
from stafett.generate.diagram.spacing import spread, within

INDENT: Final = 22
ELBOW: Final = 16
"""How far below the top of a box the line to the class above it arrives."""
_NAME_WIDTH: Final = 136
_TREE_GAP, _STRAIGHT_GAP, _CHILD_GAP, _SIBLING_GAP = 26, 30, 24, 14
_PASSAGE_HEIGHT: Final = 4
_WIDE_STEP: Final = 18
_ROUNDS: Final = 10
_STILL: Final = 2.0

Wish = Callable[[Port], float]


@dataclass
class Standing:
    """A tree or a passage at its height in a column."""

    item: Item
    height: float
    y: float = 0.0


class Placement:
    """The places of one diagram in one language."""

    def __init__(self, scheme: Scheme, columns: Columns, writer: BoxWriter) -> None:
        self.scheme = scheme
        self.writer = writer
        self.nodes = {node.key: node for node in scheme.nodes()}
        self.column_of = {
            node.key: number
            for number, items in enumerate(columns)
            for item in items
            if isinstance(item, int)
            for node in scheme.trees[item]
        }
        self.widths = [self._column_width(items) for items in columns]
        self.strands = [s for n, link in enumerate(scheme.links) for s in self._strands(n, link)]
        self.sides = self._sides()
        self.boxes = {key: self._box(node) for key, node in self.nodes.items()}
        self.depths = {k: d for tree in scheme.trees for k, d in self._depths(tree)}
        self.columns = [[Standing(item, self._height(item)) for item in items] for items in columns]
        self.standing = {s.item: s for column in self.columns for s in column}
        self.tree_of = {node.key: n for n, tree in enumerate(scheme.trees) for node in tree}
        self._settle()

    def top(self, key: str) -> float:
        """The upper edge of a box."""
        return self.standing[self.tree_of[key]].y + self.depths[key]

    def height(self) -> float:
        """The height of it all."""
        return max(s.y + s.height for s in self.standing.values())

    def _column_width(self, items: Iterable[Item]) -> float:
        nodes = [node for item in items if isinstance(item, int) for node in self.scheme.trees[item]]
        return ceil(max(self.writer.widest(node) + INDENT * node.indent for node in nodes))

    def _box(self, node: Node) -> Box:
        column = self.column_of[node.key]
        box = self.writer.write(node, self.widths[column] - INDENT * node.indent)
        need = max((self._needed(node, ports) for ports in self._ports_of(node.key)), default=0.0)
        return replace(box, height=max(box.height, need))

    def _ports_of(self, key: str) -> Iterator[list[Port]]:
        sides: tuple[Side, ...] = ("left", "right")
        for side in sides:
            if found := self.sides.get((key, side)):
                yield found

    def _needed(self, node: Node, ports: list[Port]) -> float:
        lowest = 0.0
        for number, port in enumerate(ports):
            lowest = max(self._least(node, port), lowest + least_step(port) if number else 0)
        return lowest + 10

    def _least(self, node: Node, port: Port) -> float:
        """How far below the top of its box a port must be: under its own name, and clear of the elbow."""
        clear = ELBOW + 9 if node.indent and port.side == "left" else 12
        return max(clear, port.name.height + 1 if port.name else 0)

    def _depths(self, tree: tuple[Node, ...]) -> Iterator[tuple[str, float]]:
        y = 0.0
        before: Node | None = None
        for node in tree:
            if before is not None:
                straight = node.parent == before.key and node.indent == before.indent
                child = node.parent == before.key
                y += _STRAIGHT_GAP if straight else _CHILD_GAP if child else _SIBLING_GAP
            yield node.key, y
            y += self.boxes[node.key].height
            before = node

    def _height(self, item: Item) -> float:
        if isinstance(item, Passage):
            return _PASSAGE_HEIGHT
        last = self.scheme.trees[item][-1].key
        return self.depths[last] + self.boxes[last].height

    # Links.

    def _strands(self, number: int, link: Link) -> Iterator[Strand]:
        start, end = self.column_of[link.source], self.column_of[link.target]
        at_source, at_target = self._names(link)
        if start == end:
            yield joined(
                number,
                start,
                Port(link.source, "right", start, at_source),
                Port(link.target, "right", start, at_target),
                loop=True,
            )
            return
        names = {link.source: at_source, link.target: at_target}
        left, right = (link.source, link.target) if start < end else (link.target, link.source)
        first, last = min(start, end), max(start, end)
        for gap in range(first, last):
            a: str | Passage = left if gap == first else Passage(number)
            b: str | Passage = right if gap == last - 1 else Passage(number)
            yield joined(
                number,
                gap,
                Port(a, "right", gap, names[a] if isinstance(a, str) else None),
                Port(b, "left", gap + 1, names[b] if isinstance(b, str) else None),
            )

    def _names(self, link: Link) -> tuple[Name | None, Name | None]:
        """What stands at the source and at the target."""
        lines: list[tuple[str, str]] = []
        for prop in link.properties:
            count = "" if link.named_at_source else cardinality(prop)
            room = _NAME_WIDTH - width(f" {count}" if count else "", NAME_SIZE)
            title = best(prop.title, self.writer.language, prop.slot)[1]
            text = wrap(title, NAME_SIZE, room, most=3)
            lines += [(part, "") for part in text[:-1]] + [(text[-1], count)]
        if link.named_at_source:
            return Name(tuple(lines)), Name((("", cardinality(link.properties[0])),))
        return None, Name(tuple(lines))

    def _sides(self) -> dict[tuple[str, Side], list[Port]]:
        found: dict[tuple[str, Side], list[Port]] = {}
        for strand in self.strands:
            for port in (strand.first, strand.second):
                if isinstance(port.owner, str):
                    found.setdefault((port.owner, port.side), []).append(port)
        return found

    # Heights.

    def _settle(self) -> None:
        """Start from stacks, then let every column in turn move towards what it is linked with."""
        for column in self.columns:
            y = 0.0
            for standing in column:
                standing.y = y
                y += standing.height + _TREE_GAP
            for standing in column:
                standing.y -= y / 2
        self._sort_ports()
        for _ in range(_ROUNDS):
            if max(map(self._move, self._movable()), default=0.0) < _STILL:
                break
        top = min(s.y for s in self.standing.values())
        for standing in self.standing.values():
            standing.y = round(standing.y - top)
        self._sort_ports()
        self._put_ports()
        self._straighten()

    def _movable(self) -> list[int]:
        """The columns in the order in which they move; in the diagram of a class the class stands still."""
        numbers = list(range(len(self.columns)))
        if self.scheme.kind == "class":
            return [n for n in numbers if n != self.column_of[self.scheme.name]]
        return [*numbers, *reversed(numbers[:-1])]

    def _move(self, number: int) -> float:
        """Move what stands in a column to where its links would be shortest; return the longest move."""
        column = self.columns[number]
        pulls = self._pulls(number)
        wanted = [s.y + sum(pulls[s.item]) / max(1, len(pulls[s.item])) for s in column]
        steps = [0.0, *(_apart(a, b) for a, b in pairwise(column))]
        furthest = 0.0
        places = spread(wanted, steps, [len(pulls[s.item]) + 0.2 for s in column])
        for standing, y in zip(column, places, strict=True):
            furthest = max(furthest, abs(standing.y - y))
            standing.y = y
        return furthest

    def _pulls(self, number: int) -> dict[Item, list[float]]:
        """How far each link would move what stands in a column; neighbours flock around their class."""
        column = self.columns[number]
        if self.scheme.kind == "class":
            middle = self.top(self.scheme.name) + self.boxes[self.scheme.name].height / 2
            return {s.item: [middle - s.y - s.height / 2] for s in column}
        self._put_ports(roughly=True)
        pulls: dict[Item, list[float]] = {s.item: [] for s in column}
        for strand in self.strands:
            if not strand.loop:
                for port in (strand.first, strand.second):
                    if port.column == number:
                        item = self.tree_of[port.owner] if isinstance(port.owner, str) else port.owner
                        pulls[item].append(port.other.y - port.y)
        return pulls

    def _middle(self, port: Port) -> float:
        if isinstance(port.owner, Passage):
            return self.standing[port.owner].y + _PASSAGE_HEIGHT / 2
        return self.top(port.owner) + self.boxes[port.owner].height / 2

    def _sort_ports(self) -> None:
        for ports in self.sides.values():
            ports.sort(key=lambda port: self._middle(port.other))

    def _put_ports(self, *, roughly: bool = False) -> None:
        for strand in self.strands:
            for port in (strand.first, strand.second):
                port.y = self._middle(port)
        self._put(lambda port: self._nearest(port, self._middle(port.other)))
        self._put(lambda port: port.other.y, named=False)
        if roughly:
            return
        for _ in range(2):
            self._put(lambda port: port.other.y, named=True)
            self._put(lambda port: port.other.y, named=False)

    def _nearest(self, port: Port, y: float) -> float:
        """The place on the port's own box that is nearest to a height, a little off the corners."""
        if isinstance(port.owner, Passage):
            return port.y
        top = self.top(port.owner)
        return min(max(y, top + 12), top + self.boxes[port.owner].height - 10)

    def _straighten(self) -> None:
        """Let a line that has a side of a box for itself reach it without a turn, where it can."""
        for strand in self.strands:
            for port in (strand.first, strand.second):
                if strand.loop or isinstance(port.owner, Passage):
                    continue
                low = self.top(port.owner) + self._least(self.nodes[port.owner], port)
                high = self.top(port.owner) + self.boxes[port.owner].height - 9
                if len(self.sides[port.owner, port.side]) == 1 and low <= port.other.y <= high:
                    port.y = port.other.y

    def _put(self, wish: Wish, *, named: bool | None = None) -> None:
        for (key, _), ports in self.sides.items():
            if named is not None and all((port.name is not None) != named for port in ports):
                continue
            node, top = self.nodes[key], self.top(key)
            wanted = [wish(p) if named is None or (p.name is not None) == named else p.y for p in ports]
            if node.form == "neighbour" and len(ports) == 1:
                wanted = [top + self.boxes[key].height / 2]
            steps = [least_step(port) for port in ports]
            if not any(port.name for port in ports):
                room = (self.boxes[key].height - 24) / len(ports)
                steps = [max(PORT_STEP, min(_WIDE_STEP, room))] * len(ports)
            least = [top + self._least(node, port) for port in ports]
            places = within(
                spread(wanted, steps, [1.0] * len(ports)), steps, least, top + self.boxes[key].height - 9
            )
            for port, y in zip(ports, places, strict=True):
                port.y = round(y)


def _apart(above: Standing, below: Standing) -> float:
    passing = isinstance(above.item, Passage) or isinstance(below.item, Passage)
    return above.height + (16 if passing else _TREE_GAP)
