"""What the build names but does not describe by itself: graphs and versions of the model.

`/graph/{name}` is the named graph of a built file, as queries see it; `/version/{number}` the model as it was
published under that number, which `owl:versionIRI` names.
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.links import Resource, segment
from stafett.web.negotiation import RDF_SUFFIXES, split_suffix
from stafett.web.resources import built_file, not_found, redirect
from stafett.web.responses import see_other
from stafett.web.room import Here, Room

_FOLDERS: Final = (
    ("codes-", "codes/"),
    ("mapping-", "mappings/"),
    ("catalog-", "catalog/"),
)
_ALONE: Final = {
    "model": "model/stafett.owl",
    "shapes": "model/stafett.shacl",
    "rules": "model/stafett.rules",
    "sources": "codes/sources",
    "replacements": "codes/replacements",
}
"""The built file of each named graph whose name is not its path."""

router = APIRouter()


@router.get(
    "/graph/{name}",
    tags=["sparql"],
    summary="A named graph",
    description="The graph that queries name `{base}/graph/{name}`: redirects (303) by Accept to `.ttl`, "
    "`.jsonld`, `.rdf` or `.nt`.",
    response_class=Response,
)
def graph(request: Request, room: Here, name: str) -> Response:
    """Redirect (303) from a graph to the built file that holds it, or answer with the file."""
    if path := _file(room, name):
        return redirect(request, _resource(room, name, path))
    stem, suffix = split_suffix(name)
    found = _file(room, stem)
    if found is None or f"{found}.{suffix}" not in room.files:
        raise not_found(f"graph «{name}»")
    resource = _resource(room, stem, found)
    file = f"{found}.{suffix}"
    return built_file(request, room, file, alternates=resource.alternates(), iri=resource.iri)


def _file(room: Room, name: str) -> str | None:
    """The path without suffix of the file that holds a graph; None where there is none."""
    candidates = [_ALONE[name]] if name in _ALONE else [name]
    candidates += [folder + name.removeprefix(start) for start, folder in _FOLDERS if name.startswith(start)]
    return next((path for path in candidates if f"{path}.nt" in room.files), None)


def _resource(room: Room, name: str, path: str) -> Resource:
    built = tuple(suffix for suffix in RDF_SUFFIXES if f"{path}.{suffix}" in room.files)
    return Resource(f"/graph/{segment(name)}", f"{room.site.base}/graph/{name}", built)


@router.get(
    "/version/{number}",
    tags=["model"],
    summary="A version of the model",
    description="What `owl:versionIRI` names. The version served redirects (303) by Accept to the model's "
    "page or ontology; of an earlier one there is its inventory.",
    response_class=Response,
)
def version(request: Request, room: Here, number: str) -> Response:
    """Redirect (303) to the model as it was published under a number."""
    if number == room.site.version:
        owl = [s for s in RDF_SUFFIXES if f"model/stafett.owl.{s}" in room.files]
        resource = Resource("/model/stafett.owl", f"{room.site.base}/version/{number}", tuple(owl))
        if "text/html" in request.headers.get("accept", ""):
            return see_other("/model", request)
        return redirect(request, resource)
    earlier = f"releases/{number}.json"
    if earlier not in room.files:
        raise not_found(f"version «{number}» of the model")
    return built_file(request, room, earlier)
