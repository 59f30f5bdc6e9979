"""The API description (openapi.json): FastAPI's, with the errors as we really answer them."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from stafett.web.negotiation import PROBLEM

_PROBLEM_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "line": {"type": "integer", "description": "of the fault in a query"},
        "column": {"type": "integer", "description": "of the fault in a query"},
        "messages": {
            "type": "object",
            "description": "`detail` in nb, nn and en",
            "additionalProperties": {"type": "string"},
        },
        "parameter": {"type": "string", "description": "the query parameter at fault"},
        "candidates": {
            "type": "array",
            "description": "what an ambiguous code may mean: the code in each list that has it",
            "items": {"type": "object"},
        },
        "alternates": {
            "type": "array",
            "description": "what could be asked for instead",
            "items": {
                "type": "object",
                "properties": {"href": {"type": "string"}, "type": {"type": "string"}},
            },
        },
    },
}
_PROBLEM_ANSWER: Final = {
    "description": "An error. Browsers get a page instead.",
    "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def install(app: FastAPI) -> None:
    """Let the application describe itself this way."""

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _describe(app)
        return app.openapi_schema

    app.openapi = describe  # type: ignore[method-assign]


def _describe(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    for operations in document["paths"].values():
        for operation in operations.values():
            # FastAPI promises 422 in a shape of its own; see refusals.py for what is answered.
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = _PROBLEM_ANSWER
    document["components"] = {"schemas": {"Problem": _PROBLEM_SCHEMA}}
    return document
