"""Personal numbers are recognised, other long numbers are not."""

from __future__ import annotations

import pytest
from stdnum.no import fodselsnummer

from stafett.personal import holds_personal_number


def made_up() -> str:
    """A number of the right form for 1 January 1901, put together here so that none stands in the file."""
    start = "0101" + "01"
    for serial in range(100, 500):
        nine = f"{start}{serial}"
        first = 11 - sum(int(d) * w for d, w in zip(nine, (3, 7, 6, 1, 8, 9, 4, 5, 2), strict=True)) % 11
        ten = f"{nine}{first % 11}"
        second = 11 - sum(int(d) * w for d, w in zip(ten, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
        whole = f"{ten}{second % 11}"
        if len(whole) == 11 and fodselsnummer.is_valid(whole):
            return whole
    raise AssertionError("there is a valid number among four hundred")


def test_a_valid_number_is_found_inside_a_text() -> None:
    number = made_up()
    assert holds_personal_number(f"ref {number}.")
    assert holds_personal_number(f"{number[:6]} {number[6:]}")


@pytest.mark.parametrize("text", ["", "12345678901", "00000000000", "orgnr 974760673", "1" * 40])
def test_other_numbers_pass(text: str) -> None:
    assert not holds_personal_number(text)


def test_a_longer_number_is_not_cut_up() -> None:
    assert not holds_personal_number(made_up() + "7")
