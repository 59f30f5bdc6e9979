"""The API description."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from stafett.web import api

pytest_plugins = ("web_fixtures",)


@pytest.fixture(scope="module")
def document(client: TestClient) -> Any:
    return client.get("/openapi.json").json()


def operations(document: Any) -> dict[str, Any]:
    return {f"{verb} {path}": one for path, of in document["paths"].items() for verb, one in of.items()}


def test_every_operation_says_how_it_fails_and_none_how_fastapi_would(document: Any) -> None:
    found = operations(document)
    assert len(found) > 40
    for name, operation in found.items():
        assert "422" not in operation["responses"], name
        content = operation["responses"]["default"]["content"]
        assert content == {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        }, name


def test_the_problem_is_described_as_it_is_answered(client: TestClient, document: Any) -> None:
    schema = document["components"]["schemas"]["Problem"]
    for address in ("/def/none", "/code/search?limit=x", "/sparql?query=ASK%20%7B"):
        problem = client.get(address, headers={"accept": "application/json"}).json()
        assert set(schema["required"]) <= problem.keys()
        assert problem.keys() - schema["properties"].keys() <= {"reason"}, address


def test_every_reference_leads_somewhere(document: Any) -> None:
    def references(part: Any) -> list[str]:
        if isinstance(part, list):
            return [found for one in part for found in references(one)]
        if not isinstance(part, dict):
            return []
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + references(list(part.values()))

    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(references(document)) == known


def test_every_operation_has_a_summary_and_a_group(document: Any) -> None:
    assert [
        n for n, one in operations(document).items() if not one.get("summary") or not one.get("tags")
    ] == []


def test_the_description_is_made_once() -> None:
    app = FastAPI(title="x", version="1")
    api.install(app)
    assert app.openapi() is app.openapi()
