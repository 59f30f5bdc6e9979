"""Answers with bytes: content type, strong ETag, 304, Vary and Link."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from stafett.web.links import Alternate, link_header
from stafett.web.negotiation import content_type

VARY = "Accept, Accept-Language"
REVALIDATE = "no-cache"
"""Keep a copy, but ask each time whether it still holds: a rebuild is seen at once, and costs a 304."""


def json_body(value: object) -> bytes:
    """Data as JSON in UTF-8, with letters as they are."""
    return json.dumps(value, ensure_ascii=False).encode()


def respond(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    alternates: Sequence[Alternate] = (),
    iri: str | None = None,
    language: str | None = None,
    status: int = 200,
    cache: str = REVALIDATE,
    filename: str | None = None,
    modified: datetime | None = None,
) -> Response:
    """Answer with `body`, or with 304 where the client has it already.

    Never compresses: data.norge.no's harvester reads Content-Encoding as the name of a character set.

    Args:
        request: what is answered.
        body: the exact bytes.
        media_type: without charset.
        alternates: other documents of the same thing, for the Link header.
        iri: what the document describes.
        language: of a page, for Content-Language.
        status: of the answer; only 200 gets an ETag.
        cache: Cache-Control.
        filename: makes a browser save the body under this name.
        modified: for Last-Modified, and for 304 to clients that know no ETag.
    """
    headers = {"Vary": VARY, "Cache-Control": cache, "Content-Type": content_type(media_type)}
    if link := link_header(alternates, iri):
        headers["Link"] = link
    if language:
        headers["Content-Language"] = language
    if filename:
        headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    if status == 200:
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers["ETag"] = etag
        if modified:
            headers["Last-Modified"] = format_datetime(modified, usegmt=True)
        if _has_already(request, etag, modified):
            del headers["Content-Type"]
            return Response(status_code=304, headers=headers)
    return Response(body, status_code=status, headers=headers)


def _has_already(request: Request, etag: str, modified: datetime | None) -> bool:
    """If-None-Match decides where it is sent; If-Modified-Since only without it (RFC 9110, 13.1.3)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in known or etag in known
    since = request.headers.get("if-modified-since")
    if since is None or modified is None:
        return False
    try:
        return modified <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False  # no HTTP date, or one without a zone


def see_other(path: str, request: Request) -> Response:
    """Redirect from an identifier to a document (303). The query string, `?lang=` for one, goes along."""
    query = request.url.query
    target = f"{path}?{query}" if query else path
    return RedirectResponse(target, status_code=303, headers={"Vary": VARY, "Cache-Control": REVALIDATE})
