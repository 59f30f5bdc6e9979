"""NSR: units page by page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from source_stand_in import Puller, StandIn, Trouble
from stafett.codes.sources import nsr
from stafett.codes.sources.http import FetchError
from stafett.errors import StafettError

pytest_plugins = ("source_fixtures",)

NUMBERS = ("974603268", "842872022", "974760673", "971526920")


def _units(numbers: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"Organisasjonsnummer": n, "Navn": f" Skole {n} ", "Fylkesnummer": "50", "ErAktiv": True,
         "ErVideregaaendeSkole": True}
        for n in numbers
    ]  # fmt: skip


def _serve(source: StandIn, units: list[dict[str, Any]], size: int) -> None:
    def answer(query: Mapping[str, str], _body: bytes) -> Any:
        start = (int(query["sidenummer"]) - 1) * size
        return {"AntallSider": -(-len(units) // size), "EnhetListe": units[start : start + size]}

    source.answers["/enheter"] = answer


def test_all_pages_are_read(source: StandIn, puller: Puller) -> None:
    _serve(source, _units(NUMBERS), 3)
    folder = puller("nsr").folder
    rows = puller.rows(folder, "enheter")
    assert [row["code"] for row in rows] == sorted(NUMBERS)
    assert rows[0] == {
        "code": "842872022",
        "label": {"nb": "Skole 842872022"},
        "county": "50",
        "municipality": None,
        "status": "current",
        "isUpperSecondary": True,
    }
    assert source.log == [f"GET /enheter?sidenummer={n}&antallPerSide=1000" for n in (1, 2)]


def test_a_pull_that_was_stopped_goes_on(source: StandIn, puller: Puller) -> None:
    _serve(source, _units(NUMBERS), 1)
    original = source.answers["/enheter"]
    source.answers["/enheter"] = lambda query, body: (
        b"<html>" if query["sidenummer"] == "3" else original(query, body)
    )
    with pytest.raises(FetchError, match="HTML where JSON was expected"):
        puller("nsr")
    source.answers["/enheter"] = original
    source.log.clear()
    assert puller("nsr").resumed
    assert source.log == [f"GET /enheter?sidenummer={n}&antallPerSide=1000" for n in (3, 4)]


def test_numbers_that_are_none_and_units_that_come_twice(source: StandIn, puller: Puller) -> None:
    _serve(source, _units((*NUMBERS, *NUMBERS[:1], "123456789")) + [{"Navn": "uten"}] * 0, 10)
    with pytest.raises(StafettError, match=r"2 of 6 items .*123456789: no valid organisation number"):
        puller("nsr")


def test_a_page_that_repeats_or_a_field_that_changed_stops_the_pull(source: StandIn, puller: Puller) -> None:
    source.answers["/enheter"] = lambda _query, _body: {"AntallSider": 3, "EnhetListe": _units(NUMBERS)}
    with pytest.raises(StafettError, match="sidenummer=2&antallPerSide=1000 repeats page 1"):
        puller("nsr")
    source.serve("/enheter", {"enheter": []})
    with pytest.raises(StafettError, match="has no «EnhetListe» and «AntallSider»"):
        puller("nsr", fresh=True)


def test_too_many_requests_are_answered_with_patience(source: StandIn, puller: Puller) -> None:
    _serve(source, _units(NUMBERS), 10)
    source.troubles["/enheter"] = [Trouble("status", 429, {"Retry-After": "9"})]
    puller("nsr")
    assert puller.waits == [9]
    assert nsr.INFO.licence is None
