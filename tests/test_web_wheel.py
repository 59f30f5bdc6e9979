"""Where events stand on the wheel."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any, cast

import sector_fixtures
from stafett.web.sectordata import Event
from stafett.web.wheel import DOT, SIZE, Dot, draw_wheel


def wheel(*days: date) -> tuple[Dot, ...]:
    found = [cast(Event, sector_fixtures.event(str(day), day.isoformat())) for day in days]
    return draw_wheel(found).dots


def test_august_stands_at_the_top_and_february_at_the_bottom() -> None:
    august, february = wheel(date(2023, 8, 1), date(2024, 2, 1))
    assert august.x == SIZE / 2
    assert august.y < SIZE / 4
    assert february.x == SIZE / 2
    assert february.y > 3 * SIZE / 4


def test_the_year_runs_with_the_clock() -> None:
    november, may = wheel(date(2023, 11, 1), date(2024, 5, 1))
    assert november.x > SIZE / 2 > may.x


def test_no_dot_covers_another_however_many_fall_on_one_day() -> None:
    days = [date(2023, 10, 1)] * 9 + [date(2023, 10, 1) + timedelta(days=n) for n in range(12)]
    dots: Any = wheel(*days)
    for one, other in combinations(dots, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * DOT) ** 2


def test_the_months_are_twelve_from_august() -> None:
    assert [month.number for month in draw_wheel([]).months] == [8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7]


def test_the_name_of_a_month_stands_outside_the_wheel_on_its_own_side() -> None:
    anchors = {month.number: month.anchor for month in draw_wheel([]).months}
    assert {n for n, anchor in anchors.items() if anchor == "middle"} == {7, 8, 1, 2}
    assert {n for n, anchor in anchors.items() if anchor == "start"} == {9, 10, 11, 12}
