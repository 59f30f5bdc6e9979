"""Model and concept documents against the official shapes."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH


def _results(
    data: rdflib.Graph, shapes: Path, ontology: rdflib.Graph | None, inference: str
) -> list[tuple[str, ...]]:
    _, report, _ = pyshacl.validate(
        data, shacl_graph=rdflib.Graph().parse(shapes), ont_graph=ontology, inference=inference
    )
    assert isinstance(report, rdflib.Graph)
    return [
        tuple(str(report.value(n, p)) for p in (SH.focusNode, SH.resultPath, SH.resultMessage))
        for n in report.subjects(RDF.type, SH.ValidationResult)
    ]


@pytest.mark.shared
def test_information_models_give_only_the_result_that_no_catalogue_can_avoid(
    dist: Path, shared: Path
) -> None:
    folder = shared / "standards" / "modelldcat-ap-no"
    data = rdflib.Graph().parse(dist / "catalog" / "informationmodels.nt")
    everything = rdflib.Graph().parse(folder / "modelldcatno.ttl")
    subclasses = rdflib.Graph()
    for triple in everything.triples((None, RDFS.subClassOf, None)):
        subclasses.add(triple)  # the ontology's domains would make models of its own code lists
    found = _results(data, folder / "modelldcat-ap-no_v1_SHACL-shapes.ttl", subclasses, "rdfs")
    # Lines 625-631 of the shapes ask for sh:nodeKind vcard:Organization, which is no node kind: every
    # catalogue with the mandatory contact point fails.
    assert [path for _, path, _ in found] == ["http://www.w3.org/ns/dcat#contactPoint"]


@pytest.mark.shared
def test_concepts_give_no_result(dist: Path, shared: Path) -> None:
    folder = shared / "standards"
    data = rdflib.Graph().parse(dist / "catalog" / "concepts.nt")
    # The shapes ask for the type of a value in Digdir's vocabulary; describing it in our own document
    # would publish it as our concept, so the vocabulary itself is read here.
    data.parse(folder / "no-vocab" / "digdir-relationship-with-source-type.ttl")
    shapes = folder / "skos-ap-no-begrep" / "SKOS-AP-NO-Begrep-shape_shape_v2.ttl"
    ours = [r for r in _results(data, shapes, None, "none") if not r[0].startswith("https://data.norge.no/")]
    assert ours == []
