from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, FOAF, RDF, SKOS, XSD

from stafett.codes.reader import read_code_lists
from stafett.codes.skos import write_code_list
from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.rdf import serialise
from stafett.sources import Sources

XKOS = rdflib.Namespace("http://rdf-vocabulary.ddialliance.org/xkos#")
CODE = rdflib.Namespace("https://w3id.org/stafett/code/")
GREP = rdflib.Namespace("http://psi.udir.no/kl06/")


def graph_of(sources: Sources, iris: Iris, scheme: str) -> rdflib.Graph:
    triples = write_code_list(sources.lists[scheme], sources.code_sets, iris)
    return rdflib.Graph().parse(data=serialise(triples, "nt"), format="nt")


def levels(graph: rdflib.Graph, scheme: str) -> list[set[rdflib.term.Node]]:
    head = graph.value(CODE[scheme], XKOS.levels)
    assert head is not None
    return [set(graph.objects(level, SKOS.member)) for level in Collection(graph, head)]


def test_a_list_without_levels_is_a_classification_of_one(sources: Sources, iris: Iris) -> None:
    graph = graph_of(sources, iris, "vigo-termin")
    assert graph.value(CODE["vigo-termin"], XKOS.numberOfLevels) == rdflib.Literal(
        1, datatype=XSD.positiveInteger
    )
    assert levels(graph, "vigo-termin") == [{CODE["vigo-termin/H"], CODE["vigo-termin/V"]}]


def test_programme_areas_lie_below_their_programmes(sources: Sources, iris: Iris) -> None:
    graph = graph_of(sources, iris, "grep-programomraader")
    programmes, areas = levels(graph, "grep-programomraader")
    assert (len(programmes), len(areas)) == (16, 323)
    assert graph.value(GREP["HSHEA2----"], SKOS.broader) == GREP.HS
    assert len(set(graph.objects(GREP.HS, SKOS.narrower))) == 19


def test_statuses_of_the_follow_up_service_lie_below_their_groups(sources: Sources, iris: Iris) -> None:
    graph = graph_of(sources, iris, "vigo-ot-status")
    groups, statuses = levels(graph, "vigo-ot-status")
    assert (len(groups), len(statuses)) == (5, 23)
    assert graph.value(CODE["vigo-ot-status/OTAR"], SKOS.broader) == CODE["vigo-ot-statusgruppe/3"]


def test_the_owner_publishes_the_list(sources: Sources, iris: Iris) -> None:
    graph = graph_of(sources, iris, "ssb-kompetanse")
    owner = graph.value(CODE["ssb-kompetanse"], DCTERMS.publisher)
    assert owner == rdflib.URIRef("https://w3id.org/stafett/agent/ssb")
    assert (owner, RDF.type, FOAF.Agent) in graph
    assert rdflib.Literal("Statistics Norway", lang="en") in set(graph.objects(owner, FOAF.name))


def test_levels_must_be_columns_of_codes(tmp_path: Path, root: Path, iris: Iris) -> None:
    folder = tmp_path / "codes"
    folder.mkdir()
    for file in ("sources.yaml", "vigo-ot-status.yaml", "vigo-ot-status.csv"):
        text = (root / "codes" / file).read_text(encoding="utf-8")
        (folder / file).write_text(text.replace("levels: [group]", "levels: [label]"), encoding="utf-8")
    with pytest.raises(
        SourceError, match="«levels» must be a list of columns that hold codes: group, activity"
    ):
        read_code_lists(folder, iris)
