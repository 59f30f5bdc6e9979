"""What a promoted list and its snapshot say of themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from stafett.codes.sources.heads import Origin, about, as_yaml, new_head, with_source
from stafett.languages import LANGUAGES

GREP = Origin("grep", "grep-2026-11-26", date(2026, 11, 26), "https://data.udir.no/kl06/v201906")
VIGO = Origin("vigo", "vigo-2026-11-26", date(2026, 11, 26), "https://example.org/vigo")
NAMES = ("Semestre", "Semester", "Semesters")


def test_grep_keeps_its_identifiers_and_its_licence() -> None:
    head = new_head("grep-semester", GREP, "semester", NAMES)
    assert head["iri"] == "http://psi.udir.no/kl06/{notation}"
    assert head["licence"].endswith("/NLOD_2_0")
    assert head["see_also"] == "https://data.udir.no/kl06/v201906/semester/{notation}"


def test_vigo_states_no_licence_and_we_say_so() -> None:
    head = new_head("vigo-semester", VIGO, "semester", NAMES)
    assert "licence" not in head
    assert sorted(head["licence_note"]) == sorted(LANGUAGES)
    assert head["iri"] == "https://stafett.invalid/code/vigo-semester/{notation}"


def test_a_promoted_list_says_how_many_codes_were_not_there() -> None:
    said = about(GREP, "semester", pulled=40, known=43)
    assert said["complete"] is True
    assert said["version"] == "2026-11-26"
    assert all("3" in said["description"][tag] and "40" in said["description"][tag] for tag in LANGUAGES)


def test_a_snapshot_becomes_a_source_once(tmp_path: Path) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text("nvb:\n  title: {nb: NVB}\n", encoding="utf-8")
    once = with_source(file, GREP)
    found = yaml.safe_load(once)
    assert list(found) == ["nvb", "grep-2026-11-26"]
    assert "NLOD" in found["grep-2026-11-26"]["attribution"]
    file.write_text(once, encoding="utf-8")
    assert with_source(file, GREP) == once


def test_yaml_repeats_an_equal_value_instead_of_pointing_at_it() -> None:
    same = {"nb": "x"}
    assert "&" not in as_yaml({"a": same, "b": same})
