"""Mapping sets as RDF (SSSOM 1.1, SSSOM/RDF): each mapping as a plain triple, and as a thing of its own.

The plain triple is what a query follows; the other says how sure we are, and why. A mapping that cannot
be said as a triple (negated, absent, or to text without an identifier) is only the latter.
"""

from __future__ import annotations

import hashlib

import pyoxigraph as ox

from stafett.iris import Iris
from stafett.mappings.sets import Mapping, MappingSet
from stafett.rdf import Triples


def write_mappings(mapping_set: MappingSet, iris: Iris) -> Triples:
    """Return a mapping set with its mappings."""
    out = Triples(iris)
    _about(out, mapping_set)
    for mapping in mapping_set.mappings:
        if mapping.is_plain:
            out.add(*(e.iri or "" for e in (mapping.subject, mapping.predicate, mapping.object)))
        _reified(out, mapping_set, mapping)
    return out


def _about(out: Triples, mapping_set: MappingSet) -> None:
    iri = mapping_set.iri
    out.types(iri, "sssom:MappingSet")
    out.add(iri, "dct:title", ox.Literal(mapping_set.title, language="en"))
    out.add(iri, "dct:description", ox.Literal(mapping_set.description, language="en"))
    out.literal(iri, "sssom:creator_label", mapping_set.creator)
    out.add(iri, "dct:license", mapping_set.licence)
    out.literal(iri, "owl:versionInfo", mapping_set.version)


def _reified(out: Triples, mapping_set: MappingSet, mapping: Mapping) -> None:
    pair = f"{mapping.subject.curie} {mapping.object.curie}"
    iri = f"{mapping_set.iri}/{hashlib.sha256(pair.encode()).hexdigest()[:12]}"
    out.add(mapping_set.iri, "sssom:mappings", iri)
    out.types(iri, "sssom:Mapping", "owl:Axiom")
    for predicate, entity in (
        ("owl:annotatedSource", mapping.subject),
        ("owl:annotatedProperty", mapping.predicate),
        ("owl:annotatedTarget", mapping.object),
    ):
        if entity.iri is not None:
            out.add(iri, predicate, entity.iri)
    if mapping.negated:
        out.add(iri, "sssom:predicate_modifier", "sssom:NegatedPredicate")
    if mapping.object.iri is None:
        out.add(iri, "sssom:object_type", "rdfs:Literal")
    for predicate, label in (
        ("sssom:subject_label", mapping.subject.label),
        ("sssom:object_label", mapping.object.label),
    ):
        out.literal(iri, predicate, label or None)
    out.add(iri, "sssom:mapping_justification", mapping.justification)
    out.literal(iri, "sssom:confidence", mapping.confidence, "double")
    if mapping.comment:
        out.add(iri, "rdfs:comment", ox.Literal(mapping.comment, language="en"))
    out.literal(iri, "dct:created", mapping_set.date, "date")
    out.add(iri, "sssom:subject_source", mapping_set.subject_source)
    out.add(iri, "sssom:object_source", mapping_set.object_source)
    out.literal(iri, "sssom:object_source_version", mapping_set.object_source_version)
