"""What the query page asks for beside queries: terms to complete with, and charts of answers."""

from __future__ import annotations

import json
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.chart import chart_of, draw
from stafett.web.i18n import translations
from stafett.web.prefixes import shorten
from stafett.web.problems import Problem
from stafett.web.render import page_language
from stafett.web.responses import json_body, respond
from stafett.web.room import Here, Room
from stafett.web.vocabulary import count_usage, vocabulary_of

MAX_ROWS_BODY: Final = 1_048_576
"""Largest body of an answer to draw, in bytes."""

router = APIRouter()


@router.get(
    "/sparql/metadata.json",
    tags=["sparql"],
    summary="Prefixes, classes and properties of our data, for editors",
    description="Labels in the language of `lang=` or Accept-Language; an unknown `count` is null.",
    response_class=Response,
)
async def metadata(request: Request, room: Here) -> Response:
    """What a query can be completed with."""
    if room.vocabulary is None:
        # Two that ask at once both count, and find the same.
        room.vocabulary = vocabulary_of(room.site.model, await count_usage(room.engine))
    language = page_language(request).tag
    body = json_body(room.vocabulary.as_dict(room.prefixes, language))
    return respond(request, body, "application/json", language=language)


@router.post(
    "/sparql/chart.svg",
    tags=["sparql"],
    summary="Draw the rows of an answer as a chart",
    description=(
        "Takes an answer as SPARQL 1.1 Query Results JSON and draws its first column of numbers: bars, or a "
        "line where the names are years or dates in order. Nothing is queried, and nothing kept."
    ),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/sparql-results+json": {"schema": {"type": "object"}}},
        }
    },
    response_class=Response,
)
async def chart(request: Request, room: Here) -> Response:
    """A chart of the rows in the body."""
    answer = await _results(request)
    columns, bindings = answer["head"]["vars"], answer["results"]["bindings"]
    drawing = draw_answer(columns, bindings, room, page_language(request).tag)
    if drawing is None:
        raise Problem(
            422, "There is nothing to draw: a chart needs two rows with a number, and names for them."
        )
    return Response(drawing, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


def draw_answer(
    columns: list[str], bindings: list[dict[str, dict[str, Any]]], room: Room, language: str
) -> str | None:
    """The chart of an answer, or None where it has none."""
    prefixes = room.prefixes
    found = chart_of(columns, bindings, lambda iri: shorten(iri, prefixes) or iri)
    if found is None:
        return None
    texts = translations(language)
    if found.rows > len(found.points):
        title = texts.gettext("%(value)s by %(label)s, the first %(shown)s of %(rows)s rows")
    else:
        title = texts.gettext("%(value)s by %(label)s")
    values = {"value": found.value, "label": found.label, "shown": len(found.points), "rows": found.rows}
    return draw(found, language, title % values)


async def _results(request: Request) -> dict[str, Any]:
    """The body, checked to be a table of solutions."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > MAX_ROWS_BODY:
            raise Problem(413, "The rows take more than %(limit)s bytes.", values={"limit": MAX_ROWS_BODY})
    try:
        answer = json.loads(bytes(content))
        columns, bindings = answer["head"]["vars"], answer["results"]["bindings"]
        right = all(isinstance(name, str) for name in columns) and all(
            isinstance(row, dict) and all(isinstance(term, dict) for term in row.values()) for row in bindings
        )
    # RecursionError: JSON may nest deeper than the parser goes.
    except (ValueError, TypeError, KeyError, RecursionError):
        right = False
    if not right:
        raise Problem(400, "The body is no table in SPARQL 1.1 Query Results JSON.")
    found: dict[str, Any] = answer
    return found
