"""Mappings to other vocabularies: /mappings and /mapping/{set}."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.links import Alternate, Resource, mapping_path
from stafett.web.mappingdata import MappingSet, anchored
from stafett.web.negotiation import RDF_SUFFIXES, split_suffix
from stafett.web.resources import built_file, not_found, redirect
from stafett.web.room import Here, Room

TABLE: Final = "sssom.tsv"

router = APIRouter()


@router.get("/mappings", include_in_schema=False)
def overview(request: Request, room: Here) -> Response:
    """Every mapping set, with how many rows it has and how sure they are."""
    return room.renderer.page(request, "mappings.html", sets=room.site.mappings.sets)


@router.get(
    "/mapping/{name}",
    tags=["model"],
    summary="Mappings to another vocabulary",
    description="`/mapping/stafett-fint` redirects (303) by Accept; `.html`, `.ttl`, `.jsonld`, `.rdf` and "
    "`.nt` answer 200, and `.sssom.tsv` is the table itself (SSSOM). `?term=` keeps the rows of one term.",
    response_class=Response,
)
def mapping(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from a mapping set, or answer with one of its documents."""
    if found := room.site.mappings.get(name):
        return redirect(request, _resource(room, found))
    stem, suffix = name.removesuffix(f".{TABLE}"), TABLE
    if stem == name:
        stem, suffix = split_suffix(name)[0], split_suffix(name)[1] or ""
    found = room.site.mappings.get(stem)
    if found is None:
        raise not_found("There is no mapping set «%(name)s».", name=name)
    resource = _resource(room, found)
    alternates = (
        *resource.alternates(),
        Alternate(f"{resource.path}.{TABLE}", "text/tab-separated-values", "SSSOM"),
    )
    if suffix == "html":
        wanted = request.query_params.get("term", "")
        known = [row for row in found["rows"] if row["subject"]]
        rows = [r for r in known if wanted in ("", r["subject"] and r["subject"]["curie"].partition(":")[2])]
        return room.renderer.page(
            request,
            "mapping.html",
            alternates=alternates,
            iri=found["iri"],
            set=found,
            rows=anchored(rows),
            absent=[row for row in found["rows"] if not row["subject"]],
            term=wanted,
        )
    path = f"mappings/{stem}.{suffix}"
    if path not in room.files:
        raise not_found("The mapping set has no document with the suffix «%(suffix)s».", suffix=suffix)
    return built_file(request, room, path, alternates=alternates, iri=found["iri"])


def _resource(room: Room, found: MappingSet) -> Resource:
    built = [suffix for suffix in RDF_SUFFIXES if f"mappings/{found['name']}.{suffix}" in room.files]
    return Resource(mapping_path(found["name"]), found["iri"], ("html", *built))
