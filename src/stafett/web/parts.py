"""What has an identifier of ours but no page data: shapes, distributions, model elements and more.

They are described by the built files alone, and their pages simply show the statements.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.store.documents import SH_PROPERTY
from stafett.web.links import Resource, safe_href, segment
from stafett.web.negotiation import RDF_SUFFIXES, split_suffix
from stafett.web.prefixes import shorten
from stafett.web.resources import not_found, rdf_document, redirect
from stafett.web.room import Here, Room

FILES: Final = {
    "shape": "model/stafett.shacl",
    "rule": "model/stafett.rules",
    "distribution": "catalog/",
    "rights": "catalog/",
    "contact": "catalog/",
    "modelelement": "catalog/informationmodels",
    "definition": "catalog/concepts",
    "query": "queries",
}
"""Kind of thing to how the names of the files begin that describe it."""

router = APIRouter()


@dataclass(frozen=True)
class Value:
    """One side of a statement, as a page shows it."""

    text: str
    href: str | None = None
    language: str | None = None


@router.get("/shape/{name}", tags=["model"], summary="A SHACL shape", response_class=Response)
def shape(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from a shape, or answer with its description."""
    return part(request, room, "shape", name)


@router.get("/distribution/{name}", tags=["catalogue"], summary="A distribution", response_class=Response)
def distribution(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from a distribution, or answer with its description."""
    return part(request, room, "distribution", name)


@router.get("/rights/{name}", tags=["catalogue"], summary="A rights statement", response_class=Response)
def rights(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from a rights statement, or answer with its description."""
    return part(request, room, "rights", name)


@router.get("/contact/{name}", tags=["catalogue"], summary="A contact point", response_class=Response)
def contact(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from a contact point, or answer with its description."""
    return part(request, room, "contact", name)


@router.get(
    "/modelelement/{name}",
    tags=["catalogue"],
    summary="An element of the information model",
    description="An object type, property, code list or module, as ModellDCAT-AP-NO describes it.",
    response_class=Response,
)
def model_element(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from an element or a property of one, or answer with its description."""
    return part(request, room, "modelelement", name)


@router.get("/definition/{name}", tags=["catalogue"], summary="A definition", response_class=Response)
def definition(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from the definition of a concept, or answer with its description."""
    return part(request, room, "definition", name)


@router.get("/query/{name}", tags=["sparql"], summary="An example query", response_class=Response)
def query(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from an example query, or answer with its description."""
    return part(request, room, "query", name)


def part(request: Request, room: Room, kind: str, name: str) -> Response:
    """Redirect (303) from a thing of this kind, or answer with its statements."""
    if _triples(room, kind, name):
        return redirect(request, _resource(room, kind, name))
    stem, suffix = split_suffix(name)
    triples = _triples(room, kind, stem)
    if suffix not in ("html", *RDF_SUFFIXES) or not triples:
        raise not_found("There is no «%(name)s» of the kind «%(kind)s».", name=name, kind=kind)
    resource = _resource(room, kind, stem)
    if suffix == "html":
        return room.renderer.page(
            request,
            "part.html",
            alternates=resource.alternates(),
            iri=resource.iri,
            kind=kind,
            name=stem,
            statements=[(_show(room, t.predicate), _show(room, t.object)) for t in triples],
        )
    return rdf_document(request, room, resource, suffix, lambda: triples)


def _resource(room: Room, kind: str, name: str) -> Resource:
    return Resource(f"/{kind}/{segment(name)}", _iri(room, kind, name), ("html", *RDF_SUFFIXES))


def _iri(room: Room, kind: str, name: str) -> str:
    """The identifier: letters that an IRI would escape, the build has escaped in it too."""
    return f"{room.site.base}/{kind}/{segment(name)}"


def _triples(room: Room, kind: str, name: str) -> list[ox.Triple]:
    iri = _iri(room, kind, name)
    follow = (SH_PROPERTY,) if kind == "shape" else ()
    for path in room.files.paths(FILES[kind]):
        if path.endswith(".nt") and (found := room.description(path).of(iri, follow=follow)):
            return found
    return []


def _show(room: Room, node: object) -> Value:
    if isinstance(node, ox.NamedNode):
        href = room.site.local_path(node.value) or safe_href(node.value)
        return Value(shorten(node.value, room.prefixes) or node.value, href=href)
    if isinstance(node, ox.Literal):
        return Value(node.value, language=node.language)
    return Value(str(node))
