"""What a public body must say of its pages: how they keep privacy, and whom they may shut out."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.room import Here, Room

router = APIRouter()


@router.get("/about/privacy", include_in_schema=False)
def privacy(request: Request, room: Here) -> Response:
    """Cookies, local storage and logs, as the settings in force have them."""
    return room.renderer.page(request, "privacy.html", **_in_force(request, room))


@router.get("/about/accessibility", include_in_schema=False)
def accessibility(request: Request, room: Here) -> Response:
    """What is tested, what is known to be wrong, and where to complain."""
    return room.renderer.page(request, "accessibility.html", **_in_force(request, room))


def _in_force(request: Request, room: Room) -> dict[str, Any]:
    catalog = next(iter(room.site.catalog["catalogs"].values()))
    return {
        "operations": request.app.state.operations,
        "publisher": catalog["publisher"],
        "contact": catalog["contact"],
        "editor": room.assets.has_yasgui(),
    }
