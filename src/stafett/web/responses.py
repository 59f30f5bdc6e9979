"""Answers with bytes: content type, strong ETag, 304, Vary and Link."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from stafett.web.links import Alternate, link_header
from stafett.web.negotiation import content_type

VARY = "Accept, Accept-Language"
REVALIDATE = "no-cache"
"""Keep a copy, but ask each time whether it still holds: a rebuild is seen at once, and costs a 304."""


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
        if _has_already(request.headers.get("if-none-match"), etag):
            del headers["Content-Type"]
            return Response(status_code=304, headers=headers)
    return Response(body, status_code=status, headers=headers)


def _has_already(if_none_match: str | None, etag: str) -> bool:
    if if_none_match is None:
        return False
    known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return "*" in known or etag in known


def see_other(path: str, request: Request) -> Response:
    """Redirect from an identifier to a document (303). The query string, `?lang=` for one, goes along."""
    query = request.url.query
    target = f"{path}?{query}" if query else path
    return RedirectResponse(target, status_code=303, headers={"Vary": VARY, "Cache-Control": REVALIDATE})
