"""Was a code valid on a day?"""

from __future__ import annotations

from typing import Any

import pytest

from stafett.web.listdata import Code
from stafett.web.validity import validity_on


def row(**more: Any) -> Code:
    base: dict[str, Any] = {"validFrom": None, "validTo": None, "status": "current"}
    found: Code = base | more  # type: ignore[assignment]
    return found


@pytest.mark.parametrize(
    ("dates", "day", "expected"),
    [
        ({"validFrom": "2020-08-01", "validTo": "2022-07-31"}, "2020-08-01", "valid"),
        ({"validFrom": "2020-08-01", "validTo": "2022-07-31"}, "2022-07-31", "valid"),
        ({"validFrom": "2020-08-01", "validTo": "2022-07-31"}, "2020-07-31", "notValid"),
        ({"validFrom": "2020-08-01", "validTo": "2022-07-31"}, "2022-08-01", "notValid"),
        ({"validFrom": "2020-08-01"}, "2026-01-01", "valid"),
        ({"validFrom": "2020-08-01", "status": "expired"}, "2026-01-01", "unknown"),
        ({"validFrom": "2020-08-01", "status": "unknown"}, "2026-01-01", "unknown"),
        ({"validFrom": "2020-08-01", "status": "expired"}, "2020-07-31", "notValid"),
        ({"validFrom": "2020-08-01", "validTo": "2020-08-01"}, "2020-08-01", "valid"),
        ({"validTo": "2022-07-31"}, "2022-07-31", "unknown"),
        ({"validTo": "2022-07-31"}, "2022-08-01", "notValid"),
        ({}, "2022-08-01", "unknown"),
        ({"status": "expired"}, "2022-08-01", "unknown"),
    ],
)
def test_validity_is_never_guessed(dates: dict[str, str], day: str, expected: str) -> None:
    assert validity_on(row(**dates), day) == expected
