"""The catalogue's content: /catalogue, /catalogue/{kind} and /{kind}/{slug} for every kind of thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.contentdata import ContentKind, ContentThing
from stafett.web.landscape import delivery_page
from stafett.web.links import Resource, segment
from stafett.web.matrix import row_page
from stafett.web.negotiation import RDF_SUFFIXES, split_suffix
from stafett.web.practices import case_page
from stafett.web.resources import not_found, rdf_document, redirect
from stafett.web.room import Here, Room

KINDS: Final = (
    "agent", "system", "interface", "document", "legal", "delivery-type", "data-element", "delivery",
    "derivation", "element", "availability", "purpose", "channel", "break", "case", "practice", "calendar",
    "school-year", "survey", "question", "scale", "cohort", "indicator", "area", "qualification",
)  # fmt: skip
"""The first parts of the paths; a test compares them with the kinds that a build knows."""

_SPECIAL: Final[Mapping[str, Callable[[Room, str], tuple[str, dict[str, Any]]]]] = {
    "availability": row_page,
    "case": case_page,
    "delivery-type": delivery_page,
}
"""Kinds with a page of their own: what gives its template, and what it shows besides the thing."""

router = APIRouter()


@router.get("/catalogue", include_in_schema=False)
def overview(request: Request, room: Here) -> Response:
    """All kinds, with how many things of each there are."""
    return room.renderer.page(request, "content.html", kinds=room.site.content["kinds"])


@router.get("/catalogue/{kind}", include_in_schema=False)
def index(request: Request, room: Here, kind: str) -> Response:
    """Every thing of one kind."""
    found = next((k for k in room.site.content["kinds"] if k["kind"] == kind), None)
    if found is None:
        raise not_found("There is no kind «%(kind)s» in the catalogue.", kind=kind)
    return room.renderer.page(request, "content_kind.html", kind=found, things=_things(room, found))


def thing(request: Request, room: Here, slug: str) -> Response:
    """Redirect (303) from a thing by Accept, or answer with one of its documents."""
    kind = request.scope["path"].split("/")[1]
    if found := room.site.content["things"].get(f"{kind}/{slug}"):
        return redirect(request, _resource(found))
    stem, suffix = split_suffix(slug)
    found = room.site.content["things"].get(f"{kind}/{stem}")
    if found is None or suffix not in ("html", *RDF_SUFFIXES):
        raise not_found(
            "There is no «%(name)s» of the kind «%(kind)s» in the catalogue.", name=slug, kind=kind
        )
    resource = _resource(found)
    if suffix != "html":
        file = f"content/{found['topic']}.nt"
        return rdf_document(request, room, resource, suffix, lambda: room.description(file).of(resource.iri))
    template, more = _SPECIAL[kind](room, stem) if kind in _SPECIAL else ("thing.html", {})
    return room.renderer.page(
        request,
        template,
        alternates=resource.alternates(),
        iri=resource.iri,
        thing=found,
        cls=room.site.model["classes"][found["type"]],
        **more,
    )


for _kind in KINDS:
    router.add_api_route(
        f"/{_kind}/{{slug}}",
        thing,
        methods=["GET"],
        tags=["catalogue"],
        summary=f"A thing of the kind {_kind}",
        description=f"`/{_kind}/…` redirects (303) by Accept; `.html`, `.ttl`, `.jsonld`, `.rdf` and `.nt` "
        "answer 200.",
        response_class=Response,
        name=_kind,
    )


def _things(room: Room, kind: ContentKind) -> list[ContentThing]:
    return [room.site.content["things"][path] for path in kind["things"]]


def _resource(found: ContentThing) -> Resource:
    kind, _, slug = found["path"].strip("/").partition("/")
    return Resource(f"/{kind}/{segment(slug)}", found["iri"], ("html", *RDF_SUFFIXES))
