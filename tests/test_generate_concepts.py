"""Concepts behind the model, as SKOS-AP-NO-Begrep asks for them."""

from __future__ import annotations

import pyoxigraph as ox

from stafett.generate.concepts import concept_iri, write_concepts
from stafett.model.elements import Model

SKOS = "http://www.w3.org/2004/02/skos/core#"


def test_every_class_and_slot_has_a_concept_in_bokmal_and_nynorsk(model: Model) -> None:
    triples = write_concepts(model, "https://example.org/publisher", "https://example.org/contact")
    labels: dict[str, set[str]] = {}
    for t in triples:
        if t.predicate.value == SKOS + "prefLabel" and isinstance(t.object, ox.Literal):
            labels.setdefault(str(t.subject).strip("<>"), set()).add(t.object.language or "")
    names = [*model.classes, *(s.name for s in model.slots.values() if not s.identifier)]
    assert labels.keys() == {concept_iri(model, name) for name in names}
    assert all({"nb", "nn", "en"} <= tags for tags in labels.values())


def test_specialisation_is_said_in_both_directions(model: Model) -> None:
    triples = write_concepts(model, "https://example.org/publisher", "https://example.org/contact")
    said = {(str(t.subject), t.predicate.value.rpartition("#")[2], str(t.object)) for t in triples}
    school, body = (f"<{concept_iri(model, name)}>" for name in ("School", "Organisation"))
    assert (school, "specializes", body) in said
    assert (body, "generalizes", school) in said
