"""The SPARQL 1.1 Protocol at /sparql: queries by GET and both POST forms. There is no update.

A browser (Accept: text/html) gets the query page; see sparql_page.py. `download=` overrules Accept, so
that an answer in any format can be a plain link. (Not `format=`, which clients such as SPARQLWrapper send
along for other servers, with values that contradict their own Accept.)
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from email.message import Message
from typing import Final
from urllib.parse import parse_qsl

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from stafett.store.engine import GRAPH_FORMATS, SOLUTION_FORMATS, QueryRequest
from stafett.store.errors import QueryError
from stafett.web import sparql_page
from stafett.web.asking import ask, problem_of, stopped_when_left
from stafett.web.description import VOID, service_description
from stafett.web.links import Alternate
from stafett.web.negotiation import FORMATS, HTML, RDF_SUFFIXES, choose, content_type
from stafett.web.problems import Problem
from stafett.web.resources import not_acceptable
from stafett.web.responses import VARY, respond
from stafett.web.room import Here, Room
from stafett.web.sparql_page import ANSWER_FORMATS, DOWNLOADS
from stafett.web.streaming import AnswerResponse, GatheredAnswer

BODY_SECONDS: Final = 30
"""Longest time that a client may take to send the body."""

MAX_BODY: Final = 262_144
"""Largest POST body in bytes: the longest query allowed, percent-encoded, with room for graph names."""

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"

_TABLES: Final = tuple(SOLUTION_FORMATS)
_GRAPHS: Final = tuple(GRAPH_FORMATS)
_ALL: Final = (*_TABLES, *_GRAPHS, HTML)

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
        _FORM: {
            "schema": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
        },
        _QUERY: {"schema": {"type": "string"}},
    },
}


@dataclass(frozen=True)
class Operation:
    """What a request asks for, whichever way it was sent."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    download: str | None
    example: str | None


@router.get(
    "/sparql",
    tags=["sparql"],
    summary="Query (SPARQL Protocol, GET)",
    description=_DESCRIPTION,
    openapi_extra={"parameters": _PARAMETERS},
    response_class=Response,
)
async def get(request: Request, room: Here) -> Response:
    """Answer a query in the address, or describe the service."""
    return await _answer(request, room, _operation(_pairs(request)))


@router.post(
    "/sparql",
    tags=["sparql"],
    summary="Query (SPARQL Protocol, POST)",
    description=_DESCRIPTION,
    openapi_extra={"requestBody": _BODY},
    response_class=Response,
)
async def post(request: Request, room: Here) -> Response:
    """Answer a query in the body."""
    pairs = _pairs(request)
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type == _UPDATE:
        raise _no_update()
    if media_type not in (_FORM, _QUERY):
        raise Problem(
            415,
            "Send the query as %(form)s or as %(query)s, not as «%(given)s».",
            values={"form": _FORM, "query": _QUERY, "given": media_type},
            headers={"Accept-Post": f"{_FORM}, {_QUERY}"},
        )
    if media_type == _QUERY:
        _check_charset(request)
    text = await _body(request)
    pairs += [("query", text)] if media_type == _QUERY else _parse(text)
    operation = _operation(pairs)
    if operation.query is None:
        raise Problem(400, "The request has no query.")
    return await _answer(request, room, operation)


def _pairs(request: Request) -> list[tuple[str, str]]:
    return _parse(_decode(request.scope["query_string"]))


