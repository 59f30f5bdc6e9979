"""The ends of links: what is written there, and where a piece of a link meets a box."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from stafett.generate.diagram.box import ROW
from stafett.generate.diagram.columns import Passage
from stafett.generate.diagram.lettering import width

NAME_STEP: Final = 14
NAME_SIZE: Final = ROW - 0.5
PORT_STEP: Final = 11

Side = Literal["left", "right"]


@dataclass(frozen=True)
class Name:
    """What is written at the end of a link: lines of text, each with the cardinality that follows it."""

    lines: tuple[tuple[str, str], ...]

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max(line_width(*line) for line in self.lines)

    @property
    def height(self) -> float:
        """From the line of the link up to the top of the text."""
        return NAME_STEP * len(self.lines) + 4


def line_width(text: str, count: str) -> float:
    """The width of a line of a name."""
    return width(" ".join(filter(None, (text, count))), NAME_SIZE)


@dataclass
class Port:
    """Where a piece of a link meets a box (or passes through a column)."""

    owner: str | Passage
    side: Side
    column: int
    name: Name | None = None
    y: float = 0.0
    other: Port = field(init=False, repr=False)


@dataclass(frozen=True)
class Strand:
    """A piece of a link in one gap between columns; `loop` has both ends on the left of the gap."""

    link: int
    gap: int
    first: Port
    second: Port
    loop: bool = False


def joined(link: int, gap: int, first: Port, second: Port, *, loop: bool = False) -> Strand:
    """A piece of a link between two ports, each of which then knows the other."""
    first.other, second.other = second, first
    return Strand(link, gap, first, second, loop)


def least_step(port: Port) -> float:
    """The least distance from the port above."""
    return max(PORT_STEP, port.name.height + 3 if port.name else 0)
