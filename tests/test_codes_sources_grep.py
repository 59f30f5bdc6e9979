"""Pulling Grep by every way there is, from a stand-in that behaves, and misbehaves, like the source."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from source_stand_in import NOW, Puller, StandIn, Trouble, grep_item, grep_reference, zipped
from stafett.codes.sources.http import FetchError
from stafett.codes.sources.snapshot import read_provenance, snapshots
from stafett.errors import StafettError

pytest_plugins = ("source_fixtures",)


def _dump(*items: dict[str, Any]) -> bytes:
    return zipped({f"{item['url-data'].split('/')[-2]}/{item['kode']}.json": item for item in items})


SOME = [grep_item(f"NOR12{n}") for n in range(60, 70)]


def test_the_json_dump_becomes_a_table_for_each_collection(source: StandIn, puller: Puller) -> None:
    source.serve("/dump/json", _dump(*SOME, grep_item("HS", "utdanningsprogram", "utdanningsprogram")))
    folder = puller("grep").folder
    assert [r["code"] for r in puller.rows(folder, "fagkoder")] == [i["kode"] for i in SOME]
    assert puller.rows(folder, "utdanningsprogram")[0]["iri"] == "http://psi.udir.no/kl06/HS"
    found = read_provenance(folder)
    assert found["counts"] == {"read": 11, "kept": 11, "skipped": 0}
    assert found["source"]["licence"].endswith("NLOD_2_0")
    assert found["addresses"] == [f"{source.url}/dump/json"]


def test_the_json_ld_dump_with_byte_order_marks_gives_the_same(source: StandIn, puller: Puller) -> None:
    items = {f"fagkode.{i['kode']}.jsonld": b"\xef\xbb\xbf" + json.dumps(i).encode() for i in SOME}
    source.serve("/dump/jsonld", zipped(items))
    source.serve("/dump/json", _dump(*SOME))
    folder = puller("grep", route="jsonld").folder
    first = (folder / "fagkoder.jsonl").read_bytes()
    assert (puller("grep").folder / "fagkoder.jsonl").read_bytes() == first


def test_what_is_wrong_with_single_items_is_named_and_the_rest_kept(source: StandIn, puller: Puller) -> None:
    files = {f"fagkoder/{i['kode']}.json": i for i in SOME} | {
        "fagkoder/NOR99.json": grep_item("NOR99"),
        "fagkoder/again.json": SOME[0],
        "fagkoder/other.json": grep_item("NOR1261", title="Noe annet"),
    }
    many = {f"fagkoder/MAT10{n}.json": grep_item(f"MAT10{n}") for n in range(10, 30)}
    source.serve("/dump/json", zipped({**many, **files, "fagkoder/cut.json": b'{"kode": '}))
    folder = puller("grep").folder
    assert puller.faults(folder) == {
        "NOR99": "code-form",
        "NOR1260": "repeated",
        "NOR1261": "duplicate",
        "fagkoder/cut.json": "no-json",
    }
    faults = {row["item"]: row["detail"] for row in puller.rows(folder, "faults")}
    assert "«Navn NOR1261» and «Noe annet»" in faults["NOR1261"]
    assert read_provenance(folder)["counts"] == {"read": 34, "kept": 30, "skipped": 4}


def test_a_dump_of_another_form_makes_no_snapshot(source: StandIn, puller: Puller) -> None:
    source.serve("/dump/json", _dump(*SOME))
    first = puller("grep").folder
    before = {f.name: f.read_bytes() for f in first.iterdir()}
    renamed = [{("code" if k == "kode" else k): v for k, v in item.items() if k != "uri"} for item in SOME]
    source.serve("/dump/json", zipped({f"fagkoder/{n}.json": item for n, item in enumerate(renamed)}))
    with pytest.raises(StafettError, match=r"10 of 10 items cannot be taken in .*no code"):
        puller("grep", fresh=True)
    assert {f.name: f.read_bytes() for f in first.iterdir()} == before


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(_dump(*SOME)[:-40], id="truncated"),
        pytest.param(zipped({"../../ut.json": SOME[0]}), id="leads out"),
        pytest.param(zipped({"b.json": b" " * (8 << 20)}), id="bomb"),
        pytest.param(b"<html>Vedlikehold</html>", id="html"),
    ],
)
def test_a_bad_dump_stops_the_pull_and_a_good_one_is_fetched_anew(
    source: StandIn, puller: Puller, tmp_path: Path, body: bytes
) -> None:
    source.serve("/dump/json", body)
    with pytest.raises(FetchError):
        puller("grep")
    assert snapshots(puller.root, "grep") == []
    assert not (tmp_path / "ut.json").exists()
    source.serve("/dump/json", _dump(*SOME))
    assert len(puller.rows(puller("grep").folder, "fagkoder")) == 10


def test_a_dump_that_is_cut_goes_on_in_the_next_pull(source: StandIn, puller: Puller) -> None:
    source.serve("/dump/json", _dump(*SOME))
    source.troubles["/dump/json"] = [Trouble("cut"), Trouble("status"), Trouble("status")]
    with pytest.raises(FetchError, match="answered 503"):
        puller("grep")
    result = puller("grep")
    assert result.resumed
    assert "Range" in source.headers[-1]
    assert len(puller.rows(result.folder, "fagkoder")) == 10


def _serve_rest(source: StandIn, *items: dict[str, Any], collection: str = "fagkoder") -> None:
    source.serve(f"/{collection}", [{k: i[k] for k in ("kode", "uri", "url-data")} for i in items])
    for item in items:
        at, code = item["url-data"].split("/")[-2:]
        source.serve(f"/{at}/{code}", item)


def test_rest_reads_the_list_and_then_each_item(source: StandIn, puller: Puller) -> None:
    _serve_rest(source, *SOME)
    folder = puller("grep", route="rest", only=("fagkoder",)).folder
    assert [r["code"] for r in puller.rows(folder, "fagkoder")] == [i["kode"] for i in SOME]
    assert len(source.log) == 11


def test_rest_follows_the_address_where_the_collection_is_another(source: StandIn, puller: Puller) -> None:
    _serve_rest(source, grep_item("aarstrinn_fov", "aarstrinn", "semester"), collection="aarstrinn")
    folder = puller("grep", route="rest", only=("aarstrinn",)).folder
    assert "GET /semester/aarstrinn_fov" in source.log
    assert puller.faults(folder) == {"aarstrinn_fov": "collection"}


def test_rest_names_what_the_list_has_and_the_service_has_not(source: StandIn, puller: Puller) -> None:
    _serve_rest(source, *SOME)
    del source.answers["/fagkoder/NOR1262"]
    folder = puller("grep", route="rest", only=("fagkoder",)).folder
    assert puller.faults(folder) == {"NOR1262": "gone"}


def test_rest_stopped_in_the_middle_goes_on_where_it_was(source: StandIn, puller: Puller) -> None:
    _serve_rest(source, *SOME)
    source.troubles["/fagkoder/NOR1265"] = [
        Trouble("status", 429, {"Retry-After": "3"}),
        *[Trouble("cut")] * 2,
    ]
    with pytest.raises(FetchError, match="the connection was cut"):
        puller("grep", route="rest", only=("fagkoder",))
    assert puller.waits[0] == 3
    source.log.clear()
    result = puller("grep", route="rest", only=("fagkoder",))
    assert result.resumed
    assert source.log == [f"GET /fagkoder/NOR12{n}" for n in range(65, 70)]
    assert len(puller.rows(result.folder, "fagkoder")) == 10


def test_rest_that_gives_no_list_is_said_so(source: StandIn, puller: Puller) -> None:
    source.serve("/fagkoder", {"items": []})
    with pytest.raises(StafettError, match="answered with no list"):
        puller("grep", route="rest", only=("fagkoder",))


def _entry(item: dict[str, Any], day: str, number: int) -> dict[str, Any]:
    return {"endrings-id": number, "tidspunkt": f"{day}T10:00:00", "element": {"url-data": item["url-data"]}}


def _feed(source: StandIn, entries: list[dict[str, Any]]) -> None:
    source.answers["/endringer"] = lambda query, _body: entries[: int(query["antall"])]


def test_since_takes_what_has_changed_on_top_of_the_newest_snapshot(source: StandIn, puller: Puller) -> None:
    source.serve("/dump/json", _dump(*SOME))
    first = puller("grep").folder
    puller.now = NOW + timedelta(days=7)
    changed = grep_item("NOR1261", title="Nytt navn", status="https://x/status_utgaatt")
    new = grep_item("NOR1300", erstatter=[grep_reference("NOR1261")])
    gone = SOME[2]
    for item in (changed, new):
        source.serve(f"/fagkoder/{item['kode']}", item)
    old = _entry(SOME[5], "2026-10-01", 1)
    _feed(source, [_entry(i, "2026-11-24", 9 - n) for n, i in enumerate((changed, new, gone))] + [old])
    folder = puller("grep", since=date(2026, 11, 20)).folder
    rows = {r["code"]: r for r in puller.rows(folder, "fagkoder")}
    assert len(rows) == 11
    assert (rows["NOR1261"]["label"]["nb"], rows["NOR1261"]["status"]) == ("Nytt navn", "expired")
    assert rows["NOR1300"]["relations"][0]["code"] == "NOR1261"
    assert rows["NOR1262"]["status"] == "current"  # what is gone from the source stays with us
    assert puller.faults(folder) == {"NOR1262": "gone"}
    found = read_provenance(folder)
    assert found["builtOn"]["snapshot"] == first.name
    assert (found["changed"], found["since"]) == (3, "2026-11-20")


def test_the_feed_is_asked_for_more_until_it_reaches_back(source: StandIn, puller: Puller) -> None:
    source.serve("/dump/json", _dump(*SOME))
    puller("grep")
    source.serve("/fagkoder/NOR1260", SOME[0])
    _feed(source, [_entry(SOME[0], "2026-11-24", n) for n in range(300)] + [_entry(SOME[0], "2026-10-01", 0)])
    puller("grep", since=date(2026, 11, 1))
    assert [text for text in source.log if "endringer" in text] == [
        "GET /endringer?antall=256",
        "GET /endringer?antall=1024",
    ]


def test_since_without_a_snapshot_or_with_a_feed_we_cannot_read(source: StandIn, puller: Puller) -> None:
    with pytest.raises(StafettError, match="no snapshot of Grep to build on"):
        puller("grep", since=date(2026, 11, 1))
    source.serve("/dump/json", _dump(*SOME))
    puller("grep")
    _feed(source, [{"endrings-id": 1, "hva": "noe"}])
    with pytest.raises(StafettError, match="no entry names an item"):
        puller("grep", since=date(2026, 11, 1))


@pytest.mark.shared
def test_every_real_answer_goes_through_a_dump(source: StandIn, puller: Puller, shared: Path) -> None:
    files: dict[str, Any] = {}
    for file in sorted((shared / "data/grep/grep-sdk/data").glob("*.json")):
        item = json.loads(file.read_text("utf-8"))
        if isinstance(item, dict) and "kode" in item:
            files[f"{item['url-data'].split('/')[-2]}/{item['kode']}.json"] = item
    source.serve("/dump/json", zipped(files))
    folder = puller("grep").folder
    assert len(list(folder.glob("*.jsonl"))) == 44 + 1  # a table for each type, and the faults
    assert read_provenance(folder)["counts"] == {"read": len(files), "kept": len(files), "skipped": 0}
    assert set(puller.faults(folder)) == {"aarstrinn_fov", "laereplanstruktur_1"}
