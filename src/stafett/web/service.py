"""What those who run and watch the service ask for: is it alive, is it ready, whom to tell of a hole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from stafett.web.problems import Problem
from stafett.web.room import Here

RETRY_SECONDS: Final = 5
"""When a client that met us unready may come back."""

router = APIRouter()


@router.get("/health", tags=["service"], summary="Is the service up, and with which build?")
def health(room: Here) -> dict[str, Any]:
    """Say that the service is up, and what it serves."""
    return {
        "status": "ok",
        "version": room.site.version,
        "base": room.site.base,
        "quads": room.engine.size(),
        "files": len(room.site.manifest["files"]),
    }


@router.get("/health/live", tags=["service"], summary="Does the process answer? If not, restart it.")
def live() -> Response:
    """Say so; nothing else is looked at."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@router.get("/health/ready", tags=["service"], summary="Can queries be answered? If not, send none here.")
def ready(room: Here) -> Response:
    """Say whether the query engine is ready: 200, or 503 with Retry-After."""
    state = room.engine.state()
    body = {
        "status": "ready" if state.ready else "not-ready",
        "engine": state.kind,
        "snapshot": state.snapshot,
        "workers": state.workers,
        "running": state.running,
        "waiting": state.waiting,
    }
    headers = {"Cache-Control": "no-store"} | ({} if state.ready else {"Retry-After": str(RETRY_SECONDS)})
    return JSONResponse(body, status_code=200 if state.ready else 503, headers=headers)


@router.get("/.well-known/security.txt", include_in_schema=False)
def security(request: Request, room: Here) -> Response:
    """Whom to tell of a security hole (RFC 9116)."""
    contact: str = request.app.state.operations.security_contact
    if not contact:
        raise Problem(404, "No contact is set: see STAFETT_SECURITY_CONTACT.")
    # RFC 9116, section 2.5.5: a date in the future, less than a year ahead. It moves on with the days, since
    # the contact is the one in force for as long as the service runs.
    expires = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=90)
    lines = [
        *(["# Example: the contact below is invented until it is set."] if room.site.is_example else []),
        f"Contact: {contact}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nb, nn, en",
        f"Canonical: {room.site.base}/.well-known/security.txt",
    ]
    return Response(
        "\n".join(lines) + "\n", media_type="text/plain", headers={"Cache-Control": "max-age=3600"}
    )
