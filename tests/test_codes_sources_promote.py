"""A snapshot into the code lists: what is taken from the source, and what of ours stays."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from source_stand_in import Puller, StandIn, grep_item, grep_reference, zipped
from stafett.codes.gaps import read_gaps
from stafett.codes.lists import CodeList
from stafett.codes.reader import read_code_lists
from stafett.codes.sources.promote import promote
from stafett.errors import StafettError
from stafett.iris import Iris
from stafett.personal import holds_personal_number

pytest_plugins = ("source_fixtures",)


@pytest.fixture
def codes(tmp_path: Path, root: Path) -> Path:
    return Path(shutil.copytree(root / "codes", tmp_path / "codes"))


def lists(codes: Path) -> dict[str, CodeList]:
    return read_code_lists(codes, Iris("https://w3id.org/stafett"))


def pulled(source: StandIn, puller: Puller, *items: dict[str, Any]) -> Path:
    files = {f"{i['url-data'].split('/')[-2]}/{i['kode']}.json": i for i in items}
    source.serve("/dump/json", zipped(files))
    return puller("grep").folder


def grade(code: str, title: str) -> dict[str, Any]:
    return grep_item(code, "karakter", "karakterer", title=title)


def test_new_codes_come_in_and_known_ones_keep_what_is_ours(
    source: StandIn, puller: Puller, codes: Path
) -> None:
    before = lists(codes)["grep-karakterer"].by_notation()
    folder = pulled(source, puller, grade("karakter_hm", "Høy måloppnåelse"), grade("karakter_1", "1"))
    report = promote(folder, codes)
    assert report.lists == {"grep-karakterer": (1, 0, 3)}
    after = lists(codes)["grep-karakterer"]
    assert after.complete
    assert {c.notation for c in after.codes} == {"karakter_1", "karakter_hm", "karakter_mm", "karakter_lm"}
    known, old = after.by_notation()["karakter_hm"], before["karakter_hm"]
    assert (known.note, known.label.get("en"), known.valid_from) == (
        old.note,
        old.label.get("en"),
        old.valid_from,
    )
    assert [s.key for s in known.sources] == ["grep-2026-11-22", "grep-rest"]


def test_a_code_that_the_source_no_longer_has_stays(source: StandIn, puller: Puller, codes: Path) -> None:
    promote(pulled(source, puller, grade("karakter_1", "1")), codes)
    assert "karakter_lm" in lists(codes)["grep-karakterer"].by_notation()
    assert lists(codes)["grep-karakterer"].total is None


def test_what_was_partial_is_no_gap_any_more(source: StandIn, puller: Puller, codes: Path) -> None:
    promote(pulled(source, puller, grade("karakter_1", "1")), codes)
    gaps = {g.scheme for g in read_gaps(codes / "gaps.yaml", lists(codes))}
    assert "grep-karakterer" not in gaps
    assert {"grep-fagkoder", "vigo-karakter", "vigo-kontraktstype"} <= gaps


def test_promoting_twice_changes_nothing_more(source: StandIn, puller: Puller, codes: Path) -> None:
    folder = pulled(source, puller, grade("karakter_1", "1"))
    promote(folder, codes)
    once = {f.name: f.read_bytes() for f in codes.iterdir()}
    assert promote(folder, codes).lists == {"grep-karakterer": (0, 0, 4)}
    assert {f.name: f.read_bytes() for f in codes.iterdir()} == once


def test_relations_fill_our_own_columns(source: StandIn, puller: Puller, codes: Path) -> None:
    area = grep_item(
        "HSNYY2----",
        "programomraade",
        "programomraader",
        **{
            "utdanningsprogram-referanse": [grep_reference("HS", "utdanningsprogram", "utdanningsprogram")],
            "aarstrinn": grep_reference("vg2", "aarstrinn", "aarstrinn"),
        },
    )
    promote(pulled(source, puller, area), codes)
    new = lists(codes)["grep-programomraader"].by_notation()["HSNYY2----"]
    assert new.extra == {"programme": "HS", "stage": "vg2", "grep_code": "HSNYY2", "vigo_category": "----"}


def test_replacements_that_the_source_states_come_in(source: StandIn, puller: Puller, codes: Path) -> None:
    replaced: dict[str, Any] = {"erstattes-av": [grep_reference("NOR1299")]}
    item = grep_item("NOR1267", **replaced)
    report = promote(pulled(source, puller, item), codes)
    assert report.steps == 1
    with (codes / "replacements.csv").open(encoding="utf-8", newline="") as stream:
        [row] = [r for r in csv.DictReader(stream) if r["old"] == "NOR1267"]
    assert (row["new"], row["relation"], row["certainty"], row["source"]) == (
        "NOR1299", "grep:erstattes-av", "verified", "grep-2026-11-22",
    )  # fmt: skip


def test_what_looks_like_a_personal_number_is_left_out_and_named(
    source: StandIn, puller: Puller, codes: Path
) -> None:
    number = next(f"0101701{n:04}" for n in range(10_000) if holds_personal_number(f"0101701{n:04}"))
    folder = pulled(source, puller, grade("karakter_1", f"Nr {number}"), grade("karakter_2", "2"))
    report = promote(folder, codes)
    assert report.left_out == [
        ("grep-karakterer", "karakter_1", "it holds what looks like a personal number")
    ]


def test_a_table_of_vigo_becomes_a_list_of_its_own(source: StandIn, puller: Puller, codes: Path) -> None:
    rows = [{"code": "AA", "norwegianName": "En", "validFrom": "2020-08-01"}, {"code": "BB", "name": "To"}]
    source.answers["/reason-codes"] = lambda _q, _b: {"content": rows, "totalElements": 2}
    promote(puller("vigo", only=("reason-codes",)).folder, codes)
    found = lists(codes)["vigo-arsakskode"]
    assert [c.notation for c in found.codes] == ["AA", "BB"]
    assert found.codes[0].iri == "https://w3id.org/stafett/code/vigo-arsakskode/AA"
    assert str(found.codes[0].valid_from) == "2020-08-01"
    assert found.licence is None
    assert found.licence_note.get(
        "en",
    )


def test_a_snapshot_of_units_is_no_code_list(codes: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nsr" / "2026-11-22"
    folder.mkdir(parents=True)
    (folder / "provenance.json").write_text(json.dumps({"source": {"name": "nsr"}}), encoding="utf-8")
    with pytest.raises(StafettError, match="is a snapshot of nsr, which is no source of code lists"):
        promote(folder, codes)


@pytest.mark.parametrize("how", ["tampered", "table"])
def test_a_promotion_that_cannot_be_done_leaves_the_lists_as_they_were(
    source: StandIn, puller: Puller, codes: Path, how: str
) -> None:
    folder = pulled(source, puller, grade("karakter_1", "1"))
    if how == "tampered":
        (folder / "karakterer.jsonl").write_text("{}\n", encoding="utf-8")
    before = {f.name: f.read_bytes() for f in codes.iterdir()}
    with pytest.raises(StafettError):
        promote(folder, codes, ["fagkoder"] if how == "table" else [])
    assert {f.name: f.read_bytes() for f in codes.iterdir()} == before


@pytest.mark.shared
def test_every_real_answer_of_grep_becomes_a_code_of_a_list(
    source: StandIn, puller: Puller, shared: Path, codes: Path
) -> None:
    items = [json.loads(f.read_text("utf-8")) for f in (shared / "data/grep/grep-sdk/data").glob("*.json")]
    known = [i for i in items if isinstance(i, dict) and "kode" in i]
    report = promote(pulled(source, puller, *known), codes)
    assert report.tables_left == ["merknader"]  # FAM and VMM are in the lists of VIGO, as the same concepts
    assert report.left_out == []
    found = {f"{s}/{n}" for s, li in lists(codes).items() for n in li.by_notation()}
    wanted = {
        f"grep-{i['url-data'].split('/')[-2]}/{i['kode']}"
        for i in known
        if "/merknader/" not in i["url-data"]
    }
    # Two items lie under an address that is not the collection of their type (G7).
    assert wanted - found == {"grep-semester/aarstrinn_fov", "grep-semester/laereplanstruktur_1"}
