from __future__ import annotations

from pathlib import Path

import pytest

from stafett.errors import DataError, DistError, Location, SettingError, SourceError, StafettError

FILE = Path("codes") / "vigo-termin.csv"


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        (Location(FILE), "codes/vigo-termin.csv"),
        (Location(FILE, 3), "codes/vigo-termin.csv:3"),
        (Location(FILE, 3, 7), "codes/vigo-termin.csv:3:7"),
    ],
)
def test_a_location_reads_as_editors_understand_it(where: Location, shown: str) -> None:
    assert str(where) == shown


def test_a_message_says_where_what_and_what_to_do() -> None:
    fault = StafettError("It is wrong", where=Location(FILE, 3), hint="Put it right.")
    assert str(fault) == "codes/vigo-termin.csv:3: It is wrong\n  Put it right."


def test_a_message_without_place_and_hint_is_the_message() -> None:
    assert str(StafettError("It is wrong")) == "It is wrong"


@pytest.mark.parametrize("kind", [SourceError, SettingError, DistError, DataError])
def test_every_kind_is_something_the_user_can_put_right(kind: type[StafettError]) -> None:
    assert isinstance(kind("x"), StafettError)
