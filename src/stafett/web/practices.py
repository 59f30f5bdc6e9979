"""Cases and practices: /practices, and what the page of a case shows besides its facts."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.room import Here, Room

router = APIRouter()


@router.get("/practices", include_in_schema=False)
def practices(request: Request, room: Here) -> Response:
    """What the study of cooperation found, under its five headings."""
    return room.renderer.page(request, "practices.html", headings=room.site.sector.practices)


def case_page(room: Room, slug: str) -> tuple[str, dict[str, Any]]:
    """The template of the page of a case, and what it shows besides what every thing shows."""
    return "case.html", {"case": room.site.sector.cases[slug]}
