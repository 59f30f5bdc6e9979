"""The catalogue documents against the official shapes: zero results, nothing waived."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH


@pytest.fixture(scope="module")
def standards(shared: Path) -> Path:
    return shared / "standards"


SHAPES = (
    "dcat-ap-no/dcatapno3-core-shapes.ttl",
    "dcat-ap-no/dcatapno3-range-shapes.ttl",
    "dcat-ap-no/dcatapno3-vocabulary-shapes.ttl",
    "dcat-ap-eu/3.0.1/shapes.ttl",
    "dcat-ap-eu/3.0.1/range.ttl",
    "fdk-mqa/dcat-ap-no_shacl-shapes-2.0.0.ttl",
)


@pytest.mark.shared
@pytest.mark.parametrize("shapes", SHAPES)
@pytest.mark.parametrize("kind", ["datasets", "dataservices"])
def test_catalogue_gives_no_result_against_official_shapes(
    kind: str, shapes: str, dist: Path, standards: Path
) -> None:
    data = rdflib.Graph().parse(dist / "catalog" / f"{kind}.ttl")
    official = rdflib.Graph().parse(standards / shapes)
    _, report, _ = pyshacl.validate(data, shacl_graph=official, inference="none")
    assert isinstance(report, rdflib.Graph)
    results = [
        (report.value(n, SH.focusNode), report.value(n, SH.resultPath), report.value(n, SH.resultMessage))
        for n in report.subjects(RDF.type, SH.ValidationResult)
    ]
    assert results == []


@pytest.mark.shared
def test_the_check_can_fail(dist: Path, standards: Path) -> None:
    data = rdflib.Graph().parse(dist / "catalog" / "datasets.ttl")
    dataset = next(data.subjects(RDF.type, rdflib.DCAT.Dataset))
    data.remove((dataset, rdflib.DCTERMS.title, None))
    official = rdflib.Graph().parse(standards / SHAPES[0])
    conforms, _, _ = pyshacl.validate(data, shacl_graph=official, inference="none")
    assert not conforms
