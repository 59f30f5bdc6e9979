"""What the signs of a diagram mean, on a line or two below it; only those that occur."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from stafett.generate.diagram.lettering import width
from stafett.generate.diagram.marks import RADIUS, diamond, elsewhere, itself, number, tip
from stafett.generate.diagram.markup import group, path, text

SIZE: Final = 11.5
_STEP: Final = 20
_SIGN: Final = 34
_BETWEEN: Final = 24
_NARROWEST: Final = 380


@dataclass(frozen=True)
class Entry:
    """A sign and where it stands."""

    kind: str
    word: str
    x: float
    y: float


class Legend:
    """The legend below a drawing of a given width."""

    def __init__(self, words: dict[str, str], kinds: list[str], wide: float, top: float) -> None:
        self.entries: list[Entry] = []
        self.width = wide if not kinds else max(wide, _NARROWEST)
        x, y = 0.0, top
        for kind in kinds:
            need = _SIGN + width(words[kind], SIZE)
            if x and x + need > self.width:
                x, y = 0.0, y + _STEP
            self.entries.append(Entry(kind, words[kind], x, y))
            x += need + _BETWEEN
        self.bottom = y + 8 if kinds else top

    def svg(self) -> Iterator[str]:
        """The groups of the legend."""
        yield from group(
            "d-legend",
            {"fill": "text-muted", "font-size": str(SIZE)},
            [text(e.x + _SIGN, e.y + 4, e.word) for e in self.entries],
        )
        stroke = {"stroke": "text-muted", "stroke-width": "1.2"}
        yield from group("d-legend", {"fill": "none", **stroke}, [self._paths(_LINES)])
        yield from group("d-legend", {"fill": "text-muted"}, [self._paths(_FILLED)])
        yield from group("d-legend", {"fill": "paper", **stroke}, [self._paths(_OPEN)])
        yield from group("d-legend", {"fill": "tint", "stroke": "line"}, [self._paths(_SWATCH)])
        dashed = {"fill": "none", "stroke": "text-muted", "stroke-dasharray": "5 3"}
        yield from group("d-legend", dashed, [self._paths(_DASHED)])

    def _paths(self, signs: dict[str, Callable[[float, float], str]]) -> str:
        return path(signs[e.kind](e.x, e.y) for e in self.entries if e.kind in signs)


def _stroke(x: float, y: float) -> str:
    return f"M{number(x)} {number(y)}h26"


def _swatch(x: float, y: float) -> str:
    r = RADIUS / 2
    corner = f"a{r} {r} 0 0 1"
    return (
        f"M{number(x)} {number(y - 7 + r)}{corner} {r} -{r}h{26 - 2 * r}{corner} {r} {r}"
        f"v{14 - 2 * r}{corner} -{r} {r}h-{26 - 2 * r}{corner} -{r} -{r}z"
    )


_LINES: Final[dict[str, Callable[[float, float], str]]] = {
    "refers": lambda x, y: _stroke(x, y) + tip(x + 26, y, 1),
    "contains": lambda x, y: _stroke(x, y) + tip(x + 26, y, 1),
    "specialises": lambda x, y: f"M{number(x)} {number(y)}h16",
    "elsewhere": lambda x, y: elsewhere(x + 9, y + 4),
    "itself": lambda x, y: itself(x + 9, y + 4),
}
_FILLED: Final[dict[str, Callable[[float, float], str]]] = {"contains": lambda x, y: diamond(x, y, 1)}
_OPEN: Final[dict[str, Callable[[float, float], str]]] = {
    "specialises": lambda x, y: f"M{number(x + 26)} {number(y)}l-10 -6v12z"
}
_SWATCH: Final[dict[str, Callable[[float, float], str]]] = {"value": _swatch}
_DASHED: Final[dict[str, Callable[[float, float], str]]] = {"abstract": _swatch}
