"""Pages that are about the whole: start, about, health, API documentation, static files."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.problems import Problem
from stafett.web.resources import not_found
from stafett.web.responses import respond
from stafett.web.room import Here

FOREVER = "public, max-age=31536000, immutable"

router = APIRouter()


@router.get("/", include_in_schema=False)
def start(request: Request, room: Here) -> Response:
    """The start page."""
    lists = room.site.lists.values()
    return room.renderer.page(
        request,
        "start.html",
        counts={
            "classes": len(room.site.model["classes"]),
            "slots": len(room.site.model["slots"]),
            "rules": len(room.site.rules),
            "lists": len(room.site.lists),
            "codes": sum(len(page["codes"]) for page in lists),
            "quads": room.engine.size(),
        },
    )


@router.get("/about", include_in_schema=False)
def about(request: Request, room: Here) -> Response:
    """Identifiers, certainty, licences, privacy."""
    return room.renderer.page(request, "about.html")


@router.get("/docs", include_in_schema=False)
def api_docs(request: Request, room: Here) -> Response:
    """The API description as a page, or a link to it where the viewer is not installed."""
    return room.renderer.page(request, "docs.html", swagger=room.assets.has_swagger())


@router.get("/static/{path:path}", include_in_schema=False)
def static(request: Request, room: Here, path: str) -> Response:
    """A style sheet, script or font, looked up in a table."""
    asset = room.assets.get(path)
    if asset is None:
        raise not_found("There is no file «%(name)s».", name=path)
    cache = FOREVER if request.query_params.get("v") == asset.version else "no-cache"
    return respond(request, asset.body, asset.media_type, cache=cache)


@router.get("/favicon.ico", include_in_schema=False)
def favicon(request: Request, room: Here) -> Response:
    """The icon, at the address where browsers look when a document names none."""
    asset = room.assets.get("favicon.svg")
    if asset is None:
        raise Problem(404, "There is no icon.")
    return respond(request, asset.body, asset.media_type)
