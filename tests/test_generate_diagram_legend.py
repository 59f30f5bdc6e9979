from __future__ import annotations

from itertools import pairwise

from stafett.generate.diagram.legend import Legend
from stafett.generate.diagram.words import WORDS

KINDS = ["refers", "contains", "specialises", "value", "abstract", "elsewhere", "itself"]


def test_only_what_occurs_is_explained() -> None:
    svg = "".join(Legend(WORDS["nb"], ["refers", "abstract"], 900, 0).svg())
    assert "viser til" in svg and "abstrakt klasse" in svg
    assert "er en slags" not in svg


def test_a_diagram_without_signs_has_no_legend_and_keeps_its_size() -> None:
    legend = Legend(WORDS["nb"], [], 120, 50)
    assert list(legend.svg()) == []
    assert (legend.width, legend.bottom) == (120, 50)


def test_what_has_no_room_on_the_line_stands_on_the_next() -> None:
    wide, narrow = (Legend(WORDS["nb"], KINDS, width, 0) for width in (2000, 400))
    assert {e.y for e in wide.entries} == {0}
    assert len({e.y for e in narrow.entries}) > 1
    assert narrow.bottom > wide.bottom
    for before, after in pairwise(narrow.entries):
        assert after.x > before.x or (after.x == 0 and after.y > before.y)


def test_every_sign_of_the_legend_is_drawn() -> None:
    for kind in KINDS:
        svg = "".join(Legend(WORDS["en"], [kind], 900, 0).svg())
        assert "<path" in svg, kind
