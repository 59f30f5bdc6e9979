"""The Reconciliation Service API 0.2 (W3C community group), as OpenRefine asks it: texts to codes.

An entity is a code, with the id `{scheme}/{notation}`; a type is a code list. A bare code is matched for sure
only where the query names its list, since the same letter means different things in different lists.
"""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic import Field as Bounds
from starlette.datastructures import FormData

from stafett.languages import Text
from stafett.store.search import EXACT_LABEL
from stafett.web.asking import charged
from stafett.web.codebook import Place
from stafett.web.links import list_path
from stafett.web.listdata import CodeListPage
from stafett.web.parameters import MAX_NAME, MAX_WORDS, words
from stafett.web.problems import Problem
from stafett.web.render import page_language
from stafett.web.resources import not_found
from stafett.web.responses import json_body, respond
from stafett.web.room import Here, Room

MAX_QUERIES: Final = 200
MAX_BODY: Final = 1_000_000
BODY_SECONDS: Final = 30
DEFAULT_LIMIT: Final = 10
MAX_LIMIT: Final = 50

router = APIRouter()


class ReconciliationQuery(BaseModel):
    """One query of a batch. Properties are accepted and, as the API allows, not used."""

    model_config = ConfigDict(extra="ignore")

    query: str = Bounds(max_length=MAX_WORDS)
    type: str | list[str] | None = None
    limit: int = Bounds(default=DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)


_BATCH: Final = TypeAdapter(dict[str, ReconciliationQuery])


@router.get(
    "/reconcile",
    tags=["codes"],
    summary="Reconciliation service: manifest and queries",
    description="Reconciliation Service API 0.2, for OpenRefine and others. Without `queries` the manifest; "
    f"with it, a batch of at most {MAX_QUERIES} queries as JSON. Types are code lists. `match` is true only "
    "where the query names the list and exactly one code of it has just that notation or label.",
    response_class=Response,
)
def reconcile(
    request: Request,
    room: Here,
    queries: Annotated[str, Query(json_schema_extra={"maxLength": MAX_BODY})] = "",
) -> Response:
    """Answer with the manifest, or with the answers to a batch."""
    if not queries:
        return _respond(request, manifest(room, request))
    return _respond(request, _counted(room, request, queries))


@router.post(
    "/reconcile",
    tags=["codes"],
    summary="Reconciliation service: queries in a form",
    description="The same batch in the field `queries` of a form.",
    response_class=Response,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {
                        "type": "object",
                        "required": ["queries"],
                        "properties": {"queries": {"type": "string", "maxLength": MAX_BODY}},
                    }
                }
            },
        }
    },
)
async def reconcile_form(request: Request, room: Here) -> Response:
    """Answer a batch that comes as a form."""
    form = await _form(request)
    queries = form.get("queries")
    if not isinstance(queries, str) or not queries:
        raise _refused("The form has no field «queries».", "queries")
    return _respond(request, await run_in_threadpool(_counted, room, request, queries))


async def _form(request: Request) -> FormData:
    size = request.headers.get("content-length", "")
    if not (size.isascii() and size.isdigit() and len(size) < 10 and int(size) <= 3 * MAX_BODY):
        raise Problem(
            413,
            "A batch may be %(limit)s characters long, and must say how long it is.",
            values={"limit": MAX_BODY},
        )
    if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
        raise Problem(415, "A batch is sent as application/x-www-form-urlencoded.")
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await request.form(max_files=0, max_fields=10)
    except TimeoutError:
        raise Problem(408, "The request did not come in time.") from None


def manifest(room: Room, request: Request) -> dict[str, Any]:
    """What the service is and can do."""
    base = room.site.base
    types = [_type(page, request) for page in room.site.lists.values() if page["kind"] == "list"]
    suggest = {
        kind: {"service_url": base, "service_path": f"/reconcile/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.1", "0.2"],
        "name": "Stafett: kodelister for videregående opplæring",
        "identifierSpace": f"{base}/code/",
        "schemaSpace": "http://www.w3.org/2004/02/skos/core#Concept",
        "documentation": f"{base}/docs",
        "defaultTypes": types,
        "view": {"url": f"{base}/code/{{{{id}}}}"},
        "suggest": suggest,
        "batchSize": MAX_QUERIES,
    }


