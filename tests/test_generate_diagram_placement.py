from __future__ import annotations

from itertools import pairwise

import pytest

from invented_models import invented
from stafett.generate.diagram.box import BoxWriter
from stafett.generate.diagram.columns import columns_of
from stafett.generate.diagram.placement import Placement
from stafett.generate.diagram.scheme import class_scheme, module_scheme
from stafett.model.elements import Model


def placed(model: Model, module: str) -> Placement:
    scheme = module_scheme(model, module)
    return Placement(scheme, columns_of(scheme), BoxWriter(model, "nb", scheme))


@pytest.mark.parametrize("seed", range(4))
def test_what_stands_in_a_column_stands_one_below_the_other(seed: int) -> None:
    place = placed(invented(seed), "m")
    for column in place.columns:
        for above, below in pairwise(column):
            assert above.y + above.height <= below.y
        assert min(standing.y for standing in column) >= 0
    assert place.height() == max(s.y + s.height for column in place.columns for s in column)


@pytest.mark.parametrize("seed", range(4))
def test_lines_meet_a_box_inside_its_height_and_apart_from_each_other(seed: int) -> None:
    place = placed(invented(seed), "m")
    for (key, _), ports in place.sides.items():
        if isinstance(key, str):
            top, bottom = place.top(key), place.top(key) + place.boxes[key].height
            assert all(top < port.y < bottom for port in ports)
            heights = [port.y for port in ports]
            assert heights == sorted(heights) and len(set(heights)) == len(heights)


def test_a_class_stands_above_those_that_specialise_it(model: Model) -> None:
    for module in model.modules:
        place = placed(model, module)
        for node in place.nodes.values():
            if node.parent:
                assert place.top(node.parent) < place.top(node.key)


def test_each_gap_that_a_link_crosses_has_a_piece_of_it(model: Model) -> None:
    scheme = class_scheme(model, "ProgrammeEnrolment")
    place = Placement(scheme, columns_of(scheme), BoxWriter(model, "nb", scheme))
    for number, link in enumerate(scheme.links):
        gaps = [s.gap for s in place.strands if s.link == number]
        ends = sorted((place.column_of[link.source], place.column_of[link.target]))
        assert gaps == list(range(*ends))