def _parse(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as fault:
        raise _not_utf8() from fault


def _decode(content: bytes | bytearray) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as fault:
        raise _not_utf8() from fault


def _not_utf8() -> Problem:
    return Problem(400, "The request is not UTF-8.")


def _check_charset(request: Request) -> None:
    """UTF-8 is the only charset for a query sent as it is (SPARQL Protocol, section 2.1.3).

    A form is not asked: its bytes are percent-encoded, and old clients name a charset they do not use.
    """
    header = request.headers["content-type"]
    if ";" not in header:
        return
    message = Message()
    message["content-type"] = header
    charset = message.get_content_charset("utf-8")
    if charset not in ("utf-8", "utf8"):
        raise Problem(415, "Send the query in UTF-8, not in «%(given)s».", values={"given": charset})


class Direct:
    """The two handlers as an ASGI application, for a route before those of FastAPI.

    The same functions answer, so FastAPI describes what is true; but its own way to them, with dependencies
    that there are none of, takes a fifth of the time of a look-up (measured).
    """

    path = "/sparql"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        scope["route"] = self  # the log and the figures go by its path
        request = Request(scope, receive, send)
        handler = post if scope["method"] == "POST" else get
        response = await handler(request, request.app.state.room)
        await response(scope, receive, send)


async def _body(request: Request) -> str:
    """Read the body, but no more of it than a query can need."""
    content = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                content += chunk
                if len(content) > MAX_BODY:
                    break
    except TimeoutError:
        raise Problem(408, "The request did not come in time.") from None
    if len(content) > MAX_BODY:
        raise Problem(413, "The request is larger than %(limit)s bytes.", values={"limit": MAX_BODY})
    return _decode(content)


def _operation(pairs: list[tuple[str, str]]) -> Operation:
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    if "update" in given:
        raise _no_update()
    if len(given.get("query", ())) > 1:
        raise Problem(400, "The request has more than one query.")
    query, chosen, example = (given.get(name, [None])[0] for name in ("query", "download", "example"))
    if chosen is not None and chosen not in ANSWER_FORMATS:
        raise Problem(
            400,
            "download is «%(given)s», but must be one of %(known)s.",
            values={"given": chosen, "known": ", ".join(sorted(ANSWER_FORMATS))},
        )
    default, named = (tuple(given.get(f"{kind}-graph-uri", ())) for kind in ("default", "named"))
    for uri in (*default, *named):
        _check_iri(uri)
    return Operation(query if query and query.strip() else None, default, named, chosen, example)


def _no_update() -> Problem:
    return Problem(403, "This endpoint is read-only: updates are refused.")


def _check_iri(uri: str) -> None:
    try:
        ox.NamedNode(uri)
    except ValueError as fault:
        raise Problem(400, "«%(given)s» is no absolute IRI.", values={"given": uri}) from fault


async def _answer(request: Request, room: Room, operation: Operation) -> Response:
    accept = ANSWER_FORMATS[operation.download] if operation.download else request.headers.get("accept")
    if operation.query is None:
        return _without_query(request, room, accept, operation)
    wanted = QueryRequest(
        text=operation.query,
        solutions=choose(accept, _TABLES),
        graph=choose(accept, _GRAPHS),
        default_graphs=operation.default_graphs,
        named_graphs=operation.named_graphs,
        base=f"{room.site.base}/sparql",
    )
    if choose(accept, _ALL) == HTML:
        return await sparql_page.run(request, room, wanted)
    if wanted.solutions is None and wanted.graph is None:
        known = ", ".join((*SOLUTION_FORMATS, *GRAPH_FORMATS))
        raise Problem(406, "Answers come as %(formats)s.", values={"formats": known})
    try:
        answer = await ask(request, room, wanted)
        if request.scope.get("http_version") == "1.0":
            with stopped_when_left(request.receive):
                answer = await GatheredAnswer.gather(answer)
    except QueryError as fault:
        raise problem_of(fault) from None
    except ClientDisconnect:
        return Response(status_code=499)  # nobody reads it; the number that logs know this by
    headers = {"Vary": VARY, "Cache-Control": "no-cache", "Content-Type": content_type(answer.media_type)}
    if operation.download:
        suffix = DOWNLOADS.get(answer.media_type, "txt")
        headers["Content-Disposition"] = f'attachment; filename="stafett-query.{suffix}"'
    return AnswerResponse(answer, headers, room.engine.limits.send_seconds)


def _without_query(request: Request, room: Room, accept: str | None, operation: Operation) -> Response:
    # RDF first, also for who takes anything (SPARQL Service Description, section 2); browsers name HTML.
    offered = (*(FORMATS[suffix].media_type for suffix in RDF_SUFFIXES), HTML)
    media_type = choose(accept, offered)
    if media_type == HTML:
        return sparql_page.form(request, room, operation.example)
    if media_type is None:
        raise not_acceptable(sparql_page.DESCRIPTIONS)
    body = service_description(room, media_type)
    also = Alternate(VOID, "text/turtle", "VoID")
    return respond(request, body, media_type, alternates=(*sparql_page.DESCRIPTIONS, also))
