"""Named graphs: `/graph/{name}` is the named graph of a built file, as queries see it."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.links import Resource, segment
from stafett.web.negotiation import FORMATS, HTML, RDF_SUFFIXES, choose, split_suffix
from stafett.web.resources import built_file, not_found, redirect
from stafett.web.responses import see_other
from stafett.web.room import Here, Room

_FOLDERS: Final = (
    ("codes-", "codes/", "/code/"),
    ("mapping-", "mappings/", "/mapping/"),
    ("catalog-", "catalog/", "/catalog/"),
    ("content-", "content/", None),
)
"""How the names of families of graphs begin, the folder of their files and the address of their pages."""
_ALONE: Final = {
    "model": "model/stafett.owl",
    "shapes": "model/stafett.shacl",
    "rules": "model/stafett.rules",
    "sources": "codes/sources",
    "replacements": "codes/replacements",
    "deviations": "codes/deviations",
}
"""The built file of each named graph whose name is not its path."""
_PAGES: Final = {
    "model": "/model",
    "shapes": "/model",
    "rules": "/rules",
    "sources": "/codes",
    "replacements": "/codes/changes",
    "deviations": "/deviations",
    "coverage": "/coverage",
    "queries": "/sparql",
}
"""Where people read what a graph holds; the pages of a family stand in _FOLDERS."""

router = APIRouter()


@router.get(
    "/graph/{name}",
    tags=["sparql"],
    summary="A named graph",
    description="The graph that queries name `{base}/graph/{name}`: redirects (303) by Accept to `.ttl`, "
    "`.jsonld`, `.rdf` or `.nt`, and people to the page that shows what it holds.",
    response_class=Response,
)
def graph(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from a graph to the built file that holds it, or answer with the file."""
    if path := _file(room, name):
        return _to(request, _resource(room, name, path), _page(name))
    stem, suffix = split_suffix(name)
    found = _file(room, stem)
    if found is None or f"{found}.{suffix}" not in room.files:
        raise not_found("There is no graph «%(name)s».", name=name)
    resource = _resource(room, stem, found)
    file = f"{found}.{suffix}"
    return built_file(request, room, file, alternates=resource.alternates(), iri=resource.iri)


def _to(request: Request, resource: Resource, page: str) -> Response:
    """Redirect to a document; to the page where the client likes HTML better than any of them."""
    offered = {FORMATS[suffix].media_type for suffix in resource.suffixes}
    best = choose(request.headers.get("accept"), [*sorted(offered), HTML])
    return see_other(page, request) if best == HTML else redirect(request, resource)


def _page(name: str) -> str:
    for start, _, address in _FOLDERS:
        if name.startswith(start):
            return f"{address}{segment(name.removeprefix(start))}" if address else "/catalogue"
    return _PAGES.get(name, "/sparql")


def _file(room: Room, name: str) -> str | None:
    """The path without suffix of the file that holds a graph; None where there is none."""
    candidates = [_ALONE[name]] if name in _ALONE else [name]
    candidates += [
        folder + name.removeprefix(start) for start, folder, _ in _FOLDERS if name.startswith(start)
    ]
    return next((path for path in candidates if f"{path}.nt" in room.files), None)


def _resource(room: Room, name: str, path: str) -> Resource:
    built = tuple(suffix for suffix in RDF_SUFFIXES if f"{path}.{suffix}" in room.files)
    return Resource(f"/graph/{segment(name)}", f"{room.site.base}/graph/{name}", built)
