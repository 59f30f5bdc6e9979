"""What the SPARQL endpoint says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from stafett.store.documents import serialise
from stafett.store.engine import GRAPH_FORMATS, SOLUTION_FORMATS
from stafett.web.prefixes import STANDARD

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


def service_description(base: str, size: int, media_type: str) -> bytes:
    """Describe the endpoint.

    Args:
        base: configured start of our identifiers; the Host header plays no part.
        size: triples that are loaded.
        media_type: one of GRAPH_FORMATS.
    """
    service = ox.NamedNode(f"{base}/sparql")
    dataset, graph = ox.BlankNode("dataset"), ox.BlankNode("default")
    a = _node("rdf", "type")
    triples = [
        ox.Triple(service, a, _node("sd", "Service")),
        ox.Triple(service, _node("sd", "endpoint"), service),
        ox.Triple(service, _node("sd", "supportedLanguage"), _node("sd", "SPARQL11Query")),
        ox.Triple(service, _node("sd", "feature"), _node("sd", "UnionDefaultGraph")),
        ox.Triple(service, _node("sd", "defaultDataset"), dataset),
        ox.Triple(dataset, a, _node("sd", "Dataset")),
        ox.Triple(dataset, _node("sd", "defaultGraph"), graph),
        ox.Triple(graph, a, _node("sd", "Graph")),
        ox.Triple(graph, _node("void", "triples"), ox.Literal(size)),
    ]
    triples += [
        ox.Triple(
            service,
            _node("sd", "resultFormat"),
            ox.NamedNode(f"http://www.w3.org/ns/formats/{_FORMATS[name]}"),
        )
        for name in (*SOLUTION_FORMATS, *GRAPH_FORMATS)
    ]
    return serialise(triples, media_type, STANDARD)


def _node(prefix: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(STANDARD[prefix] + name)
