from __future__ import annotations

from dataclasses import replace

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS

from stafett.catalogue.dcat import Publisher, Writer, write_catalog
from stafett.catalogue.entries import Catalogue
from stafett.iris import Iris
from stafett.languages import LANGUAGES
from stafett.rdf import serialise
from stafett.settings import read_settings
from stafett.sources import Sources

EU = "http://publications.europa.eu/resource/authority/"
PUBLISHER = Publisher("888888888", "Prøvefylket", "mailto:kontakt@example.org")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
KINDS = ("datasets", "dataservices")


def document(catalogue: Catalogue, kind: str, iris: Iris, publisher: Publisher = PUBLISHER) -> rdflib.Graph:
    triples = write_catalog(catalogue, kind, Writer(catalogue, publisher, iris))
    return rdflib.Graph().parse(data=serialise(triples, "nt"), format="nt")


@pytest.fixture(scope="module", params=KINDS)
def graph(request: pytest.FixtureRequest, sources: Sources, iris: Iris) -> rdflib.Graph:
    return document(sources.catalogue, request.param, iris)


@pytest.fixture(scope="module")
def datasets(sources: Sources, iris: Iris) -> rdflib.Graph:
    return document(sources.catalogue, "datasets", iris)


def test_the_catalogues_are_one_a_kind(sources: Sources) -> None:
    assert tuple(sources.catalogue.catalogs) == (
        *KINDS,
        "informationmodels",
        "concepts",
        "services",
        "events",
    )


def test_a_document_holds_one_catalogue(graph: rdflib.Graph) -> None:
    assert len(list(graph.subjects(RDF.type, DCAT.Catalog))) == 1


def test_everything_in_the_catalogue_has_what_data_norge_no_asks_for(graph: rdflib.Graph) -> None:
    things = {s for k in (DCAT.Catalog, DCAT.Dataset, DCAT.DataService) for s in graph.subjects(RDF.type, k)}
    for thing in things:
        assert graph.value(thing, DCTERMS.publisher) == rdflib.URIRef(PUBLISHER.iri)
        assert graph.value(thing, DCAT.contactPoint) is not None
        assert str(graph.value(thing, DCTERMS.identifier)) == str(thing)
        for predicate in (DCTERMS.title, DCTERMS.description):
            tags = [o.language for o in graph.objects(thing, predicate) if isinstance(o, rdflib.Literal)]
            assert sorted(map(str, tags)) == sorted(LANGUAGES)


def test_the_publisher_has_number_and_name(graph: rdflib.Graph) -> None:
    agent = rdflib.URIRef("https://data.brreg.no/enhetsregisteret/api/enheter/888888888")
    assert (agent, RDF.type, FOAF.Agent) in graph
    assert str(graph.value(agent, DCTERMS.identifier)) == "888888888"
    assert graph.value(agent, FOAF.name) == rdflib.Literal("Prøvefylket", lang="nb")


@pytest.mark.parametrize(
    ("contact", "predicate"),
    [("mailto:kontakt@example.org", VCARD.hasEmail), ("https://example.org/kontakt", VCARD.hasURL)],
)
def test_the_contact_is_an_address_of_a_role(
    sources: Sources, iris: Iris, contact: str, predicate: rdflib.URIRef
) -> None:
    found = document(sources.catalogue, "datasets", iris, replace(PUBLISHER, contact=contact))
    assert [str(o) for o in found.objects(None, predicate)] == [contact]


def test_every_dataset_of_the_catalogue_is_described(datasets: rdflib.Graph, sources: Sources) -> None:
    [catalogue] = datasets.subjects(RDF.type, DCAT.Catalog)
    listed = {str(o) for o in datasets.objects(catalogue, DCAT.dataset)}
    assert listed == {str(s) for s in datasets.subjects(RDF.type, DCAT.Dataset)}
    assert listed == {d.iri for d in sources.catalogue.datasets}


def test_every_distribution_has_address_format_and_licence(datasets: rdflib.Graph) -> None:
    distributions = list(datasets.subjects(RDF.type, DCAT.Distribution))
    assert distributions
    for distribution in distributions:
        assert datasets.value(distribution, DCAT.accessURL) == datasets.value(distribution, DCAT.downloadURL)
        assert str(datasets.value(distribution, DCTERMS["format"])).startswith(EU + "file-type/")
        assert datasets.value(distribution, DCTERMS.license) is not None


def test_no_two_datasets_share_a_distribution(datasets: rdflib.Graph) -> None:
    found = [o for _, o in datasets.subject_objects(DCAT.distribution)]
    assert len(found) == len(set(found))


def test_properties_on_which_the_profiles_contradict_each_other_are_left_out(graph: rdflib.Graph) -> None:
    adms_status = rdflib.URIRef("http://www.w3.org/ns/adms#status")
    for predicate in (DCAT.byteSize, DCAT.mediaType, adms_status):
        assert not list(graph.subject_objects(predicate))


def test_every_code_of_others_that_is_used_is_described_beside_it(graph: rdflib.Graph) -> None:
    own = "https://w3id.org/stafett"
    codes = {
        o for _, p, o in graph
        if p != RDF.type and isinstance(o, rdflib.URIRef) and str(o).startswith((EU, "https://psi.norge.no/"))
        and p != SKOS.inScheme
    }  # fmt: skip
    assert codes
    for code in codes:
        assert (code, RDF.type, SKOS.Concept) in graph
        assert graph.value(code, SKOS.inScheme) is not None
        assert len(list(graph.objects(code, SKOS.prefLabel))) == len(LANGUAGES)
    assert not any(str(code).startswith(own) for code in codes)


def test_only_codes_that_are_used_are_described(graph: rdflib.Graph) -> None:
    objects = set(graph.objects())
    assert all(concept in objects for concept in graph.subjects(RDF.type, SKOS.Concept))


def test_attribution_stands_on_the_distributions_of_greps_data(datasets: rdflib.Graph) -> None:
    [dataset] = datasets.subjects(
        DCTERMS.identifier, rdflib.Literal("https://w3id.org/stafett/dataset/grep-programomraader")
    )
    attribution = rdflib.URIRef("http://schema.theodi.org/odrs#attributionText")
    for distribution in datasets.objects(dataset, DCAT.distribution):
        rights = datasets.value(distribution, DCTERMS.rights)
        assert rights is not None
        assert "NLOD" in str(datasets.value(rights, attribution))


def test_the_service_serves_the_datasets_where_they_are_described(sources: Sources, iris: Iris) -> None:
    for kind in KINDS:
        found = document(sources.catalogue, kind, iris)
        [service] = found.subjects(RDF.type, DCAT.DataService)
        served = set(found.objects(service, DCAT.servesDataset))
        assert served == set(found.subjects(RDF.type, DCAT.Dataset))
        assert str(found.value(service, DCAT.endpointURL)) == "https://w3id.org/stafett/sparql"


def test_there_are_no_blank_nodes(graph: rdflib.Graph) -> None:
    assert not any(isinstance(node, rdflib.BNode) for triple in graph for node in triple)


def test_the_publisher_is_the_one_of_the_settings() -> None:
    settings = read_settings({"STAFETT_PUBLISHER": "888888888", "STAFETT_PUBLISHER_NAME": "Prøvefylket"})
    assert Publisher.of(settings) == replace(PUBLISHER, contact=settings.contact)
