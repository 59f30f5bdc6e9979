"""The system landscape as a drawing."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any, cast

import sector_fixtures
from stafett.web.landscapemap import BOX_HEIGHT, BOX_WIDTH, DOT, Map, draw_landscape
from stafett.web.sectordata import Interface, System


def drawn(*edges: tuple[str, str]) -> Map:
    slugs = list(dict.fromkeys(slug for edge in edges for slug in edge))
    systems = cast("list[System]", [sector_fixtures.system(slug) for slug in slugs])
    between: Any = [sector_fixtures.interface(n, *edge) for n, edge in enumerate(edges, 1)]
    return draw_landscape(systems, cast("list[Interface]", between))


def x_of(found: Map) -> dict[str, float]:
    return {box.system["slug"]: box.x for box in found.boxes}


def test_a_receiver_stands_to_the_right_of_its_sender() -> None:
    x = x_of(drawn(("a", "b"), ("b", "c"), ("a", "c")))
    assert x["a"] < x["b"] < x["c"]


def test_a_sender_without_senders_stands_beside_its_receiver() -> None:
    x = x_of(drawn(("a", "b"), ("b", "c"), ("late", "c")))
    assert x["late"] == x["b"]


def test_a_ring_of_senders_is_drawn_all_the_same() -> None:
    found = drawn(("a", "b"), ("b", "a"))
    assert len(found.lines) == 2
    assert len(found.boxes) == 2


def test_no_box_covers_another() -> None:
    found = drawn(("a", "b"), ("a", "c"), ("a", "d"), ("e", "c"))
    places = [(box.x, box.y) for box in found.boxes]
    assert len(set(places)) == len(places)
    assert all(x >= 0 and x + BOX_WIDTH <= found.width for x, _ in places)


def test_no_number_covers_another() -> None:
    found = drawn(("a", "x"), ("b", "y"), ("a", "y"), ("b", "x"))
    for one, other in combinations(found.lines, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * DOT) ** 2


def test_the_drawing_is_the_same_each_time() -> None:
    assert drawn(("a", "b"), ("c", "b")) == drawn(("a", "b"), ("c", "b"))


def test_a_line_goes_from_the_right_side_of_one_to_the_left_side_of_the_other() -> None:
    found = drawn(("a", "x"), ("b", "x"), ("a", "y"))
    boxes = {box.system["slug"]: box for box in found.boxes}
    for line in found.lines:
        numbers = [float(n) for n in re.findall(r"-?[0-9.]+", line.path)]
        sender, receiver = boxes[line.interface["sender"]], boxes[line.interface["receiver"]]
        assert (numbers[0], numbers[-2]) == (sender.x + BOX_WIDTH, receiver.x)
        assert sender.y < numbers[1] < sender.y + BOX_HEIGHT
        assert receiver.y < numbers[-1] < receiver.y + BOX_HEIGHT


def test_two_lines_of_one_system_do_not_begin_in_one_place() -> None:
    found = drawn(("a", "x"), ("a", "y"), ("b", "y"))
    ends = [
        end
        for line in found.lines
        for end in re.findall(r"^M([0-9.]+ [0-9.]+)|([0-9.]+ [0-9.]+)$", line.path)
    ]
    assert len(set(ends)) == len(ends)


def test_lines_come_by_their_numbers() -> None:
    found = drawn(("c", "z"), ("a", "x"), ("b", "y"))
    assert [line.interface["number"] for line in found.lines] == [1, 2, 3]


def test_nothing_at_all_can_be_drawn() -> None:
    found = draw_landscape([cast("System", sector_fixtures.system("alone", joined=False))], [])
    assert (found.boxes, found.lines) == ((), ())
    assert min(found.width, found.height) > 0


def test_a_longer_ring_ends() -> None:
    found = drawn(("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"))
    assert len(found.lines) == 4
    assert x_of(found)["d"] > x_of(found)["c"]
