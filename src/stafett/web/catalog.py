"""The catalogue: /catalog, /catalog/{kind} and what it holds: datasets, services, sources and events."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.store.documents import DCAT_DISTRIBUTION, DCT_TEMPORAL, HAS_POSSIBLE_OUTPUT
from stafett.web import otherforms
from stafett.web.i18n import DEFAULT_LANGUAGE
from stafett.web.links import Resource, segment
from stafett.web.listdata import CatalogResource
from stafett.web.negotiation import FORMATS, HTML, RDF_SUFFIXES, choose, split_suffix
from stafett.web.render import page_language
from stafett.web.resources import built_file, not_acceptable, not_found, rdf_document, redirect
from stafett.web.responses import respond
from stafett.web.room import Here, Room
from stafett.web.statements import Statements, Thing, by_title

_FILES = {"source": "codes/sources.nt"}
"""Where a kind of entry is described, if not in its catalogue's document."""

_PARTS = (DCAT_DISTRIBUTION, DCT_TEMPORAL, HAS_POSSIBLE_OUTPUT)
"""What is described together with an entry, since it has no page of its own."""

_MEMBERS = ("modelldcatno:model", "skos:member")
"""How a catalogue names what it holds, if it does not hold datasets."""

router = APIRouter()


@router.get("/catalog", include_in_schema=False)
def overview(request: Request, room: Here) -> Response:
    """All catalogues."""
    catalogs = room.site.catalog["catalogs"]
    held = {kind: len(_entries(room, kind, found["iri"])) for kind, found in catalogs.items()}
    return room.renderer.page(request, "catalog.html", catalogs=catalogs, held=held)


@router.get(
    "/catalog/{kind}",
    tags=["catalogue"],
    summary="A catalogue document for harvesting",
    description="The whole catalogue in one document, never paged, 200 without a redirect: Turtle, JSON-LD, "
    "RDF/XML, N-Triples, Notation3 or RDF/JSON by Accept or by suffix, and a page for browsers.",
    response_class=Response,
)
def catalog(request: Request, room: Here, kind: str) -> Response:
    """A catalogue: negotiated without a redirect, since harvesters want 200 at the address they know."""
    stem, suffix = split_suffix(kind)
    if suffix is None and kind.rpartition(".")[2] in otherforms.MEDIA_TYPES:
        stem, _, suffix = kind.rpartition(".")
    found = room.site.catalog["catalogs"].get(stem)
    if found is None:
        raise not_found("There is no catalogue «%(name)s».", name=kind)
    resource = _catalog_resource(room, stem, found["iri"])
    others = otherforms.MEDIA_TYPES if resource.suffixes[0] != "html" else {}
    if suffix is None:
        # Turtle for clients that take anything: they are more likely harvesters than browsers.
        offered = {FORMATS[s].media_type: s for s in resource.suffixes}
        offered |= {media_type: s for s, media_type in others.items()}
        media_type = choose(request.headers.get("accept"), list(offered))
        if media_type is None:
            raise not_acceptable(resource.alternates())
        suffix = offered[media_type]
    alternates = resource.alternates()
    if suffix in others:
        return respond(
            request,
            otherforms.write_other(room, f"catalog/{stem}", suffix),
            others[suffix],
            alternates=alternates,
            iri=found["iri"],
            modified=room.files.modified(f"catalog/{stem}.ttl"),
        )
    if suffix not in resource.suffixes:
        raise not_found(
            "The catalogue «%(name)s» has no document with the suffix «%(suffix)s».", name=stem, suffix=suffix
        )
    if FORMATS[suffix].media_type == HTML:
        return room.renderer.page(
            request,
            "catalog_kind.html",
            alternates=alternates,
            iri=found["iri"],
            kind=stem,
            catalog=found,
            entries=_entries(room, stem, found["iri"], page_language(request).tag),
        )
    return built_file(request, room, f"catalog/{stem}.{suffix}", alternates=alternates, iri=found["iri"])


@router.get("/dataset/{slug}", tags=["catalogue"], summary="A dataset", response_class=Response)
def dataset(request: Request, room: Here, slug: str) -> Response:
    """Redirect (303) from a dataset, or answer with its description."""
    return _entry(request, room, "dataset", slug)


@router.get("/source/{slug}", tags=["codes"], summary="A source of codes", response_class=Response)
def source(request: Request, room: Here, slug: str) -> Response:
    """Redirect (303) from a source, or answer with its description."""
    return _entry(request, room, "source", slug)


@router.get("/service/{slug}", tags=["catalogue"], summary="A data service", response_class=Response)
def service(request: Request, room: Here, slug: str) -> Response:
    """Redirect (303) from a data service, or answer with its description."""
    return _entry(request, room, "service", slug)


@router.get("/public-service/{slug}", tags=["catalogue"], summary="A public service", response_class=Response)
def public_service(request: Request, room: Here, slug: str) -> Response:
    """Redirect (303) from a public service, or answer with its description."""
    return _entry(request, room, "public-service", slug)


@router.get("/event/{slug}", tags=["catalogue"], summary="A life or business event", response_class=Response)
def event(request: Request, room: Here, slug: str) -> Response:
    """Redirect (303) from an event, or answer with its description."""
    return _entry(request, room, "event", slug)


def _entry(request: Request, room: Room, kind: str, slug: str) -> Response:
    if found := room.site.resource(kind, slug):
        return redirect(request, Resource(f"/{kind}/{segment(slug)}", found["iri"], ("html", *RDF_SUFFIXES)))
    stem, suffix = split_suffix(slug)
    found = room.site.resource(kind, stem)
    if suffix is None or found is None or suffix not in ("html", *RDF_SUFFIXES):
        raise not_found(
            "There is no «%(name)s» of the kind «%(kind)s» in the catalogue.", name=slug, kind=kind
        )
    resource = Resource(f"/{kind}/{segment(stem)}", found["iri"], ("html", *RDF_SUFFIXES))
    if suffix == "html":
        catalog = room.site.catalog["catalogs"].get(found["kind"])
        return room.renderer.page(
            request,
            "resource.html",
            alternates=resource.alternates(),
            iri=resource.iri,
            entry=found,
            catalog=catalog,
        )
    index = room.description(_FILES.get(kind, f"catalog/{found['kind']}.nt"))
    return rdf_document(
        request,
        room,
        resource,
        suffix,
        lambda: index.of(resource.iri, follow=_PARTS),
    )


def _entries(
    room: Room, kind: str, iri: str, language: str = DEFAULT_LANGUAGE
) -> list[CatalogResource] | list[Thing]:
    """What a catalogue holds: entries with page data, or else the members its document names, by title."""
    described = [entry for entry in room.site.catalog["resources"].values() if entry["kind"] == kind]
    if described:
        return described
    said = Statements(room, f"catalog/{kind}.nt")
    members = [member for predicate in _MEMBERS for member in said.things(iri, predicate)]
    return by_title(members, language)


def _catalog_resource(room: Room, kind: str, iri: str) -> Resource:
    built = tuple(suffix for suffix in RDF_SUFFIXES if f"catalog/{kind}.{suffix}" in room.files)
    return Resource(f"/catalog/{segment(kind)}", iri, (*built, "html"))
