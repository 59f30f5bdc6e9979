"""Concepts, what the terms of the model mean: /concept/{name}."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.links import Resource, segment, term_path
from stafett.web.negotiation import RDF_SUFFIXES, split_suffix
from stafett.web.resources import not_found, rdf_document, redirect
from stafett.web.room import Here, Room
from stafett.web.statements import Statements

CONCEPTS_FILE: Final = "catalog/concepts.nt"

router = APIRouter()


@router.get(
    "/concept/{name}",
    tags=["catalogue"],
    summary="A concept",
    description="What a class or property means, apart from how data say it. `/concept/Person` redirects "
    "(303) by Accept; `.html`, `.ttl`, `.jsonld`, `.rdf` and `.nt` answer 200.",
    response_class=Response,
)
def concept(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from a concept, or answer with its description."""
    if _known(room, name):
        return redirect(request, _resource(room, name))
    stem, suffix = split_suffix(name)
    if suffix not in ("html", *RDF_SUFFIXES) or not _known(room, stem):
        raise not_found("There is no concept «%(name)s».", name=name)
    resource = _resource(room, stem)
    if suffix != "html":
        return rdf_document(
            request, room, resource, suffix, lambda: room.description(CONCEPTS_FILE).of(resource.iri)
        )
    said = Statements(room, CONCEPTS_FILE)
    return room.renderer.page(
        request,
        "concept.html",
        alternates=resource.alternates(),
        iri=resource.iri,
        name=stem,
        labels=said.texts(resource.iri, "skos:prefLabel"),
        definitions=said.texts(resource.iri, "skos:definition"),
        definition_iris=said.values(resource.iri, "euvoc:xlDefinition"),
        generic=said.things(resource.iri, "xkos:specializes"),
        specific=said.things(resource.iri, "xkos:generalizes"),
        term=term_path(stem) if room.site.term(stem) else None,
        is_class=stem in room.site.model["classes"],
        element=f"/modelelement/{segment(stem)}" if stem in room.site.model["classes"] else None,
    )


def concept_paths(room: Room) -> Iterator[str]:
    """The address of every concept."""
    if CONCEPTS_FILE in room.files:
        start = f"{room.site.base}/concept/"
        names = (
            iri.removeprefix(start)
            for iri in room.description(CONCEPTS_FILE).names()
            if iri.startswith(start)
        )
        yield from (f"/concept/{name}" for name in names)


def _known(room: Room, name: str) -> bool:
    return Statements(room, CONCEPTS_FILE).knows(_resource(room, name).iri)


def _resource(room: Room, name: str) -> Resource:
    path = f"/concept/{segment(name)}"
    return Resource(path, room.site.base + path, ("html", *RDF_SUFFIXES))
