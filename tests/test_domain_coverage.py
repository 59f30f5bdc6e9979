"""docs/domain-coverage.md says truly where what was asked for is, and leaves nothing out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from stafett.model.elements import Model

NAME = re.compile(r"[a-zæøå][\wæøå]*")
ASIDE = re.compile(r"\{[^}]*\}|\([^)]*\)")
"""Values of enumerations and remarks: no names of properties."""


def _rows(root: Path) -> list[list[str]]:
    lines = (root / "docs" / "domain-coverage.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in rows if row[0] not in {"class", "---"}]


def test_every_row_names_a_property_of_the_model_or_a_reason(root: Path, model: Model) -> None:
    rows, faults = _rows(root), []
    for cls, asked, places, remark in rows:
        found = re.findall(r"`(?:(\w+)\.)?(\w+)`", places)
        known = all(slot in {p.slot for p in model.classes[owner or cls].properties} for owner, slot in found)
        if not known or not (found or remark):
            faults.append(f"{cls}.{asked}")
    assert len(rows) > 400
    assert faults == []
    assert f"The table has {len(rows)} rows" in (root / "docs" / "domain-coverage.md").read_text("utf-8")


def test_every_class_and_property_that_was_asked_for_has_a_row(root: Path) -> None:
    file = root.parent / "shared" / "reference" / "domain.md"
    if not file.is_file():
        pytest.skip("there is no ../shared/reference/domain.md with the list of what was asked for")
    asked = dict(_asked(file.read_text(encoding="utf-8")))
    rows = {(cls, name) for cls, name, *_ in _rows(root)}
    assert len(asked) == 70
    assert sum(map(len, asked.values())) > 420
    assert [f"{cls}.{n}" for cls, names in asked.items() for n in names if (cls, n) not in rows] == []


def test_the_decisions_have_each_their_number_in_order(root: Path) -> None:
    text = (root / "docs" / "model-decisions.md").read_text(encoding="utf-8")
    numbers = [int(n) for n in re.findall(r"^(\d+)\. \*\*", text, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    mentioned = {int(n) for *_, remark in _rows(root) for n in re.findall(r"decision (\d+)", remark)}
    assert mentioned
    assert mentioned <= set(numbers)


def _asked(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each class of domain.md §4 with its properties: the tables of §4.2, and those of M8 in §4.6."""
    tables = _between(text, "### 4.2", "### 4.3") + _between(text, "**The other M8", "**Initial rows")
    for line in tables.splitlines():
        cells = [cell.strip() for cell in ASIDE.sub("", line).strip("| ").split("|")]
        if line.startswith("| ") and re.match("[A-Z]", cells[0]) and cells[0] != "Class":
            # A bar may also stand between two ranges, so all that follows belongs together.
            yield cells[0].split()[0], list(_names("|".join(cells[2:]).split("·")))
    row = _between(text, "\n`InformationAvailability` (", "Expose as")
    yield "InformationAvailability", list(_names(re.findall(r"`([a-z][^`]*)`", row)))


def _between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


def _names(parts: list[str]) -> Iterator[str]:
    """The names at the beginning of each part: `a: Range 1`, `a, b: Range` and `validFrom/To` are written."""
    for part in (part.strip(" `") for part in parts):
        if part.startswith("*"):  # a remark
            continue
        head, _, _ = part.partition(":")
        several = head.split(", ") if ", " in head else (head.split() or [""])[0].split("/")
        for name in several:
            found = re.sub("From$", "To", several[0]) if name == "To" else name
            if NAME.fullmatch(found) and "-" not in part.split()[0] and "§" not in part:
                yield found
