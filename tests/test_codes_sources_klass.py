"""SSB Klass: versions, codes in three languages, and correspondence tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from source_stand_in import Puller, StandIn, Trouble
from stafett.codes.sources.http import FetchError
from stafett.errors import SettingError, StafettError

pytest_plugins = ("source_fixtures",)

SELF = "https://data.ssb.no/api/klass/v1"


def _link(path: str) -> dict[str, Any]:
    return {"_links": {"self": {"href": f"{SELF}/{path}"}}}


def _item(code: str, name: str, parent: str | None = None) -> dict[str, Any]:
    return {"code": code, "name": name, "level": "1", "parentCode": parent}


def _serve(source: StandIn, items: list[dict[str, Any]], english: list[dict[str, Any]] | None = None) -> None:
    source.serve(
        "/classifications/889",
        {"name": "Fullførtkode", "versions": [{"name": "2020", **_link("versions/11")}]},
    )

    def version(query: Mapping[str, str], _body: bytes) -> Any:
        return {
            "name": "Fullførtkode 2020",
            "validFrom": "2020-01-01",
            "classificationItems": english if english and query["language"] == "en" else items,
            "correspondenceTables": [_link("correspondencetables/5")],
        }

    source.answers["/versions/11"] = version
    maps = [{"sourceCode": "8", "targetCode": "B"}, {"sourceCode": "2", "targetCode": ""}]
    source.serve("/correspondencetables/5", {"name": "til VIGO", "sourceId": 11, "correspondenceMaps": maps})


def test_codes_versions_and_correspondences(source: StandIn, puller: Puller) -> None:
    items = [_item("8", "Fullført"), _item("2", "Ikke fullført", "8")]
    _serve(source, items, [_item("8", "Completed"), _item("2", "Ikke fullført")])
    folder = puller("klass", only=("889",)).folder
    two, eight = puller.rows(folder, "codes-889")
    assert eight["label"] == {"nb": "Fullført", "en": "Completed"}
    assert two["label"] == {"nb": "Ikke fullført"}  # bokmål under another name is no translation
    assert (two["parent"], two["version"], two["validFrom"], two["status"]) == (
        "8",
        "11",
        "2020-01-01",
        "current",
    )
    (version,) = puller.rows(folder, "versions")
    assert (version["classification"], version["classificationName"]) == ("889", "Fullførtkode")
    (table,) = puller.rows(folder, "correspondences")
    assert table["pairs"] == [{"source": "8", "target": "B"}]
    assert puller.faults(folder) == {"5": "half-pair"}
    assert {text.split("?")[0] for text in source.log} == {
        "GET /classifications/889", "GET /versions/11", "GET /correspondencetables/5"
    }  # fmt: skip


def test_a_pull_that_was_stopped_goes_on(source: StandIn, puller: Puller) -> None:
    _serve(source, [_item("8", "Fullført")])
    source.troubles["/correspondencetables/5"] = [Trouble("cut")] * 3
    with pytest.raises(FetchError):
        puller("klass", only=("889",))
    source.log.clear()
    assert puller("klass", only=("889",)).resumed
    assert source.log == ["GET /correspondencetables/5?language=nb"]


def test_a_changed_field_stops_the_pull(source: StandIn, puller: Puller) -> None:
    source.serve("/classifications/889", {"name": "Fullførtkode", "utgaver": []})
    with pytest.raises(StafettError, match="has no list «versions»"):
        puller("klass", only=("889",))
    with pytest.raises(SettingError, match="«NUS» is no number of a classification"):
        puller("klass", only=("NUS",))


def test_codes_that_come_twice_or_not_at_all_are_named(source: StandIn, puller: Puller) -> None:
    items = [_item(str(n), f"Navn {n}") for n in range(20)] + [_item("1", "Annet"), _item("", "Uten kode")]
    _serve(source, items)
    folder = puller("klass", only=("889",)).folder
    assert puller.faults(folder) == {"1": "duplicate", "889/11": "no-code", "5": "half-pair"}
