from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from stafett.generate.diagram.box import BoxWriter
from stafett.generate.diagram.columns import columns_of
from stafett.generate.diagram.placement import Placement
from stafett.generate.diagram.routes import Routes
from stafett.generate.diagram.scheme import class_scheme, module_scheme
from stafett.model.elements import Model


def all_routes(model: Model) -> Iterator[Routes]:
    schemes = [module_scheme(model, m) for m in model.modules]
    schemes += [class_scheme(model, c) for c in list(model.classes)[::6]]
    for scheme in schemes:
        yield Routes(Placement(scheme, columns_of(scheme), BoxWriter(model, "nb", scheme)))


@pytest.fixture(scope="module")
def drawn(model: Model) -> list[Routes]:
    return list(all_routes(model))


def test_each_link_has_one_line_in_the_order_of_the_links(drawn: list[Routes]) -> None:
    for routes in drawn:
        links = routes.placement.scheme.links
        assert [route.link for route in routes.routes()] == list(range(len(links)))


def test_a_line_starts_at_its_source_and_ends_at_its_target(drawn: list[Routes]) -> None:
    for routes in drawn:
        for route in routes.routes():
            link = routes.placement.scheme.links[route.link]
            for key, (x, y), way in (
                (link.source, route.start, route.leaves),
                (link.target, route.end, -route.arrives),
            ):
                place = routes.placement
                column = routes.columns[place.column_of[key]]
                edge = column + place.widths[place.column_of[key]] if way > 0 else routes.left(key)
                assert x == edge, (link.source, link.target)
                assert place.top(key) < y < place.top(key) + place.boxes[key].height


def test_lines_run_along_and_across_only_with_rounded_corners(drawn: list[Routes]) -> None:
    for routes in drawn:
        for route in routes.routes():
            straight = re.sub(r"Q[^LQM]+", "|", route.path)
            assert straight.startswith("M")
            for piece in straight.split("|")[:1]:
                (x1, y1), (x2, y2) = re.findall(r"(-?[\d.]+) (-?[\d.]+)", piece)[:2]
                assert x1 == x2 or y1 == y2, route.path


def test_two_lines_that_turn_in_one_gap_at_the_same_height_have_tracks_of_their_own(
    drawn: list[Routes],
) -> None:
    turns = 0
    for routes in drawn:
        seen: dict[str, list[tuple[float, float]]] = {}
        for route in routes.routes():
            corners = [(float(x), float(y)) for x, y in re.findall(r"Q(-?[\d.]+) (-?[\d.]+)", route.path)]
            for (x, a), (other, b) in zip(corners[::2], corners[1::2], strict=True):
                assert x == other
                low, high = sorted((a, b))
                for start, end in seen.setdefault(str(x), []):
                    assert high < start or end < low, route.path
                seen[str(x)].append((low, high))
                turns += 1
    assert turns > 25


def test_the_line_to_the_class_above_ends_at_its_lower_edge(drawn: list[Routes]) -> None:
    heads = 0
    for routes in drawn:
        place = routes.placement
        parents = {node.parent for node in place.nodes.values() if node.parent}
        edges = {place.top(p) + place.boxes[p].height for p in parents}
        _, found = routes.family()
        assert {y for _, y in found} == edges
        heads += len(found)
    assert heads > 5
