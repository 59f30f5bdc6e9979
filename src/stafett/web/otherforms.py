"""The two formats that data.norge.no lets a source be registered with and that no built file has.

Notation3 holds all of Turtle, so the Turtle file is Notation3 as it stands. RDF/JSON (W3C Note of 2013) has
no writer in our libraries, and is a map of a few lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

import pyoxigraph as ox

from stafett.web.room import Room

MEDIA_TYPES: Final = {"n3": "text/n3", "rj": "application/rdf+json"}
"""By the suffix of the address."""

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


def write_other(room: Room, stem: str, suffix: str) -> bytes:
    """A document in one of MEDIA_TYPES, from the built file `{stem}.ttl` or `.nt`."""
    if suffix == "n3":
        return room.files.read(f"{stem}.ttl")
    quads = ox.parse(room.files.read(f"{stem}.nt"), format=ox.RdfFormat.N_TRIPLES)
    return rdf_json(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)


def rdf_json(triples: Iterable[ox.Triple]) -> bytes:
    """Write triples as RDF/JSON: subject to property to values, in the order they come."""
    body: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for triple in triples:
        values = body.setdefault(_name(triple.subject), {}).setdefault(triple.predicate.value, [])
        values.append(_value(triple.object))
    return (json.dumps(body, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _name(term: Any) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _value(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.Literal):
        found: dict[str, Any] = {"type": "literal", "value": term.value}
        if term.language:
            found["lang"] = term.language
        elif term.datatype.value != _STRING:
            found["datatype"] = term.datatype.value
        return found
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": _name(term)}
