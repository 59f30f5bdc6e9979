"""What the pages of code lists show besides the lists: history, mappings, changes and gaps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stafett.codes.reader import read_sources
from stafett.pages.codechanges import code_change_data
from stafett.pages.codegaps import code_gap_data
from stafett.pages.codehistory import code_history_data
from stafett.pages.codemappings import code_mapping_data
from stafett.sources import Sources

KL06 = "http://psi.udir.no/kl06/"


@pytest.fixture(scope="module")
def history(sources: Sources, root: Path) -> dict[str, Any]:
    known = read_sources(root / "codes" / "sources.yaml", sources.model.iris)
    return code_history_data(sources.replacements, known)


def test_a_chain_is_given_with_every_step_on_the_way(history: dict[str, Any]) -> None:
    assert history["codes"][f"{KL06}NOR1003"]["after"] == [
        [f"{KL06}NOR1003", f"{KL06}NOR1201"],
        [f"{KL06}NOR1003", f"{KL06}NOR1201", f"{KL06}NOR1260"],
    ]


def test_a_split_and_a_merge_are_told_apart(history: dict[str, Any]) -> None:
    assert history["codes"][f"{KL06}NAT1001"]["kind"] == "split"
    assert len(history["codes"][f"{KL06}NAT1001"]["after"]) == 10
    assert history["codes"][f"{KL06}NOR1202"]["kind"] == "merge"
    assert [f"{KL06}NOR1260", f"{KL06}NOR1202"] in history["codes"][f"{KL06}NOR1260"]["before"]


def test_every_step_names_its_source_and_when_it_was_read(history: dict[str, Any]) -> None:
    assert history["steps"]
    for step in history["steps"]:
        assert step["sources"], step
        assert step["read"]


def test_a_mapping_is_seen_from_both_sides(sources: Sources) -> None:
    found = code_mapping_data(sources.mappings, sources.lists)
    ours, theirs = f"{sources.model.iris.base}/code/vigo-eksamensform/S", f"{KL06}eksamensform_2"
    assert any(row["other"]["iri"] == ours and row["inverse"] for row in found[theirs])
    assert any(row["other"]["iri"] == theirs and not row["inverse"] for row in found[ours])


def test_changes_come_newest_first_and_each_has_its_own_key(sources: Sources) -> None:
    found = code_change_data(sources.lists, sources.replacements)
    assert found
    order = [(change["known"], change["date"] or "") for change in found]
    assert order == sorted(order, reverse=True)
    assert len({change["key"] for change in found}) == len(found)
    assert found == code_change_data(sources.lists, sources.replacements)


def test_every_replacement_of_a_known_code_is_a_change(sources: Sources) -> None:
    found = code_change_data(sources.lists, sources.replacements)
    assert ("NOR1003", f"{KL06}NOR1201") in {(c["notation"], c["to"]) for c in found}


def test_what_a_list_lacks_is_counted(sources: Sources) -> None:
    entry = next(e for e in code_gap_data(sources.lists) if e["scheme"] == "vigo-fullfortkode")
    assert entry["counts"]["noLabel"] == 3  # L and K, and X, which VIGO sets


def test_incomplete_lists_come_first_and_all_are_there(sources: Sources) -> None:
    found = code_gap_data(sources.lists)
    assert [e["complete"] for e in found] == sorted(e["complete"] for e in found)
    incomplete = {s for s, code_list in sources.lists.items() if not code_list.complete}
    assert {e["scheme"] for e in found if not e["complete"]} == incomplete


def test_lists_of_our_own_lack_nothing(sources: Sources) -> None:
    assert not [entry for entry in code_gap_data(sources.lists) if entry["scheme"].startswith("stafett-")]
