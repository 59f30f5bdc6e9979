"""The catalogue documents against the official shapes: zero results that no waiver covers."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF

from stafett.harvest.shapes import PROFILES, Profile, run_profile
from stafett.harvest.waivers import read_waivers, sort

RUNS = [(profile, kind) for profile in PROFILES for kind in profile.kinds]


@pytest.fixture(scope="module")
def standards(shared: Path) -> Path:
    return shared / "standards"


def _document(dist: Path, kind: str) -> list[ox.Triple]:
    quads = ox.parse(path=str(dist / "catalog" / f"{kind}.nt"), format=ox.RdfFormat.N_TRIPLES)
    return [ox.Triple(q.subject, q.predicate, q.object) for q in quads]


@pytest.mark.shared
@pytest.mark.parametrize(("profile", "kind"), RUNS, ids=[f"{k}-{Path(p.file).stem}" for p, k in RUNS])
def test_a_document_gives_no_result_that_is_not_waived(
    profile: Profile, kind: str, dist: Path, root: Path, standards: Path
) -> None:
    results = run_profile(profile, _document(dist, kind), standards)
    assert sort(kind, results, read_waivers(root / "catalogue" / "waivers.yaml")).counting == ()


@pytest.mark.shared
def test_every_waiver_covers_something(dist: Path, root: Path, standards: Path) -> None:
    waivers = read_waivers(root / "catalogue" / "waivers.yaml")
    used = {
        waiver.key
        for profile, kind in RUNS
        if any(w.document == kind and w.shapes == profile.file for w in waivers)
        for waiver, _ in sort(kind, run_profile(profile, _document(dist, kind), standards), waivers).waived
    }
    assert used == {waiver.key for waiver in waivers}


@pytest.mark.shared
def test_the_check_can_fail(dist: Path, standards: Path) -> None:
    data = rdflib.Graph().parse(dist / "catalog" / "dataservices.ttl")
    service = next(data.subjects(RDF.type, rdflib.DCAT.DataService))
    data.remove((service, rdflib.DCTERMS.title, None))
    official = rdflib.Graph().parse(standards / PROFILES[0].file)
    conforms, _, _ = pyshacl.validate(data, shacl_graph=official, inference="none")
    assert not conforms
