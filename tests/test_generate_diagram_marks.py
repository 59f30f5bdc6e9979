from __future__ import annotations

import re

import pytest

from stafett.generate.diagram.marks import ICONS, diamond, header, number, tip, triangle

Step = tuple[str, list[float]]


def steps(path: str) -> list[Step]:
    """The commands of a path, each with its numbers."""
    found = re.findall(r"([A-Za-z])([^A-Za-z]*)", path)
    return [(letter, [float(n) for n in re.findall(r"-?\.?\d+(?:\.\d+)?", rest)]) for letter, rest in found]


def test_a_number_has_no_more_digits_than_can_be_seen() -> None:
    assert [number(v) for v in (3.0, 3.14159, -0.04, 120.25)] == ["3", "3.1", "-0", "120.2"]


@pytest.mark.parametrize("way", [1, -1])
def test_the_head_of_an_arrow_has_its_point_at_the_box_and_its_back_where_it_came_from(way: int) -> None:
    (_, back), (_, point), (_, other) = steps(tip(100, 50, way))
    assert abs(point[0] - 100) < 1 and point[1] == 50
    assert back[0] == other[0] == 100 - 8 * way
    assert (back[1] + other[1]) / 2 == 50


@pytest.mark.parametrize("way", [1, -1])
def test_a_diamond_begins_at_its_box_and_closes(way: int) -> None:
    found = steps(diamond(10, 20, way))
    assert found[0] == ("M", [10.0, 20.0])
    assert found[-1][0] == "z"
    sideways = [numbers[0] for letter, numbers in found if letter == "l"]
    assert sideways == [6 * way, 6 * way, -6 * way]  # the last side is closed by z


def test_a_triangle_points_up_at_the_class_above() -> None:
    found = steps(triangle(10, 20))
    assert found[0] == ("M", [10.0, 20.0])
    assert found[1] == ("l", [-6.0, 10.0])


def test_a_header_that_nothing_follows_is_round_below_too() -> None:
    closed, opened = (header(0, 0, 100, 40, closed=shut) for shut in (True, False))
    assert closed.count("a") == 4
    assert opened.count("a") == 2
    assert closed.endswith("z") and opened.endswith("z")


def test_each_icon_is_drawn_from_where_it_stands() -> None:
    for icon in ICONS.values():
        here, there = steps(icon(0, 0)), steps(icon(50, 0))
        assert there[0][1][0] - here[0][1][0] == 50
        assert there[1:] == here[1:]  # the rest is drawn from there
