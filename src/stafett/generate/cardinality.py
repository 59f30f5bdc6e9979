"""Cardinalities as UML writes them."""

from __future__ import annotations

from stafett.model.elements import Property


def cardinality(prop: Property) -> str:
    """How many values a property takes: 1, 0..1, 1..* or 0..*."""
    most = "*" if prop.max_count is None else str(prop.max_count)
    return most if str(prop.min_count) == most else f"{prop.min_count}..{most}"
