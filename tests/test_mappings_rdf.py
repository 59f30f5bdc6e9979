"""What becomes of a mapping in RDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from stafett.errors import Location
from stafett.iris import PREFIXES, Iris
from stafett.mappings.rdf import write_mappings
from stafett.mappings.sets import NO_TERM, Entity, Mapping, MappingSet
from stafett.sources import Sources

PLAIN = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX elm: <http://data.europa.eu/snb/model/elm/>
PREFIX stafett: <https://w3id.org/stafett/def/>
ASK { stafett:Person ?p ?o FILTER(STRSTARTS(STR(?p), STR(skos:))) }
"""
THING = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sssom: <https://w3id.org/sssom/>
PREFIX stafett: <https://w3id.org/stafett/def/>
SELECT ?predicate ?target ?confidence ?comment ?modifier WHERE {
  <https://w3id.org/stafett/mapping/some> a sssom:MappingSet ; sssom:mappings ?m .
  ?m a sssom:Mapping, owl:Axiom ; owl:annotatedSource stafett:Person ; owl:annotatedProperty ?predicate ;
     sssom:confidence ?confidence .
  OPTIONAL { ?m owl:annotatedTarget ?target }
  OPTIONAL { ?m rdfs:comment ?comment }
  OPTIONAL { ?m sssom:predicate_modifier ?modifier }
}
"""


def skos(name: str) -> Entity:
    return Entity(f"skos:{name}", PREFIXES["skos"] + name, "")


def mapping_set(iris: Iris, predicate: Entity, other: Entity, negated: bool) -> MappingSet:
    """A set of one row about a person."""
    row = Mapping(
        subject=Entity("stafett:Person", iris.term("Person"), "Person"),
        predicate=predicate,
        object=other,
        negated=negated,
        justification="https://w3id.org/semapv/vocab/ManualMappingCuration",
        confidence=0.9,
        comment="Why.",
        where=Location(Path("some.sssom.tsv"), 1),
    )
    return MappingSet(
        name="some",
        iri=iris.thing("mapping", "some"),
        title="Some",
        description="Some mappings.",
        creator="Stafett",
        licence="https://creativecommons.org/licenses/by/4.0/",
        version="1",
        date=date(2026, 11, 22),
        subject_source=iris.term("").rstrip("/"),
        object_source="http://data.europa.eu/snb/model/elm",
        object_source_version=None,
        object_type=None,
        mappings=(row,),
    )


THEIRS = Entity("elm:Person", "http://data.europa.eu/snb/model/elm/Person", "Person")


@pytest.mark.parametrize(
    ("predicate", "other", "negated", "plain"),
    [
        (skos("closeMatch"), THEIRS, False, True),
        (skos("closeMatch"), THEIRS, True, False),
        (skos("closeMatch"), Entity("Henkilö", None, "Henkilö"), False, False),
        (skos("mappingRelation"), Entity("sssom:NoTermFound", NO_TERM, ""), False, False),
    ],
)
def test_a_mapping_is_a_triple_and_a_thing(
    iris: Iris, predicate: Entity, other: Entity, negated: bool, plain: bool
) -> None:
    store = ox.Store()
    store.extend(ox.Quad(*t) for t in write_mappings(mapping_set(iris, predicate, other, negated), iris))
    assert bool(store.query(PLAIN)) is plain
    (row,) = store.query(THING)  # type: ignore[misc]
    assert (row["target"].value if row["target"] else None) == other.iri
    assert row["predicate"].value == predicate.iri
    assert float(row["confidence"].value) == 0.9
    assert row["comment"] == ox.Literal("Why.", language="en")
    assert (row["modifier"] is not None) is negated


def test_every_set_is_in_the_build(dist: Path, sources: Sources) -> None:
    quads = (dist / "all.nq").read_text(encoding="utf-8")
    for name, mapping_set in sources.mappings.items():
        for suffix in ("ttl", "rdf", "jsonld", "nt", "sssom.tsv"):
            assert (dist / "mappings" / f"{name}.{suffix}").stat().st_size
        assert f"<https://w3id.org/stafett/graph/mapping-{name}> ." in quads
        assert "stafett.invalid" not in (dist / "mappings" / f"{name}.sssom.tsv").read_text(encoding="utf-8")
        assert mapping_set.mappings
