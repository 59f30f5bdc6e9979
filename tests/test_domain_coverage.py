"""docs/domain-coverage.md says truly where what was asked for is."""

from __future__ import annotations

import re
from pathlib import Path

from stafett.model.elements import Model


def test_every_row_names_a_property_of_the_model_or_a_reason(root: Path, model: Model) -> None:
    lines = (root / "docs" / "domain-coverage.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    rows = [row for row in rows if row[0] not in {"class", "---"}]
    faults = []
    for cls, asked, places, remark in rows:
        found = re.findall(r"`(?:(\w+)\.)?(\w+)`", places)
        known = all(slot in {p.slot for p in model.classes[owner or cls].properties} for owner, slot in found)
        if not known or not (found or remark):
            faults.append(f"{cls}.{asked}")
    assert len(rows) > 400
    assert faults == []
