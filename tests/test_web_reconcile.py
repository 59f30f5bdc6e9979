"""The Reconciliation Service API 0.2."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from stafett.limits import Limits
from stafett.store.budget import Budget
from stafett.web.room import Room
from test_web_codes import as_json

pytest_plugins = ("code_fixtures",)


def ask(client: TestClient, **queries: Any) -> Any:
    answer = client.post("/reconcile?lang=nb", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_manifest_names_spaces_and_services(codes: TestClient) -> None:
    found = as_json(codes, "/reconcile")
    assert {"versions", "name", "identifierSpace", "schemaSpace"} <= found.keys()
    assert "0.2" in found["versions"]
    assert found["view"]["url"].endswith("/code/{{id}}")
    assert {"id": "vigo-fullfortkode", "name": "Fullførtkode"} in found["defaultTypes"]
    for kind, service in found["suggest"].items():
        assert service["service_path"] == f"/reconcile/suggest/{kind}"


def test_a_label_in_a_named_list_is_matched_for_sure(codes: TestClient) -> None:
    [first, *_] = ask(codes, q0={"query": "bestatt", "type": "vigo-fullfortkode"})["q0"]["result"]
    assert (first["id"], first["match"], first["name"]) == ("vigo-fullfortkode/B", True, "B Bestått")
    assert first["type"] == [{"id": "vigo-fullfortkode", "name": "Fullførtkode"}]


def test_a_bare_letter_is_never_matched_for_sure(codes: TestClient) -> None:
    found = ask(codes, q={"query": "B"})["q"]["result"]
    assert {candidate["id"] for candidate in found} >= {"vigo-fullfortkode/B", "grep-fagkoder/B"}
    assert not any(candidate["match"] for candidate in found)


def test_a_batch_keeps_its_keys_and_its_limits(codes: TestClient) -> None:
    found = ask(codes, a={"query": "Fag", "limit": 3}, b={"query": "zzzz"}, c={"query": "x", "type": "none"})
    assert list(found) == ["a", "b", "c"]
    assert [len(found[key]["result"]) for key in "abc"] == [3, 0, 0]


def test_get_and_post_answer_alike(codes: TestClient) -> None:
    queries = {"q": {"query": "Fag nummer 7", "properties": [{"pid": "x", "v": "y"}], "type_strict": "any"}}
    by_get = codes.get("/reconcile", params={"queries": json.dumps(queries), "lang": "nb"}).json()
    assert by_get == ask(codes, **queries)


@pytest.mark.parametrize(
    ("queries", "status"),
    [
        ("{", 400),
        ("[]", 400),
        ('{"q": {}}', 400),
        ('{"q": {"query": 3}}', 400),
        (json.dumps({"q": {"query": "x" * 201}}), 400),
        ('{"q": {"query": "x", "limit": 0}}', 400),
        (json.dumps({str(n): {"query": "x"} for n in range(201)}), 413),
    ],
)
def test_a_batch_that_cannot_be_meant_is_refused(codes: TestClient, queries: str, status: int) -> None:
    for answer in (
        codes.post("/reconcile", data={"queries": queries}),
        codes.get("/reconcile", params={"queries": queries}),
    ):
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_form_of_another_kind_or_size_is_refused(codes: TestClient) -> None:
    assert codes.post("/reconcile", data={}).status_code == 415
    assert codes.post("/reconcile", data={"x": "y"}).status_code == 400
    assert codes.post("/reconcile", json={"queries": {}}).status_code == 415
    assert codes.post("/reconcile", data={"queries": "x" * 3_100_000}).status_code == 413


def test_suggestions_while_somebody_writes(codes: TestClient) -> None:
    entities = as_json(codes, "/reconcile/suggest/entity?prefix=bes&lang=nb")["result"]
    assert entities[0] == {"id": "vigo-fullfortkode/B", "name": "B Bestått", "description": "Fullførtkode"}
    types = as_json(codes, "/reconcile/suggest/type?prefix=fullf")["result"]
    assert types == [{"id": "vigo-fullfortkode", "name": "Fullførtkode"}]
    assert as_json(codes, "/reconcile/suggest/property?prefix=x")["result"] == []
    assert codes.get("/reconcile/suggest/else?prefix=x").status_code == 404


def test_searching_costs_the_client_its_share_of_time(
    codes: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent = Budget(Limits(budget=1, refill=1), clock=itertools.count(0.0, 5.0).__next__)
    room: Room = codes.app.state.room  # type: ignore[attr-defined]
    monkeypatch.setattr(room, "desk", replace(room.desk, budget=spent))
    ask(codes, q={"query": "B"})  # each look at the clock is five seconds later
    for answer in (
        codes.post("/reconcile", data={"queries": '{"q": {"query": "B"}}'}),
        codes.get("/reconcile", params={"queries": '{"q": {"query": "B"}}'}),
        codes.get("/reconcile/suggest/entity?prefix=B"),
        codes.get("/code/search?q=B"),
    ):
        assert (answer.status_code, answer.json()["reason"]) == (429, "budget")
        assert int(answer.headers["retry-after"]) > 0
