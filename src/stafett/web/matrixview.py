"""The matrix as a reader sees it: the rows that fit the filter, as a table of elements and actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from stafett.web.matrixdata import Element, MatrixPages, Purpose, Row
from stafett.web.pagedata import Value

GAPS: Final = ("noBasis", "unclear", "noChannel", "noResponsible", "noTime")
"""What may be missing in a row, the gravest first; worked out by the build (stafett.pages.matrix)."""

FILTERS: Final = ("actor", "element", "status", "purpose")
"""The parameters that choose rows."""


@dataclass(frozen=True)
class Line:
    """One element with its cells, one an actor."""

    element: Element
    cells: tuple[tuple[Row, ...], ...]


class Matrix:
    """All rows of one build."""

    def __init__(self, pages: MatrixPages) -> None:
        self.rows = pages["rows"]
        self.statuses = {value["key"]: value for value in pages["statuses"]}
        self.actors = {value["key"]: value for value in pages["actors"]}
        self.elements = {element["slug"]: element for element in pages["elements"]}
        self.purposes = {purpose["slug"]: purpose for purpose in pages["purposes"]}

    @cached_property
    def by_slug(self) -> Mapping[str, Row]:
        """Each row by the last part of its address."""
        return {row["slug"]: row for row in self.rows}

    def known(self, name: str) -> Mapping[str, Value] | Mapping[str, Element] | Mapping[str, Purpose]:
        """What a filter may be set to."""
        choices = {
            "actor": self.actors,
            "element": self.elements,
            "status": self.statuses,
            "purpose": self.purposes,
        }
        return choices[name]  # type: ignore[return-value]

    def chosen(self, wanted: Mapping[str, str]) -> list[Row]:
        """The rows that have every wanted value."""
        return [row for row in self.rows if all(row[name] == value for name, value in wanted.items())]  # type: ignore[literal-required]

    def used(self, name: str) -> list[str]:
        """The values of a filter that at least one row has, in their own order."""
        have = {str(row[name]) for row in self.rows}  # type: ignore[literal-required]
        return [key for key in self.known(name) if key in have]

    def counts(self, rows: Iterable[Row]) -> list[tuple[Value, int]]:
        """Each status with the number of rows that have it, none included."""
        found = Counter(row["status"] for row in rows)
        return [(value, found[key]) for key, value in self.statuses.items()]

    def table(self, rows: Iterable[Row]) -> tuple[list[Value], list[Line]]:
        """The actors and elements that the rows are about, and the rows of each pair."""
        cells: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            cells.setdefault((row["element"], row["actor"]), []).append(row)
        columns = [key for key in self.actors if any(actor == key for _, actor in cells)]
        lines = [
            Line(element, tuple(tuple(cells.get((slug, actor), ())) for actor in columns))
            for slug, element in self.elements.items()
            if any(of == slug for of, _ in cells)
        ]
        return [self.actors[key] for key in columns], lines

    def gaps(self) -> dict[str, list[Row]]:
        """The rows that lack something, by what they lack."""
        return {gap: [row for row in self.rows if gap in row["gaps"]] for gap in GAPS}

    def incomplete_elements(self) -> list[Element]:
        """Elements without a system that holds them, or without anyone responsible."""
        return [e for e in self.elements.values() if not e["systems"] or not e["responsible"]]

    def unused_elements(self) -> list[Element]:
        """Elements that no row is about: nobody has asked who may have them."""
        used = {row["element"] for row in self.rows}
        return [e for slug, e in self.elements.items() if slug not in used]

    def where(self, fits: Callable[[Row], bool]) -> list[Row]:
        """The rows that fit."""
        return [row for row in self.rows if fits(row)]
