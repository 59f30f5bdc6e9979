from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stafett.mappings.targets import VOCABULARIES, check_targets
from stafett.sources import Sources


@pytest.mark.shared
def test_every_term_we_map_to_is_in_its_vocabulary(sources: Sources, shared: Path) -> None:
    checked = check_targets(sources.mappings.values(), shared)
    assert [str(f) for f in checked.faults] == []
    assert checked.looked_up > 250
    assert not set(checked.unknown) & VOCABULARIES.keys()


@pytest.mark.shared
def test_a_term_that_is_not_there_is_named_with_file_and_line(sources: Sources, shared: Path) -> None:
    elm = sources.mappings["stafett-elm"]
    row = next(m for m in elm.mappings if m.object.curie.startswith("elm:"))
    wrong = replace(row, object=replace(row.object, curie="elm:NoSuchThing"))
    checked = check_targets([replace(elm, mappings=(wrong,))], shared)
    [fault] = checked.faults
    assert str(fault) == (
        f"{row.where}: «elm:NoSuchThing» is not in the vocabulary it is mapped to\n"
        "  Look it up again, or map to what is there."
    )
    assert row.where.line is not None


def test_without_copies_nothing_is_checked_and_that_is_said(sources: Sources, tmp_path: Path) -> None:
    checked = check_targets(sources.mappings.values(), tmp_path)
    assert checked.looked_up == 0
    assert {"elm", "fint", "u"} <= set(checked.unknown)
