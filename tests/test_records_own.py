from __future__ import annotations

from pathlib import Path

import pytest

from stafett.errors import Location, SourceError
from stafett.generate.instances import write_instances
from stafett.generate.shacl import write_shacl
from stafett.rdf import Triples, serialise
from stafett.records.own import check_own
from stafett.sources import Sources


@pytest.fixture(scope="module")
def shapes(sources: Sources) -> str:
    return serialise(write_shacl(sources.model, sources.code_sets), "ttl").decode()


@pytest.fixture
def lists(sources: Sources) -> Triples:
    known = Triples(sources.model.iris)
    for code_list in sources.lists.values():
        known.types(code_list.iri, "stafett:CodeList")
    return known


def test_our_deviations_fit_the_model(sources: Sources, shapes: str, lists: Triples) -> None:
    objects = [d.as_object(sources.lists) for d in sources.deviations]
    check_own("The deviations", write_instances(sources.model, sources.code_sets, objects), [lists], shapes)


def test_data_that_break_a_shape_are_refused_with_path_and_subject(
    sources: Sources, shapes: str, lists: Triples
) -> None:
    broken = sources.deviations[0].as_object(sources.lists) | {"deviationKind": "other"}
    data = write_instances(sources.model, sources.code_sets, [broken])
    with pytest.raises(
        SourceError, match=r"deviation/fullfortkode-l-k> breaks|breaks .*In.* «deviationKind»"
    ) as f:
        check_own("The deviations", data, [lists], shapes, Location(Path("codes/deviations.yaml")))
    assert f.value.where == Location(Path("codes/deviations.yaml"))


def test_faults_of_the_background_are_not_ours(sources: Sources, shapes: str, lists: Triples) -> None:
    # The background gives the lists a type and nothing else, which breaks many shapes of CodeList.
    check_own("Nothing", Triples(sources.model.iris), [lists], shapes)
