"""Cardinalities are written as UML writes them (0..1, 1..*)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stafett.generate.cardinality import cardinality
from stafett.model.elements import Model


@pytest.mark.parametrize(
    ("least", "most", "written"),
    [(1, 1, "1"), (0, 1, "0..1"), (1, None, "1..*"), (0, None, "0..*"), (2, 2, "2"), (2, 5, "2..5")],
)
def test_cardinality(model: Model, least: int, most: int | None, written: str) -> None:
    prop = next(iter(model.classes.values())).properties[0]
    assert cardinality(replace(prop, min_count=least, max_count=most)) == written
