"""/sparql for whom the front door passes on: the query page, and descriptions of the service.

A browser (Accept: text/html) gets the query page; see sparql_page.py. Queries of programs are answered
before the framework, by front.py, with the same functions of protocol.py.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web import protocol, sparql_page
from stafett.web.description import VOID, service_description
from stafett.web.front import found_by_the_door
from stafett.web.links import Alternate
from stafett.web.negotiation import FORMATS, HTML, RDF_SUFFIXES, choose
from stafett.web.protocol import ANSWER_FORMATS, FORM, QUERY, Operation
from stafett.web.resources import not_acceptable
from stafett.web.responses import respond
from stafett.web.room import Here, Room

router = APIRouter()

_DESCRIPTION = (
    "SPARQL 1.1 Query over everything that is published here. SELECT and ASK answer as JSON, XML, CSV or "
    "TSV; CONSTRUCT and DESCRIBE as Turtle, N-Triples, JSON-LD or RDF/XML, by Accept or `download=`. Updates "
    "and SERVICE are refused. Without a query: a service description."
)
_PARAMETERS = [
    {"name": "query", "in": "query", "schema": {"type": "string"}, "description": "SPARQL 1.1 query"},
    {
        "name": "download",
        "in": "query",
        "schema": {"type": "string", "enum": sorted(ANSWER_FORMATS)},
        "description": "Answer in this format, whatever Accept says",
    },
    {"name": "default-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
    {"name": "named-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
]
_BODY = {
    "required": True,
    "content": {
        FORM: {
            "schema": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
        },
        QUERY: {"schema": {"type": "string"}},
    },
}


@router.get(
    protocol.PATH,
    tags=["sparql"],
    summary="Query (SPARQL Protocol, GET)",
    description=_DESCRIPTION,
    openapi_extra={"parameters": _PARAMETERS},
    response_class=Response,
)
async def get(request: Request, room: Here) -> Response:
    """Answer a query in the address, or describe the service."""
    return await _show(request, room, found_by_the_door(request))


@router.post(
    protocol.PATH,
    tags=["sparql"],
    summary="Query (SPARQL Protocol, POST)",
    description=_DESCRIPTION,
    openapi_extra={"requestBody": _BODY},
    response_class=Response,
)
async def post(request: Request, room: Here) -> Response:
    """Answer a query in the body."""
    return await _show(request, room, found_by_the_door(request))


async def _show(request: Request, room: Room, operation: Operation) -> Response:
    if operation.query is None:
        return _describe(request, room, operation)
    return await sparql_page.run(request, room, protocol.as_query(request, room.desk, operation))


def _describe(request: Request, room: Room, operation: Operation) -> Response:
    # RDF first, also for who takes anything (SPARQL Service Description, section 2); browsers name HTML.
    offered = (*(FORMATS[suffix].media_type for suffix in RDF_SUFFIXES), HTML)
    media_type = choose(protocol.accepted(request, operation), offered)
    if media_type == HTML:
        return sparql_page.form(request, room, operation.example)
    if media_type is None:
        raise not_acceptable(sparql_page.DESCRIPTIONS)
    body = service_description(room, media_type)
    also = Alternate(VOID, "text/turtle", "VoID")
    return respond(request, body, media_type, alternates=(*sparql_page.DESCRIPTIONS, also))
