"""Signs as paths: heads of arrows, diamonds, triangles and the small signs in rows."""

from __future__ import annotations

from typing import Final

RADIUS: Final = 8
"""Of the corners of a box."""


def number(value: float) -> str:
    """A coordinate with no more digits than can be seen."""
    return f"{round(value, 1):g}"


def tip(x: float, y: float, way: int) -> str:
    """The head of an association; `way` is 1 where it points to the right."""
    back = number(x - 8 * way)
    return f"M{back} {number(y - 4.5)}L{number(x - 0.5 * way)} {number(y)}L{back} {number(y + 4.5)}"


def diamond(x: float, y: float, way: int) -> str:
    """The sign of a whole, at its own end of the line."""
    return f"M{number(x)} {number(y)}l{6 * way} -4.5l{6 * way} 4.5l{-6 * way} 4.5z"


def triangle(x: float, y: float) -> str:
    """The head of a specialisation, pointing up at the class that is specialised."""
    return f"M{number(x)} {number(y)}l-6 10h12z"


def elsewhere(x: float, y: float) -> str:
    """The sign of a class in another module, on a row with this baseline."""
    return f"M{number(x)} {number(y - 4)}h8m-3 -3l3 3l-3 3"


def itself(x: float, y: float) -> str:
    """The sign of a property that leads back to the same class."""
    return f"M{number(x + 7)} {number(y - 6.6)}a3.6 3.6 0 1 0 .8 4.2m-.4 -6.6v2.6h-2.6"


ICONS: Final = {"elsewhere": elsewhere, "itself": itself}


def header(x: float, y: float, wide: float, tall: float, *, closed: bool) -> str:
    """The field behind a title; `closed` where nothing follows below it."""
    r = RADIUS - 0.5
    x, y, wide, tall = x + 0.5, y + 0.5, wide - 1, tall - (1 if closed else 0.5)
    arc, across = f"a{r} {r} 0 0 1", number(wide - 2 * r)
    start = f"M{number(x)} {number(y + r)}{arc} {r} -{r}h{across}{arc} {r} {r}"
    if closed:
        down = f"v{number(tall - 2 * r)}{arc} -{r} {r}h-{across}{arc} -{r} -{r}z"
    else:
        down = f"v{number(tall - r)}h-{number(wide)}z"
    return start + down
