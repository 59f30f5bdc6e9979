"""The model as ModellDCAT-AP-NO: nothing that the model says is lost."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from stafett.generate.modelldcat import element_iri, model_iri, write_modelldcat
from stafett.rdf import Triples
from stafett.sources import Sources

MD = "https://data.norge.no/vocabulary/modelldcatno#"
DCT = "http://purl.org/dc/terms/"


Elements = dict[tuple[str, str], set[str]]
"""The values of each property of each element."""


@pytest.fixture(scope="module")
def triples(sources: Sources) -> Triples:
    return write_modelldcat(sources.model, sources.code_sets)


@pytest.fixture(scope="module")
def elements(triples: Triples) -> Elements:
    found: Elements = {}
    for t in triples:
        if isinstance(t.subject, ox.NamedNode) and not isinstance(t.object, ox.Triple):
            found.setdefault((t.subject.value, t.predicate.value), set()).add(t.object.value)
    return found


def objects(elements: Elements, subject: str, predicate: str) -> set[str]:
    return elements.get((subject, predicate), set())


def kinds(elements: Elements, subject: str) -> set[str]:
    found = objects(elements, subject, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    return {k.removeprefix(MD) for k in found}


def test_every_class_is_an_element_of_the_model(elements: Elements, sources: Sources) -> None:
    held = objects(elements, model_iri(sources.model), MD + "containsModelElement")
    assert {element_iri(sources.model, name) for name in sources.model.classes} <= held


def test_a_value_without_identity_is_a_data_type(elements: Elements, sources: Sources) -> None:
    assert kinds(elements, element_iri(sources.model, "AbsenceSummary")) == {"DataType"}
    assert kinds(elements, element_iri(sources.model, "Person")) == {"ObjectType"}


def test_every_own_property_is_there_with_its_cardinality(elements: Elements, sources: Sources) -> None:
    for cls in sources.model.classes.values():
        for prop in cls.properties:
            if not prop.own or prop.identifier:
                continue
            iri = element_iri(sources.model, f"{cls.name}-{prop.slot}")
            most = "*" if prop.max_count is None else str(prop.max_count)
            assert objects(elements, iri, MD + "minOccurs") == {str(prop.min_count)}, iri
            assert objects(elements, iri, MD + "maxOccurs") == {most}, iri


def test_a_nested_value_is_a_composition_and_a_person_a_role(elements: Elements, sources: Sources) -> None:
    model = sources.model
    assert kinds(elements, element_iri(model, "ProgrammeEnrolment-absence")) == {"Composition"}
    assert kinds(elements, element_iri(model, "ProgrammeEnrolment-learner")) == {"Role"}
    assert kinds(elements, element_iri(model, "ProgrammeEnrolment-programmeArea")) == {"Association"}
    assert kinds(elements, element_iri(model, "ProgrammeEnrolment-startDate")) == {"Attribute"}


def test_is_a_becomes_a_specialisation(elements: Elements, sources: Sources) -> None:
    iri = element_iri(sources.model, "School-specialization")
    assert objects(elements, iri, MD + "hasGeneralConcept") == {element_iri(sources.model, "Organisation")}


def test_a_pattern_becomes_a_simple_type_of_its_own(elements: Elements, sources: Sources) -> None:
    iri = element_iri(sources.model, "type-Organisation-orgNumber")
    assert objects(elements, iri, "http://www.w3.org/2001/XMLSchema#pattern") == {r"^\d{9}$"}


def test_codes_stand_in_their_list_and_point_at_the_concept(elements: Elements, sources: Sources) -> None:
    iri = element_iri(sources.model, "code-vigo-bevistype-VM")
    skos = "http://www.w3.org/2004/02/skos/core#"
    assert objects(elements, iri, skos + "inScheme") == {
        element_iri(sources.model, "codelist-vigo-bevistype")
    }
    assert objects(elements, iri, DCT + "subject") == {sources.lists["vigo-bevistype"].codes[0].iri}


def test_every_element_and_property_has_an_identifier_and_a_title(
    triples: Triples, elements: Elements
) -> None:
    typed = {
        t.subject
        for t in triples
        if t.predicate.value.endswith("#type")
        and isinstance(t.object, ox.NamedNode)
        and t.object.value.startswith(MD)
    }
    for subject in typed:
        iri = str(subject).strip("<>")
        assert objects(elements, iri, DCT + "identifier") == {iri}
        if kinds(elements, iri) != {"CodeElement"}:
            assert objects(elements, iri, DCT + "title"), iri


def test_there_are_no_blank_nodes(triples: Triples) -> None:
    assert not [t for t in triples if isinstance(t.subject, ox.BlankNode)]
