"""One code: /code/{scheme}/{notation}, with its history, mappings, namesakes and uses."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web import codeview
from stafett.web.codebook import Place
from stafett.web.links import Resource, code_path
from stafett.web.listdata import Code
from stafett.web.negotiation import RDF_SUFFIXES, split_suffix
from stafett.web.resources import not_found, rdf_document, redirect
from stafett.web.responses import json_body, respond
from stafett.web.room import Here, Room

router = APIRouter()


@router.get(
    "/code/{scheme}/{notation}",
    tags=["codes"],
    summary="A code",
    description="`/code/vigo-fullfortkode/B` redirects (303) by Accept; `.html`, `.ttl`, `.jsonld`, `.rdf`, "
    "`.nt` and `.json` answer 200. Codes of Grep keep Grep's identifiers and have their page here. JSON also "
    "has what replaced the code and what it replaced, with every step.",
    response_class=Response,
)
def code(request: Request, room: Here, scheme: str, notation: str) -> Response:
    """Redirect from a code, or answer with one of its documents."""
    page = room.site.lists.get(scheme)
    if page is None:
        raise not_found("There is no code list «%(name)s».", name=scheme)
    if found := room.site.code(scheme, notation):
        return redirect(request, code_resource(scheme, found))
    stem, suffix = split_suffix(notation)
    found = room.site.code(scheme, stem)
    if suffix is None or found is None or suffix not in ("html", *RDF_SUFFIXES, "json"):
        raise not_found(
            "There is no code «%(code)s» in the code list «%(name)s».", code=notation, name=scheme
        )
    resource = code_resource(scheme, found)
    if suffix == "html":
        return _page(request, room, resource, Place(page, found))
    if suffix == "json":
        body = json_body(code_json(room, Place(page, found)))
        return respond(request, body, "application/json", alternates=resource.alternates(), iri=resource.iri)
    file = f"codes/{scheme}.nt"
    return rdf_document(request, room, resource, suffix, lambda: room.description(file).of(resource.iri))


def code_resource(scheme: str, found: Code) -> Resource:
    """A code as something with an identifier and documents."""
    return Resource(code_path(scheme, found["notation"]), found["iri"], ("html", *RDF_SUFFIXES, "json"))


def code_json(room: Room, place: Place) -> dict[str, Any]:
    """A code with its list and its history, as JSON has it.

    `replacedBy` and `replaces` hold the whole way to each code, `current` where all ways end; where nothing
    is known, `replacementKnown` is false, so that an empty list is never taken for «was not replaced».
    """
    iri = place.code["iri"]
    after, before = (codeview.ways(room, iri, direction) for direction in ("after", "before"))
    ends = {way.end.iri for way in after} - {ref.iri for way in after for ref in way.path[:-1]}
    return {
        **place.code,
        "scheme": place.codelist["scheme"],
        "schemeIri": place.codelist["iri"],
        "schemeTitle": place.codelist["title"],
        "replacementKnown": iri in room.site.code_data.history,
        "replacedBy": [_way_json(way) for way in after],
        "replaces": [_way_json(way) for way in before],
        "current": sorted(ends),
    }


def _way_json(way: codeview.Way) -> dict[str, Any]:
    return {
        "iri": way.end.iri,
        "notation": way.end.notation,
        "label": way.end.label,
        "length": way.length,
        "path": [ref.iri for ref in way.path],
    }


def _page(request: Request, room: Room, resource: Resource, place: Place) -> Response:
    iri, scheme = place.code["iri"], place.codelist["scheme"]
    return room.renderer.page(
        request,
        "code.html",
        alternates=resource.alternates(),
        iri=resource.iri,
        codelist=place.codelist,
        code=place.code,
        after=codeview.ways(room, iri, "after"),
        before=codeview.ways(room, iri, "before"),
        kind=codeview.kind_of_replacement(room, iri),
        counterparts=codeview.counterparts(room, iri),
        namesakes=codeview.namesakes(room, place),
        also_in=[p for p in room.codebook.with_iri(iri) if p.codelist["scheme"] != scheme],
        referrers=codeview.referrers(room, place),
        slots=codeview.slots_of(room, scheme),
        list_rules=codeview.rules_of(room, scheme),
        fields=codeview.fields_of(room, place.codelist["iri"]),
        deviations=codeview.deviations_of(room, scheme, place.code["notation"]),
    )
