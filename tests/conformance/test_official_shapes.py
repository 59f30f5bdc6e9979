"""Every document against the official shapes: nothing counts, and what is waived is waived for a reason.

test_dcat_ap_no.py runs pySHACL on the same; here the quick engine runs, and pySHACL where that refuses.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from stafett.harvest.kinds import DCAT, DCT, KINDS
from stafett.harvest.members import Member, harvest
from stafett.harvest.reading import read_document
from stafett.harvest.shapes import PROFILES, Profile, compliance, run_profile, run_pyshacl
from stafett.harvest.waivers import read_waivers, sort

pytestmark = pytest.mark.shared

WAIVERS = Path(__file__).resolve().parents[2] / "catalogue" / "waivers.yaml"
RUNS = [(kind, profile) for profile in PROFILES for kind in profile.kinds]
LATER = {"services", "events"}
"""Documents that came last; where one of them is built, all six are."""


@pytest.fixture(scope="module")
def standards(shared: Path) -> Path:
    return shared / "standards"


def _triples(dist: Path, kind: str) -> list[ox.Triple]:
    file = dist / "catalog" / f"{kind}.nt"
    if kind in LATER and not file.exists():
        pytest.skip(f"this build has no document of {kind}")
    quads = ox.parse(path=str(file), format=ox.RdfFormat.N_TRIPLES)
    return [ox.Triple(q.subject, q.predicate, q.object) for q in quads]


@pytest.mark.parametrize(("kind", "profile"), RUNS, ids=[f"{k} {p.file}" for k, p in RUNS])
def test_no_result_counts(kind: str, profile: Profile, dist: Path, standards: Path) -> None:
    results = run_profile(profile, _triples(dist, kind), standards)
    found = sort(kind, results, read_waivers(WAIVERS))
    assert [(r.focus, r.path, r.component, r.message) for r in found.counting] == []


@pytest.mark.parametrize("key", [w.key for w in read_waivers(WAIVERS)])
def test_no_waiver_outlives_its_reason(key: str, dist: Path, standards: Path) -> None:
    waivers = {w.key: w for w in read_waivers(WAIVERS)}
    waiver = waivers[key]
    profile = next(p for p in PROFILES if p.file == waiver.shapes)
    results = run_profile(profile, _triples(dist, waiver.document), standards)
    assert any(waiver.covers(waiver.document, r) for r in results)


@pytest.mark.parametrize("kind", ["datasets", "concepts"])
def test_a_title_that_is_taken_away_is_noticed(kind: str, dist: Path, standards: Path) -> None:
    name = DCT + "title" if kind == "datasets" else "http://www.w3.org/2004/02/skos/core#prefLabel"
    less = [t for t in _triples(dist, kind) if t.predicate.value != name]
    profile = next(p for p in PROFILES if kind in p.kinds)
    assert {r.path for r in run_profile(profile, less, standards)} >= {name}


def test_both_engines_give_the_same_results_on_concepts_that_lack_something(
    dist: Path, standards: Path
) -> None:
    profile = next(p for p in PROFILES if p.kinds == ("concepts",))
    kept = [t for t in _triples(dist, "concepts") if t.predicate.value != DCT + "publisher"][:1500]
    quick = run_profile(profile, kept, standards)
    text = (ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    for name in profile.background:
        quads = ox.parse(path=str(standards / name), format=ox.RdfFormat.TURTLE)
        triples = (ox.Triple(q.subject, q.predicate, q.object) for q in quads)
        text += (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    subjects = {str(t.subject).strip("<>") for t in kept}
    slow = [
        r for r in run_pyshacl(standards / profile.file, text, "none", profile.file) if r.focus in subjects
    ]
    assert quick

    def keys(results: object) -> list[tuple[str, str, str]]:
        return sorted((r.focus, r.path, r.component) for r in results)  # type: ignore[attr-defined]

    assert keys(quick) == keys(slow)


def test_every_dataset_with_files_of_ours_complies_as_the_portals_measure_it(
    dist: Path, standards: Path
) -> None:
    # Of what others publish, results are waived where a licence or a law's title is not known to us.
    content = (dist / "catalog" / "datasets.ttl").read_bytes()
    graph = read_document(content, "text/turtle").graph
    assert graph is not None
    members = [m for m in harvest(graph, KINDS["datasets"], "").members if _has_files_of_ours(m)]
    assert len(members) > 100
    for member in members:
        assert compliance(list(member.triples), standards) == {"fdk": True, "eu": True}, member.iri


def _has_files_of_ours(member: Member) -> bool:
    names = {str(t.object) for t in member.triples if t.predicate.value == DCAT + "downloadURL"}
    return any(name.startswith("<https://w3id.org/stafett/") for name in names)
