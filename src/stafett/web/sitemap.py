"""For search engines and other harvesters: /sitemap.xml and /robots.txt.

`lastmod` stands only where a date is known: that of the data, never that of the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.concepts import concept_paths
from stafett.web.links import mapping_path, module_path, rule_path, segment
from stafett.web.listdata import CatalogResource
from stafett.web.matrix import view_paths
from stafett.web.responses import respond
from stafett.web.room import Here, Room

MOST: Final = 50_000
"""Addresses in one sitemap, by the protocol (sitemaps.org)."""

OVERVIEWS: Final = (
    "/", "/model", "/model/stafett", "/rules", "/changes", "/codes", "/codes/search", "/codes/changes",
    "/codes/incomplete", "/deviations", "/mappings", "/catalog", "/catalogue", "/landscape", "/calendar",
    "/matrix", "/matrix/gaps", "/matrix/burden", "/documents", "/practices", "/coverage", "/sparql",
    "/harvest-preview", "/score", "/about", "/about/privacy", "/about/accessibility", "/docs",
)  # fmt: skip
"""Pages that are about no one thing; a test compares them with what the front page links to."""

router = APIRouter()


@router.get("/sitemap.xml", tags=["service"], summary="Every page, with its date", response_class=Response)
def sitemap(request: Request, room: Here) -> Response:
    """Every page, in one file; the codes only while there is room for all of them."""
    lines = [_line(room.site.base, path, day) for path, day in _addresses(room)]
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(lines)}</urlset>\n"
    )
    return respond(request, body.encode(), "application/xml")


@router.get("/robots.txt", tags=["service"], summary="What robots may do", response_class=Response)
def robots(request: Request, room: Here) -> Response:
    """All is open; only answers to queries are not worth a robot's time."""
    body = f"User-agent: *\nDisallow: /sparql?\nAllow: /\n\nSitemap: {room.site.base}/sitemap.xml\n"
    return respond(request, body.encode(), "text/plain")


def _line(base: str, path: str, day: str | None) -> str:
    when = f"<lastmod>{escape(day)}</lastmod>" if day else ""
    return f"<url><loc>{escape(base + path)}</loc>{when}</url>\n"


def _addresses(room: Room) -> Iterator[tuple[str, str | None]]:
    site = room.site
    dates = {f"/code/{scheme}": page["read"] for scheme, page in site.lists.items()}
    dates |= {f"/{path}": _modified(resource) for path, resource in site.catalog["resources"].items()}
    pages = [*OVERVIEWS, *sorted({*site.local.values(), *_more(room)} - set(OVERVIEWS))]
    if len(pages) > MOST:
        pages = [path for path in pages if not path.startswith("/code/") or path in dates]
    for path in pages[:MOST]:
        yield path, dates.get(path)


def _more(room: Room) -> Iterator[str]:
    """The pages of what is described besides terms, codes and what the catalogues hold."""
    site = room.site
    yield from (module_path(module["name"]) for module in site.model["modules"])
    yield from (rule_path(rule.identifier) for rule in site.rules)
    yield from (mapping_path(one["name"]) for one in site.mappings.sets)
    yield from (f"/catalogue/{segment(kind['kind'])}" for kind in site.content["kinds"])
    yield from ("/" + quote(path) for path in site.content["things"])
    yield from (f"/coverage/{segment(row['identifier'])}" for row in site.coverage)
    yield from (f"/version/{segment(release['version'])}" for release in site.releases)
    yield from concept_paths(room)
    yield from view_paths(room)
    yield from (f"/deviation/{segment(one['key'])}" for one in site.code_data.deviations)


def _modified(resource: CatalogResource) -> str | None:
    for fact in resource["properties"]:
        if fact["label"].get("en") in ("Last modified", "Read"):
            text = fact["values"][0]["text"]
            return text if isinstance(text, str) else None
    return None
