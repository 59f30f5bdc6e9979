"""Running shapes: both engines, what is fetched beside the data, and what is missing."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from stafett.errors import StafettError
from stafett.harvest.shapes import Profile, compliance, run_profile, run_pyshacl

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .
ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:p ; {constraint} ; sh:message "m" ] ."""
COUNT = "sh:minCount 1"
NO_NODE_KIND = "sh:nodeKind ex:Nothing"
EX = "https://example.org/"
SH = "http://www.w3.org/ns/shacl#"


def _triples(turtle: str) -> list[ox.Triple]:
    text = "@prefix ex: <https://example.org/> . " + turtle
    return [ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(text, format=ox.RdfFormat.TURTLE)]


@pytest.fixture
def standards(tmp_path: Path) -> Path:
    (tmp_path / "s.ttl").write_text(SHAPES.format(constraint=COUNT), encoding="utf-8")
    (tmp_path / "broken.ttl").write_text(SHAPES.format(constraint=NO_NODE_KIND), encoding="utf-8")
    (tmp_path / "codes.ttl").write_text(
        "<https://other.example/c> a <https://example.org/T> .", encoding="utf-8"
    )
    (tmp_path / "ontology.ttl").write_text(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix ex: <https://example.org/> ."
        "ex:Sub rdfs:subClassOf ex:T . ex:p rdfs:domain ex:T .",
        encoding="utf-8",
    )
    return tmp_path


def test_a_result_has_focus_path_component_and_severity(standards: Path) -> None:
    [found] = run_profile(Profile("s.ttl", ("datasets",)), _triples("ex:a a ex:T ."), standards)
    assert (found.focus, found.path, found.component) == (
        EX + "a",
        EX + "p",
        SH + "MinCountConstraintComponent",
    )
    assert (found.shapes, found.severity, found.message) == ("s.ttl", "Violation", "m")
    assert run_profile(Profile("s.ttl", ("datasets",)), _triples("ex:a a ex:T ; ex:p 1 ."), standards) == ()


def test_a_shape_file_the_quick_engine_refuses_is_run_by_the_other(standards: Path) -> None:
    [found] = run_profile(
        Profile("broken.ttl", ("datasets",)), _triples("ex:a a ex:T ; ex:p ex:v ."), standards
    )
    assert (found.component, found.value) == (SH + "NodeKindConstraintComponent", EX + "v")


def test_the_reasons_behind_a_result_are_no_results_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "nested.ttl"
    nested = "sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ]"
    file.write_text(SHAPES.format(constraint=nested), encoding="utf-8")
    text = f"<{EX}a> a <{EX}T> ; <{EX}p> <{EX}v> ."
    found = run_pyshacl(file, text, "none", "nested.ttl")
    assert [(r.focus, r.component) for r in found] == [(EX + "a", SH + "NodeConstraintComponent")]


def test_what_only_stands_in_the_background_is_not_reported(standards: Path) -> None:
    profile = Profile("s.ttl", ("datasets",), background=("codes.ttl",))
    assert [r.focus for r in run_profile(profile, _triples("ex:a a ex:T ."), standards)] == [EX + "a"]


def test_only_subclasses_are_taken_from_an_ontology(standards: Path) -> None:
    profile = Profile("s.ttl", ("datasets",), ontology="ontology.ttl")
    found = run_profile(profile, _triples("ex:a a ex:Sub . ex:b ex:p 1 ."), standards)
    assert [r.focus for r in found] == [EX + "a"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StafettError, match=r"There is no .*shapes"):
        compliance(_triples("ex:a a ex:T ."), tmp_path)
