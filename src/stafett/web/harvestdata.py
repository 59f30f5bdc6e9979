"""What the build says of previews and scores, and how it is given to those who ask for JSON."""

from __future__ import annotations

import json
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response

from stafett.web.negotiation import HTML, choose
from stafett.web.responses import json_body
from stafett.web.room import Room

JSON: Final = "application/json"


def wants_json(request: Request) -> bool:
    """Whether the client likes JSON better than a page."""
    return choose(request.headers.get("accept"), (HTML, JSON)) == JSON


def json_answer(value: object) -> Response:
    """The data as they are."""
    body = json_body(value)
    return Response(body, media_type=JSON, headers={"Vary": "Accept", "Cache-Control": "no-cache"})


def built(room: Room, path: str, missing: Any) -> Any:
    """Page data of the build; `missing` where a build from before there was any has none."""
    return json.loads(room.files.read(path)) if path in room.files else missing
