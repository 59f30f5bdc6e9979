"""Changes in code lists: /codes/changes as a page, JSON and an Atom feed (RFC 4287, paged by RFC 5005).

The feed has no clock: an entry is updated on the day the change was read in the source, and the feed on that
of its newest entry. Two servers with the same build answer with the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as Xml

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from stafett.languages import Text
from stafett.web.codedata import Change
from stafett.web.codeview import CodeRef, reference
from stafett.web.links import code_path, list_path
from stafett.web.negotiation import ATOM
from stafett.web.paging import PAGE_SCHEMA, SIZE_SCHEMA, Slice
from stafett.web.parameters import DATE_SCHEMA, MAX_NAME, day, words, wrong
from stafett.web.render import page_language
from stafett.web.responses import json_body, respond
from stafett.web.room import Here, Room

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_BEGINNING: Final = "2026-11-22"
"""Updated date of a feed without entries: the day the project first read a list."""

_TITLE: Final = {
    "nb": "Endringer i kodelister",
    "nn": "Endringar i kodelister",
    "en": "Changes in code lists",
}
_WORDS: Final[dict[str, dict[str, str]]] = {
    "validFrom": {
        "nb": "{code} gjelder fra {date}",
        "nn": "{code} gjeld frå {date}",
        "en": "{code} is valid from {date}",
    },
    "validTo": {
        "nb": "{code} gjelder til og med {date}",
        "nn": "{code} gjeld til og med {date}",
        "en": "{code} is valid until {date}",
    },
    "replaced": {
        "nb": "{code} er erstattet av {to}",
        "nn": "{code} er erstatta av {to}",
        "en": "{code} is replaced by {to}",
    },
    "version": {
        "nb": "{list}: utgave {version}, gitt ut {date}",
        "nn": "{list}: utgåve {version}, gjeven ut {date}",
        "en": "{list}: version {version}, issued {date}",
    },
}
"""What each kind of change is called. A kind that a newer build has and we have not is named as it stands."""

router = APIRouter()

SchemeFilter = Annotated[str, Query(description="one list", json_schema_extra={"maxLength": MAX_NAME})]
Since = Annotated[str, Query(description="read on this day or later", json_schema_extra=DATE_SCHEMA)]
PageNumber = Annotated[str, Query(json_schema_extra=PAGE_SCHEMA)]
PageSize = Annotated[str, Query(json_schema_extra=SIZE_SCHEMA)]


@dataclass(frozen=True)
class ShownChange:
    """A change with its code, and what to call it in the language of the answer."""

    change: Change
    text: str
    href: str
    to: CodeRef | None


@router.get("/codes/changes", include_in_schema=False)
def page(request: Request, room: Here) -> Response:
    """The changes as a page."""
    found = _wanted(request, room)
    part = Slice.read(request, "/codes/changes", len(found))
    response = room.renderer.page(
        request,
        "codechanges.html",
        changes=_shown(room, request, found[part.start : part.stop]),
        part=part,
        scheme=request.query_params.get("scheme") or "",
        since=request.query_params.get("since") or "",
        lists=sorted({change["scheme"] for change in room.site.code_data.changes}),
    )
    return part.on(response)


@router.get(
    "/codes/changes.json",
    tags=["codes"],
    summary="Changes in code lists, as JSON",
    response_class=Response,
)
def as_json(
    request: Request,
    room: Here,
    scheme: SchemeFilter = "",
    since: Since = "",
    page: PageNumber = "",
    size: PageSize = "",
) -> Response:
    """The newest reading first, in pages with `Link` headers."""
    del scheme, since, page, size  # described here, read where they are used
    found = _wanted(request, room)
    part = Slice.read(request, "/codes/changes.json", len(found))
    body = {
        "found": part.total,
        "page": part.number,
        "pages": part.pages,
        "previous": part.previous,
        "next": part.next,
        "changes": [
            {**shown.change, "text": shown.text, "href": shown.href}
            for shown in _shown(room, request, found[part.start : part.stop])
        ],
    }
    answer = respond(request, json_body(body), "application/json")
    return part.on(answer)


@router.get(
    "/codes/changes.atom",
    tags=["codes"],
    summary="Changes in code lists, as an Atom feed",
    response_class=Response,
)
def as_atom(
    request: Request,
    room: Here,
    scheme: SchemeFilter = "",
    since: Since = "",
    page: PageNumber = "",
    size: PageSize = "",
) -> Response:
    """The same as a feed, in the language of `lang` or Accept-Language."""
    del scheme, since, page, size
    found = _wanted(request, room)
    part = Slice.read(request, "/codes/changes.atom", len(found))
    language = page_language(request).tag
    body = atom(room, part, _shown(room, request, found[part.start : part.stop]), language)
    return part.on(respond(request, body, ATOM, language=language))


def atom(room: Room, part: Slice, changes: list[ShownChange], language: str) -> bytes:
    """The feed as XML."""
    base = room.site.base
    feed = Xml.Element(_tag("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": language})
    _text(feed, "id", f"{base}/codes/changes")
    _text(feed, "title", _TITLE[language])
    _text(feed, "updated", _instant(max((c.change["known"] for c in changes), default=_BEGINNING)))
    _text(Xml.SubElement(feed, _tag("author")), "name", "Stafett")
    _link(feed, "self", base + part.href(part.number), ATOM)
    _link(feed, "alternate", f"{base}/codes/changes", "text/html")
    for relation, href in part.links():
        _link(feed, relation if relation != "prev" else "previous", base + href, ATOM)
    for shown in changes:
        _entry(feed, room, shown)
    Xml.indent(feed)
    return bytes(Xml.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: Xml.Element, room: Room, shown: ShownChange) -> None:
    entry = Xml.SubElement(feed, _tag("entry"))
    host = urlsplit(room.site.base).hostname or "stafett.invalid"
    # RFC 4151: a name that stays the same also where the feed is served from elsewhere.
    _text(entry, "id", f"tag:{host},2026:codes/{quote(shown.change['key'], safe='/-._~')}")
    _text(entry, "title", shown.text)
    _text(entry, "updated", _instant(shown.change["known"]))
    _link(entry, "alternate", room.site.base + shown.href, "text/html")
    if shown.to and shown.to.href:
        _link(entry, "related", room.site.base + shown.to.href, "text/html")
    for term in (shown.change["scheme"], shown.change["kind"]):
        Xml.SubElement(entry, _tag("category"), {"term": term})
    _text(entry, "summary", shown.text)


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _text(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, _tag(name)).text = text


def _link(parent: Xml.Element, relation: str, href: str, media_type: str) -> None:
    Xml.SubElement(parent, _tag("link"), {"rel": relation, "type": media_type, "href": href})


def _instant(date: str) -> str:
    return f"{date}T00:00:00Z"


def _wanted(request: Request, room: Room) -> list[Change]:
    """The changes that fit `scheme` and `since`.

    Raises:
        Problem: one of them cannot be meant.
    """
    get = request.query_params
    scheme, since = words("scheme", get.get("scheme"), MAX_NAME), day("since", get.get("since"))
    if scheme and scheme not in room.site.lists:
        raise wrong(
            "scheme",
            scheme,
            {"nb": "navnet på en kodeliste", "nn": "namnet på ei kodeliste", "en": "the name of a code list"},
        )
    return [
        change
        for change in room.site.code_data.changes
        if scheme in ("", change["scheme"]) and (since is None or change["known"] >= since)
    ]


def _shown(room: Room, request: Request, changes: list[Change]) -> list[ShownChange]:
    language = page_language(request).tag
    return [_one(room, change, language) for change in changes]


def _one(room: Room, change: Change, language: str) -> ShownChange:
    scheme, notation = change["scheme"], change["notation"]
    codelist = room.site.lists.get(scheme)
    title = _best(codelist["title"], language) if codelist else scheme
    code = room.site.code(scheme, notation) if notation else None
    label = _best(code["label"], language) if code else ""
    to = reference(room, change["to"]) if change["to"] else None
    words_of = _WORDS.get(change["kind"])
    text = (words_of[language] if words_of else "{code}: " + change["kind"]).format(
        code=f"{notation} {label}".strip(),
        date=change["date"] or "",
        list=title,
        version=change["version"],
        to=f"{to.notation} {_best(to.label or {}, language)}".strip() if to else "",
    )
    return ShownChange(change, text, code_path(scheme, notation) if notation else list_path(scheme), to)


def _best(texts: dict[str, str], language: str) -> str:
    best = Text.of(texts).best(language)
    return best[1] if best else ""
