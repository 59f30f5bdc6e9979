"""Grep by SPARQL: pages of triples put together to the items of the REST service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

import pytest

from source_stand_in import Puller, StandIn, Trouble
from stafett.codes.grep_types import TYPES
from stafett.codes.sources import grep_sparql
from stafett.codes.sources.http import FetchError

pytest_plugins = ("source_fixtures",)

ONTOLOGY = "http://psi.udir.no/ontologi/kl06/"


def _row(code: str, name: str, **value: str) -> dict[str, Any]:
    return {
        "s": {"type": "uri", "value": f"http://psi.udir.no/kl06/{code}"},
        "p": {"type": "uri", "value": ONTOLOGY + name},
        "o": {"type": "literal", **value},
    }


def _rows(code: str) -> list[dict[str, Any]]:
    return [
        _row(code, "kode", value=code),
        _row(code, "tittel", value="Norsk", **{"xml:lang": "nob"}),
        _row(code, "tittel", value="Norsk", **{"xml:lang": "default"}),
        _row(code, "status", type="uri", value="https://data.udir.no/kl06/v201906/status/status_utgaatt"),
        _row(code, "url-data", type="uri", value=f"https://data.udir.no/kl06/v201906/fagkoder/{code}"),
        _row(code, "gyldig-til", value="2020-07-31T00:00:00"),
        _row(code, "erstattes-av", type="uri", value="http://psi.udir.no/kl06/NOR1260"),
        _row(code, "omfang-totalt", value="113"),
        _row(code, "hoeyeste-nivaa", value="true", datatype="http://www.w3.org/2001/XMLSchema#boolean"),
    ]


def _endpoint(source: StandIn, codes: list[str]) -> None:
    def answer(_query: Mapping[str, str], body: bytes) -> Any:
        query = parse_qs(body.decode())["query"][0]
        offset = int(query.split("OFFSET ")[1].split()[0])
        limit = int(query.split("LIMIT ")[1].split()[0])
        page = codes[offset : offset + limit] if "kl06/fagkode>" in query else []
        return {"results": {"bindings": [row for code in page for row in _rows(code)]}}

    source.answers["/"] = answer


def test_items_come_out_as_from_the_other_ways(
    source: StandIn, puller: Puller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grep_sparql, "PAGE", 2)
    monkeypatch.setattr(grep_sparql.page_query, "__defaults__", (2,))
    _endpoint(source, ["NOR1201", "NOR1202", "NOR1203"])
    folder = puller("grep", route="sparql", only=("fagkoder",), url=source.url + "/").folder
    rows = puller.rows(folder, "fagkoder")
    assert [row["code"] for row in rows] == ["NOR1201", "NOR1202", "NOR1203"]
    assert rows[0] == {
        "code": "NOR1201",
        "type": "fagkode",
        "iri": "http://psi.udir.no/kl06/NOR1201",
        "label": {"nb": "Norsk"},
        "seeAlso": "https://data.udir.no/kl06/v201906/fagkoder/NOR1201",
        "status": "expired",
        "sourceStatus": "status_utgaatt",
        "validTo": "2020-07-31",
        "relations": [
            {"property": "erstattes-av", "code": "NOR1260", "iri": "http://psi.udir.no/kl06/NOR1260"}
        ],
        "values": {"omfang-totalt": 113, "hoeyeste-nivaa": True},
    }
    assert len(source.log) == 2


@pytest.mark.parametrize("kind", ["status", "html"])
def test_an_endpoint_that_stumbles_is_asked_again(source: StandIn, puller: Puller, kind: str) -> None:
    _endpoint(source, ["NOR1201"])
    source.troubles["/"] = [Trouble(kind, 503, {"Retry-After": "4"})]
    puller("grep", route="sparql", only=("fagkoder",), url=source.url + "/")
    assert puller.waits == [4.0 if kind == "status" else 1.0]


@pytest.mark.parametrize(
    ("status", "reason"),
    [(400, "cannot read the query"), (404, "refused"), (401, "refused"), (403, "answered 403")],
)
def test_an_endpoint_that_refuses_is_said_so(
    source: StandIn, puller: Puller, status: int, reason: str
) -> None:
    source.troubles["/"] = [Trouble("status", status)] * 3
    with pytest.raises(FetchError, match=reason):
        puller("grep", route="sparql", only=("fagkoder",), url=source.url + "/")


def test_the_query_asks_for_one_type_page_by_page() -> None:
    query = grep_sparql.page_query(TYPES["laereplan_lk20"], 500)
    assert f"<{ONTOLOGY}laereplan_lk20>" in query
    assert "LIMIT 500 OFFSET 500" in query
