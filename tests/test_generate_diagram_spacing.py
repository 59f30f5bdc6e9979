from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stafett.generate.diagram.spacing import spread, within

PLACES = st.lists(st.floats(-500, 500), min_size=1, max_size=8)


def test_what_has_room_stands_where_it_wants_to() -> None:
    assert spread([0, 50, 90], [0, 10, 10], [1, 1, 1]) == [0, 50, 90]


def test_two_that_want_the_same_place_give_way_alike() -> None:
    assert spread([50, 50], [0, 10], [1, 1]) == [45, 55]


def test_the_heavier_wish_gives_way_less() -> None:
    first, second = spread([50, 50], [0, 10], [3, 1])
    assert 50 - first < second - 50


@given(PLACES)
def test_the_least_distance_is_kept_whatever_is_wanted(wanted: list[float]) -> None:
    places = spread(wanted, [10.0] * len(wanted), [1.0] * len(wanted))
    assert all(after - before > 10 - 1e-6 for before, after in pairwise(places))


def test_places_are_moved_between_their_limits_and_no_further() -> None:
    assert within([-5, 20, 90], [0, 10, 10], [0, 0, 0], 50) == [0, 20, 50]


def test_without_room_the_upper_limit_gives_way() -> None:
    assert within([0, 0, 0], [0, 10, 10], [0, 0, 0], 15) == [0, 10, 20]
