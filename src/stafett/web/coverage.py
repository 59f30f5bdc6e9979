"""Traceability: which rows of the sources are realised, by what: /coverage and /coverage/{row}."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.contentdata import CoverageRow
from stafett.web.links import Resource, segment
from stafett.web.negotiation import RDF_SUFFIXES, split_suffix
from stafett.web.resources import not_found, rdf_document, redirect
from stafett.web.room import Here, Room

COVERAGE_FILE: Final = "coverage.nt"
STATUSES: Final = ("works", "partial")

router = APIRouter()


@router.get("/coverage", include_in_schema=False)
def overview(request: Request, room: Here) -> Response:
    """All rows; `?source=S1` and `?status=partial` keep some of them."""
    source, status = request.query_params.get("source", ""), request.query_params.get("status", "")
    of_source = [row for row in room.site.coverage if source in ("", row["series"])]
    rows = [row for row in of_source if status in ("", _status(row))]
    sources = {row["series"]: row["source"] for row in room.site.coverage}
    return room.renderer.page(
        request,
        "coverage.html",
        rows=rows,
        sources=sources,
        source=source,
        chosen_status=status,
        works=sum(row["works"] for row in of_source),
        whole=len(of_source),
        row=None,
    )


@router.get(
    "/coverage/{row}",
    tags=["catalogue"],
    summary="A row of the sources, and what realises it",
    description="`/coverage/S0-01` redirects (303) by Accept; `.html`, `.ttl`, `.jsonld`, `.rdf` and `.nt` "
    "answer 200.",
    response_class=Response,
)
def one(request: Request, room: Here, row: str) -> Response:
    """Redirect (303) from a row, or answer with one of its documents."""
    if found := _row(room, row):
        return redirect(request, _resource(found))
    stem, suffix = split_suffix(row)
    found = _row(room, stem)
    if found is None or suffix not in ("html", *RDF_SUFFIXES):
        raise not_found("There is no row «%(name)s».", name=row)
    resource = _resource(found)
    if suffix != "html":
        return rdf_document(
            request, room, resource, suffix, lambda: room.description(COVERAGE_FILE).of(resource.iri)
        )
    return room.renderer.page(
        request,
        "coverage.html",
        alternates=resource.alternates(),
        iri=resource.iri,
        rows=[found],
        sources={},
        source="",
        chosen_status="",
        works=int(found["works"]),
        whole=1,
        row=found,
    )


def _status(row: CoverageRow) -> str:
    return STATUSES[0] if row["works"] else STATUSES[1]


def _row(room: Room, identifier: str) -> CoverageRow | None:
    return next((row for row in room.site.coverage if row["identifier"] == identifier), None)


def _resource(row: CoverageRow) -> Resource:
    return Resource(f"/coverage/{segment(row['identifier'])}", row["iri"], ("html", *RDF_SUFFIXES))
