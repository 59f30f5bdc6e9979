"""The model as an OWL 2 ontology.

LinkML's own gen-owl is not used: it has one language, makes codes into classes, loses external
superclasses and writes facets that no decimal can meet (measured with linkml 1.12.1). Cardinalities and
patterns are left to the SHACL: an ontology states what terms mean, a shape what data must look like.
"""

from __future__ import annotations

import pyoxigraph as ox

from stafett.model.elements import ClassDef, Model, SlotDef
from stafett.rdf import Triples

LICENCE = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"


def ontology_iri(model: Model) -> str:
    """The IRI of the ontology: the namespace of the terms without its last slash."""
    return model.iris.term("").rstrip("/")


def write_owl(model: Model) -> Triples:
    """Return the ontology: header, classes and properties, labelled and defined in three languages."""
    out = Triples(model.iris)
    ontology = ontology_iri(model)
    out.types(ontology, "owl:Ontology")
    out.text(ontology, "dct:title", model.title)
    out.text(ontology, "dct:description", model.description)
    out.literal(ontology, "owl:versionInfo", model.version)
    out.add(ontology, "owl:versionIRI", model.iris.thing("version", model.version))
    out.add(ontology, "dct:license", LICENCE)
    for cls in model.classes.values():
        _class(out, cls, ontology)
    for slot in model.slots.values():
        if slot.identifier:  # the IRI of the thing itself: described, but never a property of it in data
            out.types(slot.iri, "owl:AnnotationProperty")
            _described(out, slot, ontology)
        else:
            _property(out, model, slot, ontology)
    return out


def _described(out: Triples, element: ClassDef | SlotDef, ontology: str) -> None:
    out.text(element.iri, "rdfs:label", element.title)
    out.text(element.iri, "skos:definition", element.description)
    out.add(element.iri, "rdfs:isDefinedBy", ontology)
    out.add(element.iri, "dct:subject", out.iris.thing("concept", element.name))
    out.text(element.iri, "skos:scopeNote", element.usage)
    if element.deprecated:
        out.literal(element.iri, "owl:deprecated", True, "boolean")
    if element.replaced_by:
        out.add(element.iri, "dct:isReplacedBy", out.iris.term(element.replaced_by))
    for mapping in element.mappings:
        out.add(element.iri, mapping.predicate, mapping.iri)


def _class(out: Triples, cls: ClassDef, ontology: str) -> None:
    out.types(cls.iri, "owl:Class")
    _described(out, cls, ontology)
    if cls.parent:
        out.add(cls.iri, "rdfs:subClassOf", out.iris.term(cls.parent))
    for _, iri in cls.superclasses:
        out.add(cls.iri, "rdfs:subClassOf", iri)


def _property(out: Triples, model: Model, slot: SlotDef, ontology: str) -> None:
    is_object = slot.range.kind in {"class", "choice", "codelist", "iri"}
    out.types(slot.iri, "owl:ObjectProperty" if is_object else "owl:DatatypeProperty")
    _described(out, slot, ontology)
    if slot.path != slot.iri:
        # Data use the standard property; ours names how this model reads it.
        out.add(slot.iri, "owl:equivalentProperty", slot.path)
    if slot.range.kind == "codelist" and slot.range.iri:
        out.add(slot.iri, "rdfs:range", "skos:Concept")
        out.add(slot.iri, "rdfs:seeAlso", slot.range.iri)
    elif slot.range.kind == "choice":
        union = ox.BlankNode(f"range{slot.name}")
        out.add(slot.iri, "rdfs:range", union)
        out.types(union, "owl:Class")
        out.list(union, "owl:unionOf", [out.iris.term(name) for name in slot.range.options])
    elif slot.range.iri:
        out.add(slot.iri, "rdfs:range", slot.range.iri)
    users = [c for c, p in model.used_by(slot.name) if p.own]
    # rdfs:domain with several classes would mean their intersection, which is never what is meant.
    predicate = "rdfs:domain" if len(users) == 1 else "schema:domainIncludes"
    for cls in users:
        out.add(slot.iri, predicate, cls.iri)
