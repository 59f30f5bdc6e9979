"""The concepts behind the model: one for each class and slot, as SKOS-AP-NO-Begrep 2.

What a term means (a concept) is kept apart from how data say it (a class or slot, a model element): the
model's elements point at the concept with dct:subject.
"""

from __future__ import annotations

from stafett.model.elements import ClassDef, Model, SlotDef
from stafett.rdf import Triples

SELF_COMPOSED = "https://data.norge.no/vocabulary/relationship-with-source-type#self-composed"


def concept_iri(model: Model, name: str) -> str:
    """The IRI of the concept of a class or slot."""
    return model.iris.thing("concept", name)


def write_concepts(model: Model, publisher: str, contact: str) -> Triples:
    """Return the concepts.

    Args:
        model: the model.
        publisher: IRI of the body that is responsible for them.
        contact: IRI of its contact point.
    """
    out = Triples(model.iris)
    terms: list[ClassDef | SlotDef] = [*model.classes.values()]
    terms += [s for s in model.slots.values() if not s.identifier]
    for term in terms:
        _concept(out, model, term, publisher, contact)
    for cls in model.classes.values():
        if cls.parent:
            generic, specific = concept_iri(model, cls.parent), concept_iri(model, cls.name)
            out.add(specific, "xkos:specializes", generic)
            out.add(generic, "xkos:generalizes", specific)
    return out


def _concept(out: Triples, model: Model, term: ClassDef | SlotDef, publisher: str, contact: str) -> None:
    iri = concept_iri(model, term.name)
    out.types(iri, "skos:Concept")
    out.text(iri, "skos:prefLabel", term.title)
    definition = model.iris.thing("definition", term.name)
    out.add(iri, "euvoc:xlDefinition", definition)
    out.types(definition, "euvoc:XlNote")
    for tag, words in term.description:
        # rdf:value takes one text, so each language but the first also stands as plain skos:definition
        if tag == "nb":
            out.text(definition, "rdf:value", type(term.description).of({tag: words}))
    out.text(iri, "skos:definition", term.description)
    out.add(definition, "skosno:relationshipWithSource", SELF_COMPOSED)
    out.literal(iri, "dct:identifier", iri, "anyURI")
    out.add(iri, "dct:publisher", publisher)
    out.add(iri, "dcat:contactPoint", contact)
