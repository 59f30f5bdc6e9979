"""Terms of the model: /def/{Class|slot}, and the ontology they make up: /def."""

from __future__ import annotations

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.links import Alternate, Resource
from stafett.web.negotiation import FORMATS, HTML, RDF_SUFFIXES, choose, split_suffix
from stafett.web.resources import not_acceptable, not_found, rdf_document, redirect
from stafett.web.responses import see_other
from stafett.web.room import Here, Room

OWL_FILE = "model/stafett.owl.nt"
SHACL_FILE = "model/stafett.shacl.nt"

router = APIRouter()


@router.get(
    "/def/{name}",
    tags=["model"],
    summary="A class or property of the model",
    description="`/def/Person` redirects (303) to `/def/Person.html`, `.ttl`, `.jsonld`, `.rdf` or `.nt` by "
    "Accept; the addresses with a suffix answer 200. A class comes with its SHACL shape.",
    response_class=Response,
)
def term(request: Request, room: Here, name: str) -> Response:
    """Redirect from a term, or answer with one of its documents."""
    if resource := room.site.term(name):
        return redirect(request, resource)
    stem, suffix = split_suffix(name)
    resource = room.site.term(stem)
    if suffix is None or resource is None or suffix not in resource.suffixes:
        raise not_found("There is no class or property «%(name)s» in the model.", name=name)
    if suffix == "html":
        return _page(request, room, stem, resource)
    return rdf_document(request, room, resource, suffix, lambda: _triples(room, resource.iri))


def _page(request: Request, room: Room, name: str, resource: Resource) -> Response:
    model = room.site.model
    kind = "class" if name in model["classes"] else "slot"
    page = model["classes"].get(name) or model["slots"][name]
    return room.renderer.page(
        request, f"{kind}.html", alternates=resource.alternates(), iri=resource.iri, term=page
    )


def _triples(room: Room, iri: str) -> list[ox.Triple]:
    return room.description(OWL_FILE).of(iri) + room.description(SHACL_FILE).shapes_of(iri)


@router.get("/def", tags=["model"], summary="The ontology", response_class=Response)
def ontology(request: Request, room: Here) -> Response:
    """Redirect from the ontology to the overview or to its file in the wanted format."""
    built = tuple(suffix for suffix in RDF_SUFFIXES if f"model/stafett.owl.{suffix}" in room.files)
    targets = {FORMATS[suffix].media_type: f"/model/stafett.owl.{suffix}" for suffix in built}
    offered = {HTML: "/model", **targets}
    media_type = choose(request.headers.get("accept"), list(offered))
    if media_type is None:
        raise not_acceptable(tuple(Alternate(href, name, name) for name, href in offered.items()))
    return see_other(offered[media_type], request)
