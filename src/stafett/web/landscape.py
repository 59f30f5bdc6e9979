"""The system landscape at /landscape, the rule documents at /documents, and deliveries field by field."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.landscapemap import BOX_HEIGHT, BOX_WIDTH, DOT, draw_landscape
from stafett.web.room import Here, Room

router = APIRouter()


@router.get("/landscape", include_in_schema=False)
def landscape(request: Request, room: Here) -> Response:
    """Who sends what to whom, as a drawing and as tables."""
    found = room.site.sector.landscape
    return room.renderer.page(
        request,
        "landscape.html",
        landscape=found,
        map=draw_landscape(found["systems"], found["interfaces"]),
        box_width=BOX_WIDTH,
        box_height=BOX_HEIGHT,
        radius=DOT,
    )


@router.get("/documents", include_in_schema=False)
def documents(request: Request, room: Here) -> Response:
    """The documents with rules, by kind."""
    return room.renderer.page(request, "documents.html", kinds=room.site.sector.documents)


def delivery_page(room: Room, slug: str) -> tuple[str, dict[str, Any]]:
    """The template of the page of a delivery, and what it shows besides what every thing shows."""
    return "delivery.html", {"delivery": room.site.sector.deliveries[slug]}
