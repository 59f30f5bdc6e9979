from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF

from stafett.iris import Iris
from stafett.mappings.correspondence import ListOfCodes, write_correspondences
from stafett.rdf import serialise
from stafett.sources import Sources

XKOS = rdflib.Namespace("http://rdf-vocabulary.ddialliance.org/xkos#")
BASE = "https://w3id.org/stafett"
CODE = rdflib.Namespace(f"{BASE}/code/")


@pytest.fixture(scope="module")
def graph(sources: Sources, iris: Iris) -> rdflib.Graph:
    lists = [
        ListOfCodes(li.scheme, li.iri, li.title, frozenset(code.iri for code in li.codes))
        for li in sources.lists.values()
    ]
    found = write_correspondences(sources.mappings["vigo-nvb"], lists, ("https://example.org/p", "P"), iris)
    return rdflib.Graph().parse(data=serialise(found, "nt"), format="nt")


def test_each_pair_of_lists_is_a_correspondence(graph: rdflib.Graph) -> None:
    iri = rdflib.URIRef(f"{BASE}/mapping/vigo-nvb/vigo-termin--nvb-termin")
    assert (iri, RDF.type, XKOS.Correspondence) in graph
    assert set(graph.objects(iri, XKOS.compares)) == {CODE["vigo-termin"], CODE["nvb-termin"]}
    assert rdflib.Literal("Termin (VIGO) → Termin (NVB)", lang="nb") in set(graph.objects(iri, DCTERMS.title))
    ends = {
        (graph.value(a, XKOS.sourceConcept), graph.value(a, XKOS.targetConcept))
        for a in graph.objects(iri, XKOS.madeOf)
    }
    assert ends == {(CODE[f"vigo-termin/{n}"], CODE[f"nvb-termin/{n}"]) for n in "HV"}


def test_a_code_without_counterpart_associates_nothing(graph: rdflib.Graph) -> None:
    assert (None, XKOS.targetConcept, rdflib.URIRef("https://w3id.org/sssom/NoTermFound")) not in graph
    assert (None, XKOS.sourceConcept, CODE["vigo-karakter/VO"]) not in graph


def test_codes_that_are_merely_related_do_not_correspond(graph: rdflib.Graph) -> None:
    assert not [s for s in graph.subjects() if "vigo-karakter--nvb-eksamensform" in str(s)]
