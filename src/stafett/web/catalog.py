"""The catalogue: /catalog, /catalog/{kind}, /dataset/{slug}, /service/{slug} and /source/{slug}."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.store.documents import DCAT_DISTRIBUTION
from stafett.web.links import Resource, segment
from stafett.web.negotiation import FORMATS, HTML, RDF_SUFFIXES, choose, split_suffix
from stafett.web.resources import built_file, not_acceptable, not_found, rdf_document, redirect
from stafett.web.room import Here, Room

_FILES = {"source": "codes/sources.nt"}
"""Where a kind of entry is described, if not in its catalogue's document."""

router = APIRouter()


@router.get("/catalog", include_in_schema=False)
def overview(request: Request, room: Here) -> Response:
    """All catalogues."""
    return room.renderer.page(request, "catalog.html", catalogs=room.site.catalog["catalogs"])


@router.get(
    "/catalog/{kind}",
    tags=["catalogue"],
    summary="A catalogue document for harvesting",
    description="The whole catalogue in one document, never paged, 200 without a redirect: Turtle, JSON-LD, "
    "RDF/XML or N-Triples by Accept or by suffix, and a page for browsers.",
    response_class=Response,
)
def catalog(request: Request, room: Here, kind: str) -> Response:
    """A catalogue: negotiated without a redirect, since harvesters want 200 at the address they know."""
    stem, suffix = split_suffix(kind)
    found = room.site.catalog["catalogs"].get(stem)
    if found is None:
        raise not_found(f"catalogue «{kind}»")
    resource = _catalog_resource(room, stem, found["iri"])
    if suffix is None:
        # Turtle for clients that take anything: they are more likely harvesters than browsers.
        offered = {FORMATS[s].media_type: s for s in resource.suffixes}
        media_type = choose(request.headers.get("accept"), list(offered))
        if media_type is None:
            raise not_acceptable(resource.alternates())
        suffix = offered[media_type]
    if suffix not in resource.suffixes:
        raise not_found(f"{FORMATS[suffix].name} document of the catalogue «{stem}»")
    alternates = resource.alternates()
    if FORMATS[suffix].media_type == HTML:
        entries = [r for r in room.site.catalog["resources"].values() if r["kind"] == stem]
        return room.renderer.page(
            request,
            "catalog_kind.html",
            alternates=alternates,
            iri=found["iri"],
            kind=stem,
            catalog=found,
            entries=entries,
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


def _entry(request: Request, room: Room, kind: str, slug: str) -> Response:
    if found := room.site.resource(kind, slug):
        return redirect(request, Resource(f"/{kind}/{segment(slug)}", found["iri"], ("html", *RDF_SUFFIXES)))
    stem, suffix = split_suffix(slug)
    found = room.site.resource(kind, stem)
    if suffix is None or found is None or suffix not in ("html", *RDF_SUFFIXES):
        raise not_found(f"{kind} «{slug}» in the catalogue")
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
        request, room, resource, suffix, lambda: index.of(resource.iri, follow=(DCAT_DISTRIBUTION,))
    )


def _catalog_resource(room: Room, kind: str, iri: str) -> Resource:
    built = tuple(suffix for suffix in RDF_SUFFIXES if f"catalog/{kind}.{suffix}" in room.files)
    return Resource(f"/catalog/{segment(kind)}", iri, (*built, "html"))
