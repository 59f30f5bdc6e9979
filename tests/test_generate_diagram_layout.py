"""Nothing lies on top of anything else, and every text has room: in our model and in invented ones."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import pytest

from invented_models import invented, linked
from stafett.generate.diagram.drawing import write_diagrams
from stafett.generate.diagram.lettering import mono_width, width
from stafett.languages import Text
from stafett.model.elements import Range

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Area:
    """A rectangle, with what it is."""

    left: float
    top: float
    right: float
    bottom: float
    what: str = ""

    def overlaps(self, other: Area) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Area) -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


class Picture:
    """An SVG file, taken apart."""

    def __init__(self, svg: str) -> None:
        self.root = ET.fromstring(svg)

    def groups(self, name: str) -> Iterator[ET.Element]:
        return (g for g in self.root.iter(f"{SVG}g") if g.get("class") == name)

    @property
    def frame(self) -> Area:
        x, y, wide, tall = map(float, str(self.root.get("viewBox")).split())
        return Area(x, y, x + wide, y + tall)

    def boxes(self) -> list[Area]:
        found = []
        for group in self.groups("d-boxes"):
            for rect in group.iter(f"{SVG}rect"):
                x, y, wide, tall = (float(str(rect.get(k))) for k in ("x", "y", "width", "height"))
                found.append(Area(x, y, x + wide, y + tall))
        return found

    def texts(self, name: str) -> list[Area]:
        """The room that the lines of text of a kind take, by the width table."""
        found = []
        for outer in self.groups(name):
            size = float(outer.get("font-size", "12"))
            bold, anchor = outer.get("font-weight") == "600", outer.get("text-anchor", "start")
            for text in outer.iter(f"{SVG}text"):
                found += list(_lines(text, size, bold=bold, anchor=anchor))
        return found

    def pieces(self) -> list[list[tuple[float, float]]]:
        """The corners of every line."""
        paths = [p.get("d", "") for g in self.groups("d-links") for p in g.iter(f"{SVG}path")]
        return [
            [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", d)]
            for d in paths
            if d.count("M") == 1
        ]


def _lines(text: ET.Element, size: float, *, bold: bool, anchor: str) -> Iterator[Area]:
    mono = text.get("font-family") is not None
    size = float(text.get("font-size", size))
    runs: list[tuple[float, float, str, str]] = []
    if text.get("x"):
        runs.append((float(str(text.get("x"))), float(str(text.get("y"))), anchor, text.text or ""))
    for child in text:
        if child.tag == f"{SVG}title":
            content = child.tail or ""
        else:
            content = "".join(child.itertext()) + (child.tail or "")
        if child.get("x"):
            y = float(child.get("y") or str(text.get("y")))
            runs.append((float(str(child.get("x"))), y, child.get("text-anchor", anchor), content))
        else:
            x, y, side, before = runs[-1]
            runs[-1] = (x, y, side, before + content)
    for x, y, side, content in runs:
        words = content.strip()
        wide = mono_width(words, size) if mono else width(words, size, bold=bold)
        left = x - wide if side == "end" else x
        yield Area(left, y - size * 0.8, left + wide, y + size * 0.22, words)


def _crosses(a: tuple[float, float], b: tuple[float, float], area: Area) -> bool:
    left, right = sorted((a[0], b[0]))
    top, bottom = sorted((a[1], b[1]))
    return left < area.right and area.left < right and top < area.bottom and area.top < bottom


def check(path: str, svg: str) -> None:
    picture = Picture(svg)
    boxes = picture.boxes()
    inside = [a for kind in ("d-titles", "d-rows", "d-modules") for a in picture.texts(kind)]
    names, legend = picture.texts("d-names"), picture.texts("d-legend")
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other), path
    for text in inside:
        alone = text.what.startswith("+") and not any(box.overlaps(text) for box in boxes)
        assert alone or any(box.holds(text) for box in boxes), (path, text.what)
    for one, other in combinations([*inside, *names, *legend], 2):
        assert not one.overlaps(other), (path, one.what, other.what)
    for text in [*names, *legend]:
        assert not any(box.overlaps(text) for box in boxes), (path, text.what)
    for thing in [*boxes, *inside, *names, *legend]:
        assert picture.frame.holds(thing), (path, thing.what)
    for corners in picture.pieces():
        for a, b in pairwise(corners):
            assert a[0] >= picture.frame.left and b[0] <= picture.frame.right, path
            assert not any(_crosses(a, b, _shrunk(box)) for box in boxes), path
            assert not any(_crosses(a, b, text) for text in names), path


def _shrunk(box: Area) -> Area:
    return Area(box.left + 1, box.top + 1, box.right - 1, box.bottom - 1)


def test_nothing_overlaps_in_our_model(diagrams: dict[str, str]) -> None:
    for path, svg in diagrams.items():
        check(path, svg)


@pytest.mark.parametrize("seed", range(16))
def test_nothing_overlaps_in_invented_models(seed: int) -> None:
    for path, svg in write_diagrams(invented(seed)):
        if path.endswith(".nb.svg"):
            check(path, svg)


def test_columns_fit_the_page(diagrams: dict[str, str]) -> None:
    for path, svg in diagrams.items():
        assert Picture(svg).frame.right < 1400, path


def test_classes_with_many_users_say_how_many_are_left_out() -> None:
    base = invented(3, 20)
    hub = base.classes["Class0"]
    found = dict(base.classes)
    for name in list(found)[1:]:
        own = found[name].properties
        link = linked(f"{name}x", Range("class", "Class0", "x"), Text.of({"nb": "viser til"}), (1, 1))
        found[name] = replace(found[name], properties=(*own, link))
    model = replace(base, classes=found)
    svg = dict(write_diagrams(model))[f"class/{hub.name}.nb.svg"]
    check("many", svg)
    left_out = re.search(r"\+ (\d+) klasser til", svg)
    assert left_out and len(Picture(svg).boxes()) > 14
    assert 'href="/def/Class0#used-by"' in svg
