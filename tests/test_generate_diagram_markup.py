from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from stafett.generate.diagram.markup import COLOURS, group, path, text, var

SVG = "{http://www.w3.org/2000/svg}"


def test_colours_are_the_pages_with_plain_ones_for_other_programs(
    root: Path, diagrams: dict[str, str]
) -> None:
    style = (root / "src/stafett/web/static/stafett.css").read_text(encoding="utf-8")
    for colour in COLOURS:
        assert f"--{colour}:" in style, colour
    for name, svg in diagrams.items():
        for outer in ET.fromstring(svg).findall(f"{SVG}g"):
            inner = outer.find(f"{SVG}g")
            assert inner is not None, name
            for key in ("fill", "stroke"):
                if outer.get(key) not in (None, "none"):
                    assert str(outer.get(key)).startswith("#"), name
                    assert str(inner.get(key)).startswith("var(--"), name


def test_a_group_has_a_plain_colour_outside_and_the_pages_inside() -> None:
    outer = ET.fromstring("".join(group("d-x", {"fill": "text", "font-size": "12"}, ["<rect/>"])))
    assert outer.attrib == {"class": "d-x", "fill": COLOURS["text"], "font-size": "12"}
    [inner] = outer
    assert inner.attrib == {"fill": var("text")}
    assert [e.tag for e in inner] == ["rect"]


def test_a_group_of_nothing_is_nothing() -> None:
    assert list(group("d-x", {"fill": "text"}, ["", ""])) == []
    assert path([]) == ""


def test_lettering_is_escaped() -> None:
    assert text(1.04, 2, "a < b & c") == '<text x="1" y="2">a &lt; b &amp; c</text>'