def _counted(room: Room, request: Request, queries: str) -> dict[str, Any]:
    """The answers, for time of the client's share: two hundred misspelt lines cost seconds."""
    with charged(request, room.desk):
        return _answers(room, request, queries)


def _answers(room: Room, request: Request, queries: str) -> dict[str, Any]:
    if len(queries) > MAX_BODY:
        raise Problem(413, "A batch may be %(limit)s characters long.", values={"limit": MAX_BODY})
    try:
        batch = _BATCH.validate_json(queries)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise _refused(
            f"«queries» is no batch of queries: {place or 'it'}: {first['msg']}.", "queries"
        ) from fault
    if len(batch) > MAX_QUERIES:
        raise Problem(
            413,
            "A batch may have %(limit)s queries, and this one has %(given)s.",
            values={"limit": MAX_QUERIES, "given": len(batch)},
        )
    return {key: {"result": _candidates(room, request, query)} for key, query in batch.items()}


def _candidates(room: Room, request: Request, query: ReconciliationQuery) -> list[dict[str, Any]]:
    wanted = [query.type] if isinstance(query.type, str) else query.type or []
    schemes = [scheme for scheme in dict.fromkeys(wanted) if scheme in room.site.lists]
    if wanted and not schemes:
        return []
    searched: list[str | None] = [*schemes] or [None]
    found = [
        (place, hit)
        for scheme in searched
        for place, hit in room.codebook.search(query.query, query.limit, scheme)
    ]
    found.sort(key=lambda pair: -pair[1].score)
    sure = [place for place, hit in found if hit.score >= EXACT_LABEL]
    return [
        {
            **_entity(place, request),
            "type": [_type(place.codelist, request)],
            "score": hit.score,
            "match": len(schemes) == 1 and sure == [place],
        }
        for place, hit in found[: query.limit]
    ]


@router.get("/reconcile/suggest/{kind}", tags=["codes"], summary="Reconciliation service: suggestions",
            response_class=Response)  # fmt: skip
def suggest(
    request: Request,
    room: Here,
    kind: Annotated[str, Path(json_schema_extra={"enum": ["entity", "type", "property"]})],
    prefix: Annotated[str, Query(json_schema_extra={"maxLength": MAX_WORDS})] = "",
) -> Response:
    """Suggest codes (`entity`), lists (`type`) or properties (there are none) while somebody writes."""
    with charged(request, room.desk):
        return _respond(request, {"result": _suggestions(room, request, kind, words("prefix", prefix))})


def _suggestions(room: Room, request: Request, kind: str, wanted: str) -> list[dict[str, str]]:
    if kind == "entity":
        places = [place for place, _ in room.codebook.search(wanted, DEFAULT_LIMIT)]
        return [{**_entity(p, request), "description": _words(p.codelist["title"], request)} for p in places]
    if kind == "type":
        hits = room.codebook.schemes.ranked(wanted, DEFAULT_LIMIT)
        return [_type(room.site.lists[hit.entry.name], request) for hit in hits]
    if kind == "property":
        return []
    raise not_found("Nothing is suggested of the kind «%(kind)s».", kind=kind[:MAX_NAME])


def _entity(place: Place, request: Request) -> dict[str, Any]:
    label = _words(place.code["label"], request)
    name = f"{place.code['notation']} {label}" if label else place.code["notation"]
    return {"id": f"{place.codelist['scheme']}/{place.code['notation']}", "name": name}


def _type(page: CodeListPage, request: Request) -> dict[str, str]:
    return {"id": page["scheme"], "name": _words(page["title"], request) or list_path(page["scheme"])}


def _words(texts: dict[str, str], request: Request) -> str:
    best = Text.of(texts).best(page_language(request).tag)
    return best[1] if best else ""


def _respond(request: Request, value: object) -> Response:
    return respond(request, json_body(value), "application/json")


def _refused(detail: str, parameter: str) -> Problem:
    return Problem(400, detail, members={"parameter": parameter})
