"""The harvest preview and the scores: /harvest-preview and /score."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from stafett.harvest.child import FOR_THE_WEB, TooMuchError, preview_apart, score_apart
from stafett.harvest.fetch import FetchError, Policy, fetch
from stafett.harvest.kinds import KINDS
from stafett.harvest.preview import Preview, unread
from stafett.harvest.reading import guess_media_type
from stafett.harvest.rules import Finding
from stafett.harvest.state import State
from stafett.harvest.wire import as_data
from stafett.settings import read_settings
from stafett.web.clients import client_of
from stafett.web.gate import Gate
from stafett.web.harvestdata import built, json_answer, wants_json
from stafett.web.harvestshown import alike, grouped, metrics_shown
from stafett.web.problems import Problem
from stafett.web.room import Here, Room

MAX_BODY: Final = 10 * 1024 * 1024
"""Largest request, and largest document that is fetched, in bytes."""

MEDIA_TYPES: Final = (
    "text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples", "text/n3",
)  # fmt: skip
SECONDS: Final = 15
"""For fetching an address."""

UPLOAD_SECONDS: Final = 30
"""Longest time that a visitor may take to send the form: it holds a place in the gate meanwhile."""

router = APIRouter()
_gate = Gate(at_once=2, a_minute=20)


@dataclass(frozen=True)
class Asked:
    """What a visitor asked for."""

    content: bytes
    media_type: str
    source: str
    kind: str | None
    previous: bytes | None
    findings: tuple[Finding, ...] = ()


@router.get(
    "/harvest-preview",
    tags=["harvest"],
    summary="What data.norge.no makes of our documents",
    response_class=Response,
)
def own(request: Request, room: Here) -> Response:
    """The form, and the preview of our own documents; with Accept: application/json only the latter."""
    found = built(room, "pages/harvest.json", [])
    if wants_json(request):
        return json_answer(found)
    return _page(request, room, own=[grouped(one) for one in found])


@router.post(
    "/harvest-preview",
    tags=["harvest"],
    summary="Preview the harvest of a catalogue",
    description="Send `text`, `file` or `url` as multipart/form-data, with `kind`, `media_type` and an "
    "earlier "
    "version as `previous` where you like. Answers with a page, or JSON by Accept. Nothing is kept.",
    response_class=Response,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "properties": {
                            "text": {"type": "string"},
                            "file": {"type": "string", "format": "binary"},
                            "url": {"type": "string"},
                            "kind": {"type": "string", "enum": ["", *KINDS]},
                            "media_type": {"type": "string", "enum": ["", *MEDIA_TYPES]},
                            "previous": {"type": "string", "format": "binary"},
                        },
                    }
                }
            },
        }
    },
)
async def previewed(request: Request, room: Here) -> Response:
    """Preview what is sent, in a process of its own."""
    with _gate.enter(client_of(request, room.engine.limits.trusted_proxies)):
        form = await _form(request)
        found, scores = None, []
        asked = await _asked(form)
        if isinstance(asked, Asked):
            found = await run_in_threadpool(_run, asked)
            if found.kind == "datasets" and found.members:
                scores = await run_in_threadpool(_scores, asked)
        elif isinstance(asked, Preview):
            found = asked
    fault = asked if isinstance(asked, str) else None
    if fault and wants_json(request):
        raise Problem(422, _NOTHING[fault])
    if wants_json(request) and found:
        return json_answer({"preview": as_data(found), "scores": scores})
    return _page(
        request,
        room,
        status=200 if found else 422,
        found=grouped(as_data(found)) if found else None,
        fault=fault,
        groups=alike(scores),
        given={name: form.get(name) or "" for name in ("text", "url", "kind", "media_type")},
    )


async def _form(request: Request) -> FormData:
    """The form, but never more than MAX_BODY of it."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise Problem(411, "Say how long the request is (Content-Length).")
    if int(length) > MAX_BODY:
        raise Problem(
            413,
            "The page reads at most %(limit)s MB. `stafett harvest-preview FILE` reads 75 MiB.",
            values={"limit": MAX_BODY // 1024**2},
        )
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Problem(415, "Send the form as multipart/form-data.")
    try:
        async with asyncio.timeout(UPLOAD_SECONDS):
            return await request.form(max_files=2, max_fields=10, max_part_size=MAX_BODY)
    except TimeoutError:
        raise Problem(408, "The request did not come in time.") from None


_NOTHING: Final = {
    "empty": "There is nothing to preview: the document is empty.",
    "large": "There is nothing to preview: the document is larger than this page reads.",
}
"""What to say of what `_asked` could not use: keys of the translations."""


async def _asked(form: FormData) -> Asked | Preview | str:
    """What to preview; or the preview of what cannot be fetched; or `empty` or `large`."""

    def text(name: str) -> str:
        value = form.get(name)
        return value if isinstance(value, str) else ""

    kind = text("kind") or None
    if kind is not None and kind not in KINDS:
        raise Problem(
            400,
            "kind is «%(given)s», but must be one of %(known)s.",
            values={"given": kind, "known": ", ".join(KINDS)},
        )
    media_type = text("media_type")
    previous = await _content(form.get("previous"))
    if url := text("url").strip():
        wanted = media_type or MEDIA_TYPES[0]
        policy = Policy(private=read_settings().fetch_private, seconds=SECONDS, limit=MAX_BODY)
        try:
            got = await run_in_threadpool(fetch, url, wanted, policy)
        except FetchError as fault:
            return unread(url, kind or "", wanted, [Finding(fault.code, url, fault.message, quoted=True)])
        if len(got.content) > MAX_BODY:
            return "large"
        return Asked(got.content, wanted, url, kind, previous, got.findings)
    file = form.get("file")
    content, name = await _content(file), getattr(file, "filename", None) or ""
    if content is None:
        content, name = text("text").encode(), ""
    if not content.strip():
        return "empty"
    return Asked(content, media_type or guess_media_type(name, content), name or "–", kind, previous)


async def _content(given: object) -> bytes | None:
    if isinstance(given, UploadFile) and given.filename:
        return await given.read()
    return None


def _run(asked: Asked) -> Preview:
    try:
        return _previewed(asked)
    except TooMuchError as fault:
        stop = Finding("H3.2", asked.source, fault.message, quoted=True)
        return unread(asked.source, asked.kind or "", asked.media_type, [*asked.findings, stop])


def _previewed(asked: Asked) -> Preview:
    state = None
    if asked.previous:
        form = guess_media_type("", asked.previous)
        before = preview_apart(asked.previous, form, asked.source, kind=asked.kind, limits=FOR_THE_WEB)
        state = State().with_previews([before])
    return preview_apart(
        asked.content,
        asked.media_type,
        asked.source,
        kind=asked.kind,
        previous=state,
        before=asked.findings,
        limits=FOR_THE_WEB,
    )


def _scores(asked: Asked) -> list[dict[str, Any]]:
    try:
        return score_apart(asked.content, asked.media_type, limits=FOR_THE_WEB)[0]
    except TooMuchError:
        return []  # the preview stands without them


def _page(request: Request, room: Room, *, status: int = 200, **values: Any) -> Response:
    given = dict.fromkeys(("text", "url", "kind", "media_type"), "")
    shown = {"own": [], "found": None, "fault": None, "groups": [], "given": given, **values}
    return room.renderer.page(
        request,
        "harvest_preview.html",
        status=status,
        kinds=list(KINDS),
        media_types=MEDIA_TYPES,
        megabytes=MAX_BODY // 1024**2,
        metrics=metrics_shown(),
        **shown,
    )
