"""The catalogue of information models."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF, SKOS
from rdflib.term import Node

from stafett.catalogue.dcat import Publisher
from stafett.catalogue.models import write_models_catalog
from stafett.iris import Iris
from stafett.rdf import Triples, serialise
from stafett.sources import Sources

MODELLDCAT = rdflib.Namespace("https://data.norge.no/vocabulary/modelldcatno#")
NORWAY = rdflib.URIRef("http://publications.europa.eu/resource/authority/country/NOR")


@pytest.fixture(scope="module")
def graph(sources: Sources, iris: Iris) -> rdflib.Graph:
    publisher = Publisher("888888888", "Prøvefylket", "mailto:kontakt@example.org")
    written = write_models_catalog(sources.catalogue, Triples(iris), "0.1.0", publisher, iris)
    return rdflib.Graph().parse(data=serialise(written, "nt"), format="nt")


@pytest.fixture(scope="module")
def information_model(graph: rdflib.Graph) -> Node:
    [found] = graph.subjects(RDF.type, MODELLDCAT.InformationModel)
    return found


def test_the_catalogue_holds_the_model(graph: rdflib.Graph, information_model: Node) -> None:
    [catalog] = graph.subjects(RDF.type, DCAT.Catalog)
    assert (catalog, MODELLDCAT.model, information_model) in graph
    assert (catalog, DCTERMS.hasPart, information_model) in graph


def test_the_model_is_about_norway_and_says_what_that_code_is(
    graph: rdflib.Graph, information_model: Node
) -> None:
    assert list(graph.objects(information_model, DCTERMS.spatial)) == [NORWAY]
    labels = {str(o) for o in graph.objects(NORWAY, SKOS.prefLabel)}
    assert "Norge" in labels


def test_each_format_of_the_model_has_a_title(graph: rdflib.Graph, information_model: Node) -> None:
    formats = list(graph.objects(information_model, DCTERMS.hasFormat))
    assert formats
    assert all(graph.value(one, DCTERMS.title) is not None for one in formats)
