"""VoID: what the dataset holds, counted by class, property and graph."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from stafett.iris import PREFIXES, Iris
from stafett.languages import Text
from stafett.rdf import Triples

_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_FORMATS: Final = "http://www.w3.org/ns/formats/"


def write_void(graphs: Mapping[str, Triples], title: Text, licence: str, iris: Iris) -> Triples:
    """Describe the default graph, which is the merge of all graphs, and each graph by itself.

    Counts are of triples as they are in the built files. (The store rewrites a few literals, so that two of
    them may be one there.)

    Args:
        graphs: what is loaded, by the name of the graph.
        title: of the dataset.
        licence: its licence.
        iris: maker of identifiers.
    """
    out = Triples(iris)
    document = f"{iris.base}/.well-known/void"
    dataset = f"{document}#dataset"
    out.types(document, "void:DatasetDescription")
    out.add(document, "foaf:primaryTopic", dataset)
    out.text(dataset, "dct:title", title)
    out.add(dataset, "dct:license", licence)
    out.add(dataset, "void:sparqlEndpoint", f"{iris.base}/sparql")
    out.add(dataset, "foaf:homepage", iris.base + "/")
    out.literal(dataset, "void:uriSpace", iris.base + "/")
    for name in ("Turtle", "RDF_XML", "JSON-LD", "N-Triples"):
        out.add(dataset, "void:feature", _FORMATS + name)
    merged: set[ox.Triple] = set()
    for name, triples in graphs.items():
        merged.update(triples)
        out.add(dataset, "void:subset", name)
        _count(out, name, triples)
    _count(out, dataset, merged)
    predicates = {t.predicate.value for t in merged}
    for _, namespace in sorted(PREFIXES.items()):
        if any(predicate.startswith(namespace) for predicate in predicates):
            out.add(dataset, "void:vocabulary", namespace)
    return out


def _count(out: Triples, dataset: str, triples: Iterable[ox.Triple]) -> None:
    total = 0
    subjects: set[object] = set()
    objects: set[object] = set()
    by_property: dict[str, int] = defaultdict(int)
    by_class: dict[str, set[object]] = defaultdict(set)
    for triple in triples:
        total += 1
        subjects.add(triple.subject)
        objects.add(triple.object)
        by_property[triple.predicate.value] += 1
        if triple.predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
            by_class[triple.object.value].add(triple.subject)
    out.types(dataset, "void:Dataset")
    numbers = {
        "triples": total,
        "distinctSubjects": len(subjects),
        "distinctObjects": len(objects),
        "properties": len(by_property),
        "classes": len(by_class),
    }
    for name, number in numbers.items():
        out.literal(dataset, f"void:{name}", number, "integer")
    for iri, number in by_property.items():
        _partition(out, dataset, "property", iri, "triples", number)
    for iri, members in by_class.items():
        _partition(out, dataset, "class", iri, "entities", len(members))


def _partition(out: Triples, dataset: str, kind: str, iri: str, unit: str, number: int) -> None:
    label = hashlib.sha256(f"{dataset} {kind} {iri}".replace(out.iris.base, "").encode()).hexdigest()[:16]
    node = ox.BlankNode(f"v{label}")
    out.add(dataset, f"void:{kind}Partition", node)
    out.add(node, f"void:{kind}", iri)
    out.literal(node, f"void:{unit}", number, "integer")
