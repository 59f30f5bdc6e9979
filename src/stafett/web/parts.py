"""What has an identifier of ours but no page data: shapes, distributions, rights statements, contact points.

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

FOLDERS: Final = {"shape": "model/", "distribution": "catalog/", "rights": "catalog/", "contact": "catalog/"}
"""Kind of thing to where the build describes it."""

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
    return _part(request, room, "shape", name)


@router.get("/distribution/{name}", tags=["catalogue"], summary="A distribution", response_class=Response)
def distribution(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from a distribution, or answer with its description."""
    return _part(request, room, "distribution", name)


@router.get("/rights/{name}", tags=["catalogue"], summary="A rights statement", response_class=Response)
def rights(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from a rights statement, or answer with its description."""
    return _part(request, room, "rights", name)


@router.get("/contact/{name}", tags=["catalogue"], summary="A contact point", response_class=Response)
def contact(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from a contact point, or answer with its description."""
    return _part(request, room, "contact", name)


def _part(request: Request, room: Room, kind: str, name: str) -> Response:
    if _triples(room, kind, name):
        return redirect(request, _resource(room, kind, name))
    stem, suffix = split_suffix(name)
    triples = _triples(room, kind, stem)
    if suffix not in ("html", *RDF_SUFFIXES) or not triples:
        raise not_found(f"{kind} «{name}»")
    resource = _resource(room, kind, stem)
    if suffix == "html":
        return room.renderer.page(
            request,
            "part.html",
            alternates=resource.alternates(),
            iri=resource.iri,
            name=stem,
            statements=[(_show(room, t.predicate), _show(room, t.object)) for t in triples],
        )
    return rdf_document(request, room, resource, suffix, lambda: triples)


def _resource(room: Room, kind: str, name: str) -> Resource:
    return Resource(f"/{kind}/{segment(name)}", f"{room.site.base}/{kind}/{name}", ("html", *RDF_SUFFIXES))


def _triples(room: Room, kind: str, name: str) -> list[ox.Triple]:
    try:
        iri = ox.NamedNode(f"{room.site.base}/{kind}/{name}").value
    except ValueError:  # not everything that can stand in a path can stand in an IRI
        return []
    follow = (SH_PROPERTY,) if kind == "shape" else ()
    for path in room.files.paths(FOLDERS[kind]):
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
