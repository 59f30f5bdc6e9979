"""Rules that data must follow: /rules and /rule/{number}."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.store.documents import serialise
from stafett.web.links import Alternate, Resource, rule_path
from stafett.web.negotiation import FORMATS, RDF_SUFFIXES, split_suffix
from stafett.web.parts import part
from stafett.web.resources import rdf_document, redirect
from stafett.web.room import Here, Room
from stafett.web.rulebook import RuleEntry
from stafett.web.statements import Statements, Thing

RULES_FILE: Final = "model/stafett.rules.nt"
_SOURCES_FILE: Final = "codes/sources.nt"

router = APIRouter()


@router.get("/rules", include_in_schema=False)
def overview(request: Request, room: Here) -> Response:
    """All rules by number; `?class=` keeps those that data about one class must follow."""
    name = request.query_params.get("class", "")
    page = room.site.model["classes"].get(name)
    return room.renderer.page(
        request,
        "rules.html",
        rules=room.site.rules.of_class(name) if page else list(room.site.rules),
        chosen=page,
        classes=[c for c in room.site.model["classes"].values() if room.site.rules.of_class(c["name"])],
        files=_files(room),
    )


@router.get(
    "/rule/{identifier}",
    tags=["model"],
    summary="A rule that data must follow",
    description="`/rule/V07` redirects (303) by Accept; `.html`, `.ttl`, `.jsonld`, `.rdf` and `.nt` answer "
    "200. In RDF a rule is a SHACL shape with its message in three languages.",
    response_class=Response,
)
def rule(request: Request, room: Here, identifier: str) -> Response:
    """Redirect (303) from a rule, or answer with one of its documents."""
    if found := room.site.rules.get(identifier):
        return redirect(request, _resource(found))
    stem, suffix = split_suffix(identifier)
    found = room.site.rules.get(stem)
    if found is None or suffix not in ("html", *RDF_SUFFIXES):
        # The prefix declarations and the introductions of the files have identifiers too.
        return part(request, room, "rule", identifier)
    resource = _resource(found)
    if suffix != "html":
        return rdf_document(
            request, room, resource, suffix, lambda: room.description(RULES_FILE).of(resource.iri)
        )
    return room.renderer.page(
        request,
        "rule.html",
        alternates=resource.alternates(),
        iri=resource.iri,
        rule=found,
        sources=sources_of(room, found),
        codes=[
            (page, code)
            for page in room.site.lists.values()
            for code in page["codes"]
            if code["iri"] in found.codes
        ],
        turtle=_turtle(room, found),
    )


def sources_of(room: Room, rule: RuleEntry) -> list[Thing]:
    """The documents that a rule comes from."""
    named = Statements(room, _SOURCES_FILE)
    return [named.thing(iri) for iri in Statements(room, RULES_FILE).values(rule.iri, "dct:source")]


def _resource(rule: RuleEntry) -> Resource:
    return Resource(rule_path(rule.identifier), rule.iri, ("html", *RDF_SUFFIXES))


def _turtle(room: Room, rule: RuleEntry) -> str:
    if RULES_FILE not in room.files:
        return ""
    triples = room.description(RULES_FILE).of(rule.iri)
    return serialise(triples, FORMATS["ttl"].media_type, room.prefixes).decode()


def _files(room: Room) -> list[Alternate]:
    return [
        Alternate(f"/{path}", room.files.entry(path)["mediaType"], FORMATS[path.rpartition(".")[2]].name)
        for path in room.files.paths("model/stafett.rules.")
    ]
