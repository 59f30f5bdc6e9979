"""The SPARQL 1.1 Protocol: what a request asks for, and its answer in a format for programs.

Queries come by GET and in both POST forms; there is no update. `download=` overrules Accept, so that an
answer in any format can be a plain link. (Not `format=`, which clients such as SPARQLWrapper send along for
other servers, with values that contradict their own Accept.)

Neither the framework nor a page is needed for this, so that queries can be answered before those are loaded,
and afterwards without their layers, which take as long as a look-up.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from email.message import Message
from typing import Final
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from stafett.store.engine import GRAPH_FORMATS, SOLUTION_FORMATS, QueryRequest
from stafett.store.errors import NotAcceptableError, QueryError
from stafett.web.asking import ask, problem_of, stopped_when_left
from stafett.web.clients import client_of
from stafett.web.desk import Desk
from stafett.web.negotiation import FORMATS, HTML, RDF_SUFFIXES, choose, content_type
from stafett.web.observed import Observation
from stafett.web.problems import Problem
from stafett.web.responses import VARY
from stafett.web.streaming import AnswerResponse, GatheredAnswer

PATH: Final = "/sparql"
"""Where the endpoint is."""

BODY_SECONDS: Final = 30
"""Longest time that a client may take to send the body."""

MAX_BODY: Final = 262_144
"""Largest POST body in bytes: the longest query allowed, percent-encoded, with room for graph names."""

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"

_TABLES: Final = tuple(SOLUTION_FORMATS)
_GRAPHS: Final = tuple(GRAPH_FORMATS)
_ALL: Final = (*_TABLES, *_GRAPHS, HTML)

ANSWER_FORMATS: Final = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "html": HTML,
    **{suffix: FORMATS[suffix].media_type for suffix in RDF_SUFFIXES},
}
"""Values of `download=` and the media types they stand for."""

DOWNLOADS: Final = {media_type: name for name, media_type in ANSWER_FORMATS.items()}


@dataclass(frozen=True)
class Operation:
    """What a request asks for, whichever way it was sent."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    download: str | None
    example: str | None


async def read(request: Request) -> Operation:
    """Read what a request asks for, from its address and, by POST, its body.

    Raises:
        Problem: it is no request of the SPARQL Protocol, or one for an update.
        ClientDisconnect: the client has left in the middle of it.
    """
    pairs = _pairs(request)
    if request.method != "POST":
        return _operation(pairs)
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type == _UPDATE:
        raise _no_update()
    if media_type not in (FORM, QUERY):
        raise Problem(
            415,
            "Send the query as %(form)s or as %(query)s, not as «%(given)s».",
            values={"form": FORM, "query": QUERY, "given": media_type},
            headers={"Accept-Post": f"{FORM}, {QUERY}"},
        )
    if media_type == QUERY:
        _check_charset(request)
    text = await _body(request)
    pairs += [("query", text)] if media_type == QUERY else _parse(text)
    operation = _operation(pairs)
    if operation.query is None:
        raise Problem(400, "The request has no query.")
    return operation


def accepted(request: Request, operation: Operation) -> str | None:
    """What the client takes, as an Accept header would say it; None for anything."""
    if operation.download:
        return ANSWER_FORMATS[operation.download]
    return request.headers.get("accept")


def wants_page(request: Request, operation: Operation) -> bool:
    """Whether a page is asked for, or a description of the service: neither is an answer of an engine."""
    return operation.query is None or choose(accepted(request, operation), _ALL) == HTML


async def answer(request: Request, desk: Desk, operation: Operation) -> Response:
    """Answer a query in the format that the client likes best.

    Args:
        request: what has come, read to its end.
        desk: answers.
        operation: what `read` found, with a query.

    Raises:
        Problem: there is no answer.
    """
    wanted = as_query(request, desk, operation)
    if wanted.solutions is None and wanted.graph is None:
        known = ", ".join((*SOLUTION_FORMATS, *GRAPH_FORMATS))
        fault = NotAcceptableError("Answers come as %(formats)s.", {"formats": known})
        Observation(desk, wanted).refused(fault)
        raise problem_of(fault)
    try:
        found = await ask(request, desk, wanted)
        if request.scope.get("http_version") == "1.0":
            with stopped_when_left(request.receive):
                found = await GatheredAnswer.gather(found)
    except QueryError as fault:
        raise problem_of(fault) from None
    except ClientDisconnect:
        return nobody_reads_this()
    headers = {"Vary": VARY, "Cache-Control": "no-cache", "Content-Type": content_type(found.media_type)}
    if operation.download:
        suffix = DOWNLOADS.get(found.media_type, "txt")
        headers["Content-Disposition"] = f'attachment; filename="stafett-query.{suffix}"'
    return AnswerResponse(found, headers, desk.engine.limits.send_seconds)


def nobody_reads_this() -> Response:
    """The answer to a client that has left, with the number that logs know this by."""
    return Response(status_code=499)


def as_query(request: Request, desk: Desk, operation: Operation) -> QueryRequest:
    """The query as an engine takes it: with the formats that the client accepts, and who it is."""
    assert operation.query is not None  # noqa: S101 - the caller has looked
    accept = accepted(request, operation)
    return QueryRequest(
        text=operation.query,
        solutions=choose(accept, _TABLES),
        graph=choose(accept, _GRAPHS),
        default_graphs=operation.default_graphs,
        named_graphs=operation.named_graphs,
        base=f"{desk.base}{PATH}",
        client=client_of(request, desk.engine.limits.trusted_proxies),
    )


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
