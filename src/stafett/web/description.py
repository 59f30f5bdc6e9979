"""What the endpoint says of itself: SPARQL 1.1 Service Description, and VoID at /.well-known/void."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.limits import TABLE
from stafett.store.documents import serialise
from stafett.store.engine import GRAPH_FORMATS, SOLUTION_FORMATS
from stafett.web.links import Alternate
from stafett.web.negotiation import FORMATS, RDF_SUFFIXES, choose
from stafett.web.prefixes import STANDARD
from stafett.web.resources import built_file, not_acceptable, not_found
from stafett.web.room import Here, Room

_FORMATS: Final = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
}
"""Media type to the name of the format at http://www.w3.org/ns/formats/."""

VOID: Final = "/.well-known/void"
_LIMIT: Final = "/def/limit/"

router = APIRouter()


@router.get(VOID, tags=["sparql"], summary="What the dataset holds (VoID)", response_class=Response)
def void(request: Request, room: Here) -> Response:
    """Counts by class, property and graph, in the format that Accept asks for."""
    if "void.ttl" not in room.files:
        raise not_found("This build has no description of the dataset.")
    offered = {FORMATS[suffix].media_type: suffix for suffix in RDF_SUFFIXES}
    media_type = choose(request.headers.get("accept"), list(offered))
    # A browser that takes anything is given Turtle, which it can show.
    if media_type is None:
        raise not_acceptable(tuple(Alternate(VOID, name, name) for name in offered))
    described = Alternate("/sparql", "text/turtle", "service description")
    return built_file(request, room, f"void.{offered[media_type]}", alternates=(described,))


def service_description(room: Room, media_type: str) -> bytes:
    """Describe the endpoint.

    Addresses start with the configured base; the Host header plays no part.

    Args:
        room: what is served.
        media_type: one of GRAPH_FORMATS.
    """
    base = room.site.base
    service = ox.NamedNode(f"{base}/sparql")
    dataset, graph = ox.NamedNode(f"{base}{VOID}#dataset"), ox.BlankNode("default")
    a = _node("rdf", "type")
    triples = [
        ox.Triple(service, a, _node("sd", "Service")),
        ox.Triple(service, _node("sd", "endpoint"), service),
        ox.Triple(service, _node("sd", "supportedLanguage"), _node("sd", "SPARQL11Query")),
        # Where no dataset is named, the default graph is the union of the named graphs (docs/endpoint.md).
        ox.Triple(service, _node("sd", "feature"), _node("sd", "UnionDefaultGraph")),
        ox.Triple(service, _node("rdfs", "seeAlso"), ox.NamedNode(f"{base}{VOID}")),
        ox.Triple(service, _node("sd", "defaultDataset"), dataset),
        ox.Triple(dataset, a, _node("sd", "Dataset")),
        ox.Triple(dataset, a, _node("void", "Dataset")),
        ox.Triple(dataset, _node("sd", "defaultGraph"), graph),
        ox.Triple(graph, a, _node("sd", "Graph")),
        ox.Triple(graph, a, _node("void", "Dataset")),
        ox.Triple(graph, _node("void", "triples"), ox.Literal(room.engine.size())),
        *_limits(room, service),
        *_named_graphs(room, dataset),
        *_prefixes(room),
    ]
    triples += [
        ox.Triple(service, _node("sd", "resultFormat"), ox.NamedNode(f"http://www.w3.org/ns/formats/{name}"))
        for name in (_FORMATS[kind] for kind in (*SOLUTION_FORMATS, *GRAPH_FORMATS))
    ]
    return serialise(triples, media_type, {**STANDARD, "limit": f"{base}{_LIMIT}"})


def _named_graphs(room: Room, dataset: ox.NamedNode) -> list[ox.Triple]:
    """Each graph with its number of triples, as VoID counted them when the build was made."""
    if "void.nt" not in room.files:
        return []
    counts = room.description("void.nt")
    found: list[ox.Triple] = []
    for subset in counts.of(dataset.value):
        name = subset.object
        if subset.predicate != _node("void", "subset") or not isinstance(name, ox.NamedNode):
            continue
        key = name.value.removeprefix(room.site.base).replace("/", "-").strip("-")
        named, graph = ox.BlankNode(f"named-{key}"), ox.BlankNode(f"graph-{key}")
        found += [
            ox.Triple(dataset, _node("sd", "namedGraph"), named),
            ox.Triple(named, _node("rdf", "type"), _node("sd", "NamedGraph")),
            ox.Triple(named, _node("sd", "name"), name),
            ox.Triple(named, _node("sd", "graph"), graph),
            ox.Triple(graph, _node("rdf", "type"), _node("sd", "Graph")),
        ]
        number = _node("void", "triples")
        found += [
            ox.Triple(graph, number, count.object)
            for count in counts.of(name.value)
            if count.subject == name and count.predicate == number
        ]
    return found


def _limits(room: Room, service: ox.NamedNode) -> list[ox.Triple]:
    """The limits in force, as properties for programs and as sentences for people."""
    found: list[ox.Triple] = []
    for limit in TABLE:
        number = room.engine.limits.value(limit)
        property_ = ox.NamedNode(f"{room.site.base}{_LIMIT}{limit.field.replace('_', '-')}")
        found.append(ox.Triple(service, property_, ox.Literal(number)))
        sentence = ox.Literal(f"{limit.description} Here: {number} {limit.unit}.", language="en")
        found.append(ox.Triple(service, _node("rdfs", "comment"), sentence))
    return found


def _prefixes(room: Room) -> list[ox.Triple]:
    """The prefixes that a query need not declare."""
    ontology = ox.NamedNode(f"{room.site.base}/def")
    found: list[ox.Triple] = []
    for prefix, namespace in sorted(room.prefixes.items()):
        node = ox.BlankNode(f"prefix-{prefix}")
        found += [
            ox.Triple(ontology, _node("sh", "declare"), node),
            ox.Triple(node, _node("sh", "prefix"), ox.Literal(prefix)),
            ox.Triple(node, _node("sh", "namespace"), ox.Literal(namespace, datatype=_node("xsd", "anyURI"))),
        ]
    return found


def _node(prefix: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(STANDARD[prefix] + name)
