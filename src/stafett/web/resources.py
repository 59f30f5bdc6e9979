"""One policy for everything that has an identifier: 303 from the identifier, 200 from the document."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
from fastapi import Request
from fastapi.responses import Response

from stafett.store.documents import serialise
from stafett.web.links import Alternate, Resource
from stafett.web.negotiation import FORMATS, choose
from stafett.web.problems import Problem
from stafett.web.responses import respond, see_other
from stafett.web.room import Room


def not_found(text: str, **values: str) -> Problem:
    """The answer to an address that nothing has.

    Args:
        text: what there is not, as a key of the translations, with %(name)s for each value.
        values: what the address said.
    """
    return Problem(404, text, values=values)


def not_acceptable(alternates: tuple[Alternate, ...]) -> Problem:
    """The answer where nothing we have fits the Accept header: it lists what there is."""
    offered = ", ".join(alternate.media_type for alternate in alternates)
    return Problem(
        406, "This is available as %(offered)s.", values={"offered": offered}, alternates=alternates
    )


def redirect(request: Request, resource: Resource) -> Response:
    """Redirect from an identifier to the document that the client likes best."""
    offered = {FORMATS[suffix].media_type: suffix for suffix in resource.suffixes}
    media_type = choose(request.headers.get("accept"), list(offered))
    if media_type is None:
        raise not_acceptable(resource.alternates())
    return see_other(resource.document(offered[media_type]), request)


def rdf_document(
    request: Request, room: Room, resource: Resource, suffix: str, triples: Callable[[], list[ox.Triple]]
) -> Response:
    """Answer with a description in the format that the suffix names."""
    media_type = FORMATS[suffix].media_type
    found = triples()
    if not found:
        # Never an empty 200: a harvester would take it for everything there is.
        raise Problem(404, "This build says nothing of <%(iri)s> in RDF.", values={"iri": resource.iri})
    body = serialise(found, media_type, room.prefixes)
    return respond(request, body, media_type, alternates=resource.alternates(), iri=resource.iri)


def built_file(
    request: Request, room: Room, path: str, *, alternates: tuple[Alternate, ...] = (), iri: str | None = None
) -> Response:
    """Answer with a built file, unchanged."""
    media_type = room.files.entry(path)["mediaType"].split(";")[0].strip()
    body, modified = room.files.read(path), room.files.modified(path)
    return respond(request, body, media_type, alternates=alternates, iri=iri, modified=modified)
