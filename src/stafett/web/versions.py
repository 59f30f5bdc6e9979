"""The versions of the model, each as it was when it was published.

`/version/{number}` is what `owl:versionIRI` and `owl:priorVersion` name. It leads to the page of the version
or to its ontology; its documents stand under `/model/{number}/` and do not change. Their RDF is built as
N-Triples, and the other formats are written from it when they are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.store.documents import serialise
from stafett.web.links import Alternate, Resource, segment
from stafett.web.negotiation import FORMATS, HTML, RDF_SUFFIXES, choose, split_suffix
from stafett.web.pagedata import Release
from stafett.web.resources import built_file, not_acceptable, not_found, redirect
from stafett.web.responses import respond, see_other
from stafett.web.room import Here, Room

ONTOLOGY: Final = "stafett.owl"
_NAMES: Final = (
    ONTOLOGY,
    "stafett.shacl",
    "stafett.rules",
    "codes",
    "stafett.schema.json",
    "stafett.context.jsonld",
)
"""The documents of a version, in the order its page shows them."""
INVENTORY: Final = "stafett.inventory.json"

router = APIRouter()


@dataclass(frozen=True)
class Document:
    """One document of a version, with an address for each format it has."""

    name: str
    formats: tuple[Alternate, ...]


@router.get(
    "/version/{number}",
    tags=["model"],
    summary="A version of the model",
    description="What `owl:versionIRI` names. Redirects (303) by Accept to the page of the version, "
    "`/version/{number}.html`, or to its ontology as it was published, `/model/{number}/stafett.owl.ttl` "
    "(`.jsonld`, `.rdf`, `.nt`). A version that is under development has the ontology of the build.",
    response_class=Response,
)
def version(request: Request, room: Here, number: str) -> Response:
    """Redirect (303) to a version's page or ontology, or answer with the page."""
    stem, suffix = split_suffix(number)
    if suffix == "html" and _is_known(room, stem):
        return _page(request, room, stem)
    if not _is_known(room, number):
        raise not_found("There is no version «%(number)s» of the model.", number=number)
    offered = {HTML: f"/version/{segment(number)}.html"}
    offered |= {other.media_type: other.href for other in _ontology(room, number)}
    media_type = choose(request.headers.get("accept"), list(offered))
    if media_type is None:
        raise not_acceptable(tuple(Alternate(href, name, name) for name, href in offered.items()))
    return see_other(offered[media_type], request)


@router.get(
    "/model/{number}/{file}",
    tags=["model"],
    summary="A document of a published version",
    description="As it was when the version was published: `stafett.owl`, `stafett.shacl`, `stafett.rules` "
    "and `codes` (all code lists), each as `.ttl`, `.jsonld`, `.rdf` and `.nt`, or without suffix by Accept; "
    "`stafett.schema.json`, `stafett.context.jsonld` and `stafett.inventory.json`.",
    response_class=Response,
)
def document(request: Request, room: Here, number: str, file: str) -> Response:
    """A document of a version, or a redirect (303) from its name to one of its formats."""
    if file == INVENTORY and f"releases/{number}.json" in room.files:
        return built_file(request, room, f"releases/{number}.json")
    found = {kept.name: kept.formats for kept in documents(room, number)}
    if file in found and file not in _graphs(room, number):
        return built_file(request, room, f"releases/{number}/{file}")
    path = f"/model/{segment(number)}/{segment(file)}"
    if file in found:
        return redirect(request, Resource(path, room.site.base + path, RDF_SUFFIXES))
    stem, suffix = split_suffix(file)
    if stem not in _graphs(room, number) or suffix not in RDF_SUFFIXES:
        raise not_found(
            "Version «%(number)s» of the model has no document «%(name)s».", number=number, name=file
        )
    kept = f"releases/{number}/{stem}.nt"
    if suffix == "nt":
        return built_file(request, room, kept, alternates=found[stem])
    media_type = FORMATS[suffix].media_type
    triples = (
        ox.Triple(quad.subject, quad.predicate, quad.object)
        for quad in ox.parse(room.files.read(kept), format=ox.RdfFormat.N_TRIPLES)
    )
    body = serialise(triples, media_type, room.prefixes)
    return respond(request, body, media_type, alternates=found[stem], modified=room.files.modified(kept))


def documents(room: Room, number: str) -> list[Document]:
    """What is kept of a version; empty where it was recorded before documents were kept, or not at all."""
    start = f"/model/{segment(number)}"
    graphs = _graphs(room, number)
    found = []
    for name in _NAMES:
        if name in graphs:
            formats = Resource(f"{start}/{name}", "", RDF_SUFFIXES).alternates()
        elif (path := f"releases/{number}/{name}") in room.files:
            media_type = room.files.entry(path)["mediaType"]
            formats = (Alternate(f"{start}/{name}", media_type, name),)
        else:
            continue
        found.append(Document(name, formats))
    return found


def _graphs(room: Room, number: str) -> list[str]:
    return [name for name in _NAMES if f"releases/{number}/{name}.nt" in room.files]


def _ontology(room: Room, number: str) -> tuple[Alternate, ...]:
    """The ontology as it was published; of a version that is not, the one of this build."""
    if ONTOLOGY in _graphs(room, number):
        return Resource(f"/model/{segment(number)}/{ONTOLOGY}", "", RDF_SUFFIXES).alternates()
    if number != room.site.version:
        return ()
    built = tuple(s for s in RDF_SUFFIXES if f"model/{ONTOLOGY}.{s}" in room.files)
    return Resource(f"/model/{ONTOLOGY}", "", built).alternates()


def _is_known(room: Room, number: str) -> bool:
    return number == room.site.version or _release(room, number) is not None


def _release(room: Room, number: str) -> Release | None:
    return next((release for release in room.site.releases if release["version"] == number), None)


def _page(request: Request, room: Room, number: str) -> Response:
    numbers = [release["version"] for release in room.site.releases]  # the newest first
    place = numbers.index(number) if number in numbers else -1
    return room.renderer.page(
        request,
        "version.html",
        alternates=_ontology(room, number),
        iri=f"{room.site.base}/version/{number}",
        number=number,
        release=_release(room, number),
        documents=documents(room, number),
        inventory=f"/model/{segment(number)}/{INVENTORY}" if place >= 0 else None,
        earlier=numbers[place + 1] if place + 1 < len(numbers) else None,
        later=numbers[place - 1] if place > 0 else None,
    )
