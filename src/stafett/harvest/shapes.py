"""The official shapes, run on a catalogue document.

The files are other people's and stand in a folder that is named when they are run; none is copied here.

Two engines: `shacl` is quick and strict, and refuses a shape file that is not valid SHACL (the ModellDCAT one
has a node kind that does not exist); pySHACL then takes over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pyshacl
import rdflib
import shacl
from rdflib.namespace import SH

from stafett.errors import StafettError
from stafett.harvest.waivers import Result

_SUBCLASS: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


@dataclass(frozen=True)
class Profile:
    """One shape file and how it is to be run.

    Attributes:
        file: below the folder of standards.
        kinds: the documents it holds for.
        background: files read beside the data, since the shapes ask for the type of codes in them.
        ontology: a file of which only the rdfs:subClassOf statements are read; inference is then rdfs.
    """

    file: str
    kinds: tuple[str, ...]
    background: tuple[str, ...] = ()
    ontology: str | None = None


_DCAT: Final = ("datasets", "dataservices")
PROFILES: Final = (
    Profile("dcat-ap-no/dcatapno3-core-shapes.ttl", _DCAT),
    Profile("dcat-ap-no/dcatapno3-range-shapes.ttl", _DCAT),
    Profile("dcat-ap-no/dcatapno3-vocabulary-shapes.ttl", _DCAT),
    Profile("dcat-ap-eu/3.0.1/shapes.ttl", _DCAT),
    Profile("dcat-ap-eu/3.0.1/range.ttl", _DCAT),
    Profile("fdk-mqa/dcat-ap-no_shacl-shapes-2.0.0.ttl", _DCAT),
    # With the ontology's domains and ranges, inference would make models of its own code lists.
    Profile(
        "modelldcat-ap-no/modelldcat-ap-no_v1_SHACL-shapes.ttl",
        ("informationmodels",),
        ontology="modelldcat-ap-no/modelldcatno.ttl",
    ),
    Profile(
        "skos-ap-no-begrep/SKOS-AP-NO-Begrep-shape_shape_v2.ttl",
        ("concepts",),
        # Described in our own document, these codes would be published as our concepts.
        background=("no-vocab/digdir-relationship-with-source-type.ttl",),
    ),
    Profile("cpsv-ap-no/CPSV-AP-NO_shacl_shapes_v1.ttl", ("services", "events")),
)
"""The official shapes, and the way of running them that gives no false alarm (docs/harvest.md)."""

FDK_COMPLIANCE: Final = "fdk-mqa/dcat-ap-no_shacl-shapes-2.0.0.ttl"
EU_COMPLIANCE: Final = "dcat-ap-eu/3.0.1/shapes.ttl"
"""What the metric dcatApCompliance is measured with, on the graph of one dataset."""


def run_profile(profile: Profile, triples: Iterable[ox.Triple], standards: Path) -> tuple[Result, ...]:
    """Validate a document.

    Raises:
        StafettError: a file of the profile is missing.
    """
    own = list(triples)
    text = _n_triples(own) + "".join(_read(standards / name) for name in profile.background)
    inference = "none"
    if profile.ontology:
        text += _subclasses(_need(standards / profile.ontology))
        inference = "rdfs"
    subjects = {t.subject.value for t in own if isinstance(t.subject, ox.NamedNode)}
    found = _run(_need(standards / profile.file), text, inference, profile.file)
    # A focus node that only stands in the background is not ours to mend.
    kept = [r for r in found if r.focus in subjects or r.focus.startswith("_:")]
    return tuple(sorted(kept, key=lambda r: (r.focus, r.path, r.component, r.value)))


def conforms(triples: Iterable[ox.Triple], file: Path) -> bool:
    """True if the shapes give no result at all, not even a warning."""
    return not _run(_need(file), _n_triples(triples), "none", file.name)


def compliance(triples: Sequence[ox.Triple], standards: Path) -> dict[str, bool]:
    """Whether one dataset's graph complies, by scale."""
    files = {"fdk": FDK_COMPLIANCE, "eu": EU_COMPLIANCE}
    return {scale: conforms(triples, standards / file) for scale, file in files.items()}


def _need(file: Path) -> Path:
    if not file.is_file():
        raise StafettError(
            f"There is no {file}",
            hint="Give the folder of official shapes; docs/harvest.md says where each file is from.",
        )
    return file


def _n_triples(triples: Iterable[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


@cache
def _read(file: Path) -> str:
    quads = ox.parse(path=str(_need(file)), format=ox.RdfFormat.TURTLE)
    return _n_triples(ox.Triple(q.subject, q.predicate, q.object) for q in quads)


@cache
def _subclasses(file: Path) -> str:
    lines = [line for line in _read(file).splitlines(keepends=True) if f"<{_SUBCLASS}>" in line]
    return "".join(lines)


@cache
def _compiled(file: Path) -> shacl.Shapes | None:
    try:
        return shacl.Shapes.from_file(str(file))
    except ValueError:
        return None


def _run(file: Path, text: str, inference: str, name: str) -> list[Result]:
    shapes = _compiled(file)
    if shapes is None:
        return run_pyshacl(file, text, inference, name)
    return run_shacl(shapes, text, inference, name)


def run_shacl(shapes: shacl.Shapes, text: str, inference: str, name: str) -> list[Result]:
    """Run the quick engine on N-Triples."""
    report = shapes.validate_text(text, format="ntriples", inference=inference)
    return [
        Result(
            shapes=name,
            focus=_bare(r.focus_node),
            path=_bare(r.path),
            component=r.component_iri,
            value=_bare(r.value),
            severity=r.severity,
            message=r.message or "",
        )
        for r in report.results
    ]


def run_pyshacl(file: Path, text: str, inference: str, name: str) -> list[Result]:
    """Run pySHACL on N-Triples; the quick engine does the inference, in a hundredth of the time."""
    closed = shacl.rdfs_closure(text) if inference == "rdfs" else text
    data = rdflib.Graph().parse(data=closed, format="turtle")
    official = rdflib.Graph().parse(file)
    _, report, _ = pyshacl.validate(data, shacl_graph=official, inference="none")
    if not isinstance(report, rdflib.Graph):
        raise StafettError(f"pySHACL could not run {file}")

    def one(node: rdflib.term.Node, predicate: rdflib.URIRef) -> str:
        value = report.value(node, predicate)
        return f"_:{value}" if isinstance(value, rdflib.BNode) else str(value or "")

    return [
        Result(
            shapes=name,
            focus=one(node, SH.focusNode),
            path=one(node, SH.resultPath),
            component=one(node, SH.sourceConstraintComponent),
            value=one(node, SH.value),
            severity=one(node, SH.resultSeverity).rpartition("#")[2],
            message=one(node, SH.resultMessage),
        )
        # Only what the report calls a result: the reasons behind one (sh:detail) are no results of their own.
        for node in report.objects(None, SH.result)
    ]


def _bare(term: str | None) -> str:
    return (term or "").removeprefix("<").removesuffix(">")
