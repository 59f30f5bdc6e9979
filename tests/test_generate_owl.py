from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from stafett.generate.ages import Age
from stafett.generate.owl import AGE_TERMS, ontology_iri, write_owl
from stafett.languages import LANGUAGES
from stafett.model.elements import Model
from stafett.rdf import serialise

SCHEMA = rdflib.Namespace("https://schema.org/")
DEF = rdflib.Namespace("https://w3id.org/stafett/def/")


@pytest.fixture(scope="module")
def owl(model: Model) -> rdflib.Graph:
    return rdflib.Graph().parse(data=serialise(write_owl(model), "nt"), format="nt")


def languages(graph: rdflib.Graph, subject: str, predicate: rdflib.URIRef) -> list[str]:
    found = graph.objects(rdflib.URIRef(subject), predicate)
    return sorted(o.language or "" for o in found if isinstance(o, rdflib.Literal))


def test_the_ontology_has_title_version_and_licence(owl: rdflib.Graph, model: Model) -> None:
    [ontology] = owl.subjects(RDF.type, OWL.Ontology)
    assert str(ontology) == ontology_iri(model.iris) == "https://w3id.org/stafett/def"
    assert languages(owl, str(ontology), rdflib.DCTERMS.title) == sorted(LANGUAGES)
    assert str(owl.value(ontology, OWL.versionInfo)) == model.version
    assert owl.value(ontology, rdflib.DCTERMS.license) is not None


def test_every_class_is_there_with_label_and_definition_in_three_languages(
    owl: rdflib.Graph, model: Model
) -> None:
    named = {str(c) for c in owl.subjects(RDF.type, OWL.Class) if isinstance(c, rdflib.URIRef)}
    assert named == {c.iri for c in model.classes.values()}
    for cls in model.classes.values():
        assert languages(owl, cls.iri, RDFS.label) == sorted(LANGUAGES)
        assert languages(owl, cls.iri, SKOS.definition) == sorted(LANGUAGES)


def test_every_slot_is_there_with_label_and_definition_in_three_languages(
    owl: rdflib.Graph, model: Model
) -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    found = {str(s) for kind in kinds for s in owl.subjects(RDF.type, kind)}
    assert found == {s.iri for s in model.slots.values() if not s.identifier}
    for iri in found:
        assert languages(owl, iri, RDFS.label) == sorted(LANGUAGES)
        assert languages(owl, iri, SKOS.definition) == sorted(LANGUAGES)


def test_the_texts_are_those_of_the_model(owl: rdflib.Graph, model: Model) -> None:
    for element in (*model.classes.values(), *(s for s in model.slots.values() if not s.identifier)):
        found = {(o.language, str(o)) for o in owl.objects(rdflib.URIRef(element.iri), RDFS.label)
                 if isinstance(o, rdflib.Literal)}  # fmt: skip
        assert found == set(element.title)


def test_no_property_is_both_of_objects_and_of_data(owl: rdflib.Graph) -> None:
    assert (
        set(owl.subjects(RDF.type, OWL.ObjectProperty)) & set(owl.subjects(RDF.type, OWL.DatatypeProperty))
        == set()
    )


def test_a_class_is_a_subclass_of_its_parent_and_of_external_ones(owl: rdflib.Graph) -> None:
    assert set(owl.objects(DEF.Organisation, RDFS.subClassOf)) == {
        DEF.Agent,
        rdflib.URIRef("http://www.w3.org/ns/org#Organization"),
    }


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ("birthYear", rdflib.XSD.integer),
        ("residenceArea", DEF.AdministrativeArea),
        ("personIdKind", SKOS.Concept),
    ],
)
def test_ranges_are_stated(owl: rdflib.Graph, slot: str, expected: rdflib.URIRef) -> None:
    assert owl.value(DEF[slot], RDFS.range) == expected


def test_a_property_of_several_classes_states_no_domain(owl: rdflib.Graph, model: Model) -> None:
    for slot in (s for s in model.slots.values() if not s.identifier):
        users = {rdflib.URIRef(c.iri) for c, p in model.used_by(slot.name) if p.own}
        stated = set(owl.objects(rdflib.URIRef(slot.iri), RDFS.domain))
        included = set(owl.objects(rdflib.URIRef(slot.iri), SCHEMA.domainIncludes))
        assert (stated, included) == ((users, set()) if len(users) == 1 else (set(), users))


def test_a_standard_property_used_in_data_is_said_to_be_the_same(owl: rdflib.Graph) -> None:
    assert owl.value(DEF.prefLabel, OWL.equivalentProperty) == SKOS.prefLabel


def test_mappings_are_stated(owl: rdflib.Graph, model: Model) -> None:
    mapped = [(c.iri, m) for c in model.classes.values() for m in c.mappings]
    mapped += [(s.iri, m) for s in model.slots.values() for m in s.mappings]
    assert mapped
    for iri, mapping in mapped:
        predicate = rdflib.URIRef(str(SKOS) + mapping.predicate.removeprefix("skos:"))
        assert (rdflib.URIRef(iri), predicate, rdflib.URIRef(mapping.iri)) in owl


def test_blank_nodes_are_only_the_unions_of_choices(owl: rdflib.Graph, model: Model) -> None:
    unions = set(owl.subjects(OWL.unionOf))
    choices = [s for s in model.slots.values() if s.range.kind == "choice"]
    assert len(unions) == len(choices) > 0
    for slot in choices:
        union = owl.value(rdflib.URIRef(slot.iri), RDFS.range)
        members = [str(m) for m in owl.items(owl.value(union, OWL.unionOf))]  # type: ignore[arg-type]
        assert members == [model.classes[name].iri for name in slot.range.options]


def test_a_term_points_at_the_versions_it_came_and_changed_in(model: Model) -> None:
    ages = {"Person": Age("0.1.0", None), "birthYear": Age("0.1.0", "0.2.0")}
    owl = rdflib.Graph().parse(data=serialise(write_owl(model, ages), "nt"), format="nt")
    ontology, version = rdflib.Namespace(ontology_iri(model.iris) + "#"), "https://w3id.org/stafett/version/"
    assert owl.value(DEF.Person, ontology.addedIn) == rdflib.URIRef(version + "0.1.0")
    assert owl.value(DEF.Person, ontology.changedIn) is None
    assert owl.value(DEF.birthYear, ontology.changedIn) == rdflib.URIRef(version + "0.2.0")


def test_the_annotation_properties_are_declared_and_defined(owl: rdflib.Graph, model: Model) -> None:
    for name in AGE_TERMS:
        term = f"{ontology_iri(model.iris)}#{name}"
        assert (rdflib.URIRef(term), RDF.type, OWL.AnnotationProperty) in owl
        assert languages(owl, term, RDFS.label) == sorted(LANGUAGES)
        assert languages(owl, term, SKOS.definition) == sorted(LANGUAGES)


def test_the_ontology_names_the_version_before_it(model: Model) -> None:
    ontology, version = rdflib.URIRef(ontology_iri(model.iris)), "https://w3id.org/stafett/version/"
    owl = rdflib.Graph().parse(data=serialise(write_owl(model, {}, "0.0.9"), "nt"), format="nt")
    assert owl.value(ontology, OWL.priorVersion) == rdflib.URIRef(version + "0.0.9")
    first = rdflib.Graph().parse(data=serialise(write_owl(model), "nt"), format="nt")
    assert owl.value(ontology, OWL.versionIRI) == first.value(ontology, OWL.versionIRI)
    assert first.value(ontology, OWL.priorVersion) is None
