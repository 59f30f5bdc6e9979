"""The 44 types of Grep."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from stafett.codes.grep_types import COLLECTIONS, TYPES, type_of, types_that_fit


def test_there_are_44_and_each_has_a_collection_of_its_own() -> None:
    assert len(TYPES) == len(COLLECTIONS) == 44


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("fagkode", ("NOR1267", "BETV100", "HISRS06", "IOP1000"), ("NOR126", "nor1267", "NOR1Z63")),
        ("programomraade", ("STUSP1----", "PBPBY4YK--"), ("STUSP1", "STUSP-----")),
        ("laereplan_lk20", ("NOR01-06",), ("NOR1-05",)),
        ("laereplan", ("NOR1-05",), ("NOR01-06",)),
        ("aarstrinn", ("vg1", "aarstrinn10", "aarstrinn_fov"), ("vg4",)),
        ("merknad", ("FAM11", "VMM24"), ("FAM1",)),
    ],
)
def test_forms_of_codes(name: str, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    assert all(TYPES[name].fits(code) for code in good)
    assert not any(TYPES[name].fits(code) for code in bad)


def test_types_are_found_by_the_last_segment_in_any_case() -> None:
    for name in ("fagkode", "Fagkode"):
        found = type_of(f"http://psi.udir.no/ontologi/kl06/{name}")
        assert found is TYPES["fagkode"]
    assert type_of("http://psi.udir.no/ontologi/kl06/ukjent") is None


def test_lk06_and_lk20_are_one_zero_apart() -> None:
    assert types_that_fit("MAT1-05") == ["laereplan"]
    assert types_that_fit("MAT01-05") == ["laereplan_lk20"]


@pytest.mark.shared
def test_types_and_collections_are_those_that_udir_lists(shared: Path) -> None:
    listed = json.loads((shared / "data/grep/grep-sdk/data/lol.json").read_text("utf-8"))
    pairs = {e["grep-type"].rpartition("/")[2]: e["url-data"].rpartition("/")[2] for e in listed}
    assert pairs == {t.name: t.collection for t in TYPES.values()}


@pytest.mark.shared
def test_the_forms_hold_on_every_saved_code_of_a_real_answer(shared: Path) -> None:
    misfits = []
    count = 0
    for name, kind in TYPES.items():
        with (shared / f"data/grep/derived/{name}.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                count += 1
                if not kind.fits(row["code"]):
                    misfits.append((row["code"], row["evidence"]))
    with (shared / "data/grep/fagkoder.csv").open(encoding="utf-8", newline="") as stream:
        codes = [row["code"] for row in csv.DictReader(stream)]
    assert [code for code in codes if not TYPES["fagkode"].fits(code)] == []
    assert len(codes) == 1800
    assert count > 1500
    assert misfits == [(c, "spec-example") for c in ("FYS1-03", "MAT1-05", "MAT1-06", "TMF3-03")]
