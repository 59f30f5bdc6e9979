"""The model as an OWL 2 ontology.

LinkML's own gen-owl is not used: it has one language, makes codes into classes, loses external
superclasses and writes facets that no decimal can meet (measured with linkml 1.12.1). Cardinalities and
patterns are left to the SHACL: an ontology states what terms mean, a shape what data must look like.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from stafett.generate.ages import Age
from stafett.iris import Iris
from stafett.languages import Text
from stafett.model.elements import ClassDef, Model, SlotDef
from stafett.rdf import Triples

LICENCE = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"

ADDED: Final = "addedIn"
AGE_TERMS: Final[Mapping[str, tuple[Text, Text]]] = MappingProxyType(
    {
        ADDED: (
            Text.of({"nb": "kom i", "nn": "kom i", "en": "added in"}),
            Text.of(
                {
                    "nb": "Den første utgaven av modellen som har begrepet, kodelisten eller koden.",
                    "nn": "Den første utgåva av modellen som har omgrepet, kodelista eller koden.",
                    "en": "The first version of the model that has the term, code list or code.",
                }
            ),
        ),
        "changedIn": (
            Text.of({"nb": "sist endret i", "nn": "sist endra i", "en": "last changed in"}),
            Text.of(
                {
                    "nb": "Den siste utgaven som endret begrepet: navn, definisjon, plass eller krav.",
                    "nn": "Den siste utgåva som endra omgrepet: namn, definisjon, plass eller krav.",
                    "en": "The last version that changed the term: its name, definition, place or demands.",
                }
            ),
        ),
    }
)
"""Annotation properties of ours, with label and definition: no standard one points from a term to the version
it came in (`owl:versionInfo` is free text, `dct:issued` a date). They are `{ontology}#{name}`, since they are
no part of the model and never stand in data."""


def ontology_iri(iris: Iris) -> str:
    """The IRI of the ontology: the namespace of the terms without its last slash."""
    return iris.term("").rstrip("/")


def write_owl(
    model: Model, ages: Mapping[str, Age] = MappingProxyType({}), prior: str | None = None
) -> Triples:
    """Return the ontology: header, classes and properties, labelled and defined in three languages.

    Args:
        model: the model.
        ages: of each class and slot, the versions it was added and last changed in.
        prior: the version released before this one, if there is one.
    """
    out = Triples(model.iris)
    ontology = ontology_iri(model.iris)
    out.types(ontology, "owl:Ontology")
    out.text(ontology, "dct:title", model.title)
    out.text(ontology, "dct:description", model.description)
    out.literal(ontology, "owl:versionInfo", model.version)
    out.add(ontology, "owl:versionIRI", model.iris.thing("version", model.version))
    if prior:
        out.add(ontology, "owl:priorVersion", model.iris.thing("version", prior))
    out.add(ontology, "dct:license", LICENCE)
    for cls in model.classes.values():
        _class(out, cls, ontology)
    for slot in model.slots.values():
        if slot.identifier:  # the IRI of the thing itself: described, but never a property of it in data
            out.types(slot.iri, "owl:AnnotationProperty")
            _described(out, slot, ontology)
        else:
            _property(out, model, slot, ontology)
    _ages(out, model, ages, ontology)
    return out


def _ages(out: Triples, model: Model, ages: Mapping[str, Age], ontology: str) -> None:
    for name, (label, definition) in AGE_TERMS.items():
        term = f"{ontology}#{name}"
        out.types(term, "owl:AnnotationProperty")
        out.text(term, "rdfs:label", label)
        out.text(term, "skos:definition", definition)
        out.add(term, "rdfs:isDefinedBy", ontology)
        out.add(term, "rdfs:range", "owl:Ontology")
    for name, age in ages.items():
        for kind, version in zip(AGE_TERMS, (age.added, age.changed), strict=True):
            if version:
                out.add(model.iris.term(name), f"{ontology}#{kind}", model.iris.thing("version", version))


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
