"""VIGO Kodeverksbase: paged tables, whose pages may repeat, break, shrink or change their fields."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from source_stand_in import Puller, StandIn, Trouble
from stafett.codes.sources import vigo
from stafett.codes.sources.http import FetchError
from stafett.codes.sources.snapshot import read_provenance, snapshots
from stafett.errors import SettingError, StafettError

pytest_plugins = ("source_fixtures",)

Rows = list[dict[str, Any]]


def _table(rows: Rows) -> Callable[[Mapping[str, str], bytes], Any]:
    def answer(query: Mapping[str, str], body: bytes) -> Any:
        assert body == b"[]"
        start, size = int(query["page"]) * int(query["size"]), int(query["size"])
        return {"content": rows[start : start + size], "totalElements": len(rows)}

    return answer


def _remarks(count: int) -> Rows:
    return [{"code": f"FAM{n:02}", "norwegianName": f"Merknad {n}", "expired": "Nei"} for n in range(count)]


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vigo, "PAGE", 10)


def test_all_pages_of_a_table_are_read(source: StandIn, puller: Puller) -> None:
    source.answers["/course-remarks"] = _table(_remarks(25))
    folder = puller("vigo", only=("course-remarks",)).folder
    assert [r["code"] for r in puller.rows(folder, "course-remarks")] == [f"FAM{n:02}" for n in range(25)]
    assert source.log == [f"POST /course-remarks?page={n}&size=10" for n in range(3)]
    found = read_provenance(folder)
    assert found["source"]["licence"] is None
    assert "No licence is stated" in found["source"]["licence_note"]


def test_every_table_we_read_has_its_place(source: StandIn, puller: Puller) -> None:
    for table in vigo.TABLES:
        row = dict.fromkeys(table.keys[0], "X1") | {"name": "Navn"}
        source.answers[f"/{table.path}"] = _table([row])
    folder = puller("vigo").folder
    assert {f.stem for f in folder.glob("*.jsonl")} == {t.name for t in vigo.TABLES} | {"faults"}
    assert not any("unit" in t.name or "school" in t.name for t in vigo.TABLES)  # no contact details


def test_labels_validity_and_placeholders(source: StandIn, puller: Puller) -> None:
    rows: Rows = [
        {"code": "FAM11", "norwegianName": " Fritatt ", "nynorskName": "Friteken", "englishName": "Exempted",
         "samiName": "Oversettelse kommer", "validTo": "2020-07-31T00:00:00", "expired": "Ja"},
        {"code": "FAM12", "text": "Gjelder", "validTo": None},
        {"code": "FAM13", "text": "Ukjent"},
    ]  # fmt: skip
    source.answers["/course-remarks"] = _table(rows)
    folder = puller("vigo", only=("course-remarks",)).folder
    one, two, three = puller.rows(folder, "course-remarks")
    assert one["label"] == {"nb": "Fritatt", "nn": "Friteken", "en": "Exempted"}
    assert (one["status"], one["validTo"]) == ("expired", "2020-07-31")
    assert (two["status"], three["status"]) == ("current", "unknown")
    assert one["row"] == rows[0]


def test_a_pull_stopped_in_the_middle_goes_on_where_it_was(source: StandIn, puller: Puller) -> None:
    source.answers["/course-remarks"] = _table(_remarks(25))
    source.answers["/grades"] = _table([{"code": "B", "name": "Bestått"}])
    source.troubles["/grades"] = [Trouble("status", 429, {"Retry-After": "5"}), *[Trouble("broken")] * 2]
    with pytest.raises(FetchError, match="not JSON, or is cut"):
        puller("vigo", only=("course-remarks", "grades"))
    assert snapshots(puller.root, "vigo") == []
    source.log.clear()
    result = puller("vigo", only=("course-remarks", "grades"))
    assert result.resumed
    assert source.log == ["POST /grades?page=0&size=10"]
    assert puller.rows(result.folder, "grades")[0]["label"] == {"nb": "Bestått"}
    assert len(puller.rows(result.folder, "course-remarks")) == 25


def test_a_page_that_repeats_stops_the_pull_and_names_it(source: StandIn, puller: Puller) -> None:
    first = _remarks(10)
    source.answers["/course-remarks"] = lambda _query, _body: {"content": first, "totalElements": 25}
    with pytest.raises(StafettError, match="page=1&size=10 repeats page 0"):
        puller("vigo", only=("course-remarks",))
    source.answers["/course-remarks"] = _table(_remarks(25))
    assert len(puller.rows(puller("vigo", only=("course-remarks",)).folder, "course-remarks")) == 25


def test_an_empty_page_before_the_end_stops_the_pull(source: StandIn, puller: Puller) -> None:
    source.answers["/course-remarks"] = lambda _query, _body: {"content": [], "totalElements": 25}
    with pytest.raises(StafettError, match="is empty, but 25 of 25 rows have not come"):
        puller("vigo", only=("course-remarks",))


def test_a_table_that_grows_while_it_is_read_is_read_again(source: StandIn, puller: Puller) -> None:
    small, large = _table(_remarks(15)), _table(_remarks(16))
    calls: list[int] = []

    def answer(query: Mapping[str, str], body: bytes) -> Any:
        calls.append(1)
        return (small if len(calls) == 1 else large)(query, body)

    source.answers["/course-remarks"] = answer
    folder = puller("vigo", only=("course-remarks",)).folder
    assert len(puller.rows(folder, "course-remarks")) == 16
    assert puller.faults(folder) == {"course-remarks": "moved"}


def test_a_table_that_never_rests_is_given_up(source: StandIn, puller: Puller) -> None:
    calls: list[int] = []

    def answer(query: Mapping[str, str], body: bytes) -> Any:
        calls.append(1)
        return _table(_remarks(20 + len(calls)))(query, body)

    source.answers["/course-remarks"] = answer
    with pytest.raises(StafettError, match="changes while it is read"):
        puller("vigo", only=("course-remarks",))


def test_a_field_that_changed_its_name_is_said_so(source: StandIn, puller: Puller) -> None:
    rows = [{"kode": f"FAM{n:02}", "norwegianName": "x"} for n in range(5)]
    source.answers["/course-remarks"] = _table(rows)
    with pytest.raises(
        StafettError, match="5 of 5 rows of course-remarks lack code; the first has kode"
    ) as caught:
        puller("vigo", only=("course-remarks",))
    assert "A field has changed its name" in str(caught.value)
    source.answers["/course-remarks"] = lambda _query, _body: {"items": [], "total": 3}
    with pytest.raises(StafettError, match="but items, total"):
        puller("vigo", only=("course-remarks",), fresh=True)


def test_single_bad_rows_are_skipped_and_named(source: StandIn, puller: Puller) -> None:
    rows = [
        *_remarks(40),
        {"norwegianName": "uten kode"},
        _remarks(1)[0],
        {"code": "FAM01", "norwegianName": "Annen"},
    ]
    source.answers["/course-remarks"] = _table(rows)
    folder = puller("vigo", only=("course-remarks",)).folder
    assert puller.faults(folder) == {"row 40": "no-code", "FAM00": "repeated", "FAM01": "duplicate"}
    assert "«Merknad 1» and «Annen»" in puller.rows(folder, "faults")[1]["detail"]
    assert read_provenance(folder)["counts"] == {"read": 43, "kept": 40, "skipped": 3}


def test_a_table_we_do_not_read_is_refused(puller: Puller) -> None:
    with pytest.raises(StafettError, match="no table ot-units that we read"):
        puller("vigo", only=("ot-units",))
    with pytest.raises(SettingError, match="no feed of changes"):
        puller("vigo", since=__import__("datetime").date(2026, 1, 1))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("table", "file", "count"),
    [
        ("course-remarks", "fagmerknad", 63),
        ("diploma-remarks", "vitnemalsmerknad", 45),
        ("wish-statuses", "onskestatus", 55),
    ],
)
def test_the_saved_lists_load_in_full(
    source: StandIn, puller: Puller, shared: Path, table: str, file: str, count: int
) -> None:
    names = {
        "label_nb": "norwegianName",
        "label_nn": "nynorskName",
        "label_se": "samiName",
        "label_en": "englishName",
    }
    with (shared / "data" / "vigo" / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
        rows = [
            {"code": r["code"], "validTo": r["valid_to"], **{n: r.get(c) for c, n in names.items()}}
            for r in csv.DictReader(stream)
        ]
    source.answers[f"/{table}"] = _table(rows)
    folder = puller("vigo", only=(table,)).folder
    found = puller.rows(folder, table)
    assert len(found) == count
    assert all(row["label"]["nb"] for row in found)
    assert not any("oversettelse kommer" in str(row["label"]).lower() for row in found)
    assert puller.faults(folder) == {}
