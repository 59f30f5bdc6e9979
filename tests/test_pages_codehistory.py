"""What replaced what, as the pages show it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from small_codes import READ, SOURCE
from stafett.codes.reader import read_sources
from stafett.codes.replacements import Replacement, ReplacementGraph
from stafett.pages.codehistory import code_history_data
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


def test_a_step_shows_the_sources_that_are_known_and_no_day_where_none_is() -> None:
    steps = [
        Replacement("A", "B", "grep:erstatter", "verified", ("book", "nobody")),
        Replacement("B", "C", "grep:erstatter", "secondary", (), READ),
    ]
    first, second = code_history_data(ReplacementGraph(steps), {"book": SOURCE})["steps"]
    assert first["sources"] == [{"title": {"nb": "Boka"}, "url": SOURCE.url}]
    assert (first["old"], first["new"], first["read"]) == (f"{KL06}A", f"{KL06}B", None)
    assert (second["sources"], second["read"], second["certainty"]) == ([], "2026-11-22", "secondary")


def test_the_last_of_a_chain_has_nothing_after_and_all_before() -> None:
    steps = [Replacement(a, b, "grep:erstatter", "verified", ()) for a, b in ("AB", "BC")]
    last = code_history_data(ReplacementGraph(steps), {})["codes"][f"{KL06}C"]
    assert (last["kind"], last["after"]) == ("none", [])
    assert last["before"] == [[f"{KL06}C", f"{KL06}B"], [f"{KL06}C", f"{KL06}B", f"{KL06}A"]]


def test_no_steps_are_no_history() -> None:
    assert code_history_data(ReplacementGraph([]), {}) == {"steps": [], "codes": {}}
