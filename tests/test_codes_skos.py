from __future__ import annotations

from dataclasses import replace

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from stafett.codes.lists import Column
from stafett.codes.skos import write_code_list, write_sources
from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.languages import LANGUAGES
from stafett.rdf import serialise
from stafett.sources import Sources

DEF = rdflib.Namespace("https://w3id.org/stafett/def/")
CODE = rdflib.Namespace("https://w3id.org/stafett/code/")
GREP = rdflib.Namespace("http://psi.udir.no/kl06/")

Graphs = dict[str, rdflib.Graph]


@pytest.fixture(scope="module")
def graphs(sources: Sources, iris: Iris) -> Graphs:
    made = {s: write_code_list(li, sources.code_sets, iris) for s, li in sources.lists.items()}
    return {s: rdflib.Graph().parse(data=serialise(t, "nt"), format="nt") for s, t in made.items()}


def words(graph: rdflib.Graph, subject: rdflib.term.Node, predicate: rdflib.URIRef) -> set[tuple[str, str]]:
    found = (o for o in graph.objects(subject, predicate) if isinstance(o, rdflib.Literal))
    return {(str(o.language), str(o)) for o in found}


def test_every_list_is_a_concept_scheme_titled_and_described_in_three_languages(graphs: Graphs) -> None:
    for scheme, graph in graphs.items():
        assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [CODE[scheme]]
        for predicate in (DCTERMS.title, DCTERMS.description):
            assert {tag for tag, _ in words(graph, CODE[scheme], predicate)} == set(LANGUAGES)


def test_every_code_is_a_concept_of_its_scheme_with_the_labels_of_the_list(
    graphs: Graphs, sources: Sources
) -> None:
    for scheme, graph in graphs.items():
        for code in sources.lists[scheme].codes:
            iri = rdflib.URIRef(code.iri)
            assert (iri, RDF.type, SKOS.Concept) in graph
            assert (iri, SKOS.inScheme, CODE[scheme]) in graph
            assert (CODE[scheme], SKOS.hasTopConcept, iri) in graph
            assert [str(o) for o in graph.objects(iri, SKOS.notation)] == [code.notation]
            assert words(graph, iri, SKOS.prefLabel) == set(code.label)
            assert words(graph, iri, SKOS.definition) == set(code.definition)


def test_every_value_of_our_own_enumerations_has_labels_in_three_languages(
    graphs: Graphs, sources: Sources
) -> None:
    for enum in sources.model.enums.values():
        for value in enum.values:
            found = words(graphs[enum.scheme], rdflib.URIRef(value.iri), SKOS.prefLabel)
            assert {tag for tag, _ in found} == set(LANGUAGES)


def test_every_code_says_status_certainty_source_and_date(graphs: Graphs, sources: Sources) -> None:
    for scheme, graph in graphs.items():
        for code in sources.lists[scheme].codes:
            iri = rdflib.URIRef(code.iri)
            assert graph.value(iri, DEF.codeStatus) == CODE[f"stafett-kodestatus/{code.status}"]
            assert graph.value(iri, DEF.certainty) == CODE[f"stafett-sikkerhet/{code.certainty}"]
            assert {str(o) for o in graph.objects(iri, DCTERMS.source)} == {s.iri for s in code.sources}
            assert str(graph.value(iri, DEF.readOn)) == code.read.isoformat()


def test_what_a_code_points_at_in_our_own_lists_exists(graphs: Graphs, sources: Sources) -> None:
    known = {c.iri for li in sources.lists.values() for c in li.codes}
    for graph in graphs.values():
        for predicate in (DEF.codeStatus, DEF.certainty, DEF.origin):
            assert {str(o) for o in graph.objects(None, predicate)} <= known


def test_a_code_without_label_has_none_and_has_a_note(graphs: Graphs) -> None:
    graph = graphs["vigo-fullfortkode"]
    code = CODE["vigo-fullfortkode/L"]
    assert words(graph, code, SKOS.prefLabel) == set()
    assert {tag for tag, _ in words(graph, code, SKOS.note)} == set(LANGUAGES)


def test_own_columns_become_properties(graphs: Graphs) -> None:
    graph = graphs["grep-programomraader"]
    area = GREP["HSHEA2----"]
    assert graph.value(area, DEF.programme) == GREP.HS
    assert graph.value(area, DEF.stage) == GREP.vg2
    assert str(graph.value(area, DEF.grepCode)) == "HSHEA2"


def test_codes_that_are_things_of_the_model_have_its_type_and_code(graphs: Graphs) -> None:
    graph = graphs["grep-programomraader"]
    assert (GREP["HSHEA2----"], RDF.type, DEF.ProgrammeArea) in graph
    assert str(graph.value(GREP["HSHEA2----"], DEF.code)) == "HSHEA2----"


def test_a_code_of_grep_leads_to_its_address(graphs: Graphs) -> None:
    found = graphs["grep-utdanningsprogram"].value(GREP.HS, RDFS.seeAlso)
    assert str(found) == "https://data.udir.no/kl06/v201906/utdanningsprogram/HS"


def test_an_expired_code_is_deprecated_and_others_are_not(graphs: Graphs, sources: Sources) -> None:
    for scheme, graph in graphs.items():
        expired = {c.iri for c in sources.lists[scheme].codes if c.status == "expired"}
        assert {str(s) for s in graph.subjects(OWL.deprecated, None)} == expired


def test_the_counts_say_what_is_known_of_how_many(graphs: Graphs) -> None:
    graph = graphs["vigo-karakter"]
    scheme = CODE["vigo-karakter"]
    assert [str(graph.value(scheme, DEF[p])) for p in ("knownCount", "totalCount", "isComplete")] == [
        "20", "131", "false",
    ]  # fmt: skip


def test_a_column_that_refers_to_no_code_is_refused_with_its_line(sources: Sources, iris: Iris) -> None:
    areas = sources.lists["grep-programomraader"]
    code = replace(areas.codes[0], extra={"programme": "XX"})
    broken = replace(
        areas, codes=(code,), columns=(Column("programme", "programme", "grep-utdanningsprogram"),)
    )
    with pytest.raises(SourceError, match="«programme» is «XX», which is no code") as fault:
        write_code_list(broken, sources.code_sets, iris)
    assert fault.value.where == code.where


def test_every_source_is_described_with_title_publisher_and_address(sources: Sources, iris: Iris) -> None:
    graph = rdflib.Graph().parse(data=serialise(write_sources(sources.provenance(), iris), "nt"), format="nt")
    for source in sources.provenance():
        iri = rdflib.URIRef(source.iri)
        assert words(graph, iri, DCTERMS.title) == set(source.title)
        assert words(graph, iri, rdflib.DC.publisher) == set(source.publisher)
        assert str(graph.value(iri, rdflib.FOAF.page)) == source.url
        assert str(graph.value(iri, DEF.readOn)) == source.read.isoformat()
