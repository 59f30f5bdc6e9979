from __future__ import annotations

from importlib.resources import files

import pytest
import rdflib
import shacl as engine
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH

from stafett.generate.shacl import write_shacl
from stafett.languages import LANGUAGES
from stafett.model.elements import Model, Property
from stafett.rdf import serialise
from stafett.sources import Sources

SHAPE = rdflib.Namespace("https://w3id.org/stafett/shape/")
XSD_INTEGER = rdflib.XSD.integer


@pytest.fixture(scope="module")
def shacl(sources: Sources) -> rdflib.Graph:
    triples = write_shacl(sources.model, sources.code_sets)
    return rdflib.Graph().parse(data=serialise(triples, "nt"), format="nt")


def shape_of(shacl: rdflib.Graph, model: Model, cls: str, slot: str) -> rdflib.URIRef:
    """The property shape that holds for a class: its own, or the nearest one it inherits."""
    for name in (cls, *model.classes[cls].ancestors):
        if (SHAPE[f"{name}-{slot}"], RDF.type, SH.PropertyShape) in shacl:
            return SHAPE[f"{name}-{slot}"]
    raise AssertionError(f"{cls} has no property shape for {slot}")


def test_the_shapes_are_shacl(sources: Sources) -> None:
    """By W3C's shapes for shapes, and the quick engine: pySHACL's own check of this takes half a minute."""
    text = (files("pyshacl") / "assets" / "shacl-shacl.ttl").read_text(encoding="utf-8")
    shapes_for_shapes = engine.Shapes.from_text(text, format="turtle")
    ours = serialise(write_shacl(sources.model, sources.code_sets), "nt").decode()
    assert [str(r) for r in shapes_for_shapes.validate_text(ours, format="ntriples").results] == []
    spoilt = ours.replace('"1"^^<http://www.w3.org/2001/XMLSchema#integer>', '"one"', 1)
    assert [r.path for r in shapes_for_shapes.validate_text(spoilt, format="ntriples").results] != []


def test_every_class_has_a_node_shape_that_targets_it(shacl: rdflib.Graph, model: Model) -> None:
    targets = {(str(s), str(o)) for s, o in shacl.subject_objects(SH.targetClass)}
    assert targets == {(model.iris.shape(c.name), c.iri) for c in model.classes.values()}


def test_every_property_of_every_class_has_a_shape_own_or_inherited(
    shacl: rdflib.Graph, model: Model
) -> None:
    for cls in model.classes.values():
        for prop in cls.properties:
            if not prop.identifier:
                shape = shape_of(shacl, model, cls.name, prop.slot)
                assert shacl.value(shape, SH.path) == rdflib.URIRef(prop.path)
                assert (None, SH.property, shape) in shacl


def test_the_shapes_of_a_property_together_say_what_the_model_says(shacl: rdflib.Graph, model: Model) -> None:
    for cls in model.classes.values():
        for prop in cls.properties:
            if not prop.identifier:
                found: dict[str, object] = {}
                for name in (*reversed(cls.ancestors), cls.name):
                    found |= said(shacl, rdflib.URIRef(model.iris.shape(f"{name}-{prop.slot}")))
                assert found == meant(prop), f"{cls.name}.{prop.slot}"


def test_a_refined_property_says_only_what_is_new(shacl: rdflib.Graph, model: Model) -> None:
    assert said(shacl, rdflib.URIRef(model.iris.shape("Organisation-prefLabel"))) == {"minCount": "1"}


def said(shacl: rdflib.Graph, shape: rdflib.URIRef) -> dict[str, object]:
    names = (
        "minCount",
        "maxCount",
        "pattern",
        "minInclusive",
        "maxInclusive",
        "hasValue",
        "datatype",
        "class",
    )
    return {name: str(value) for name in names if (value := shacl.value(shape, SH[name])) is not None}


def meant(prop: Property) -> dict[str, object]:
    kind = prop.range.kind
    values: dict[str, object] = {
        "minCount": prop.min_count or None,
        "maxCount": prop.max_count if kind != "text" else None,
        "pattern": prop.pattern,
        "minInclusive": prop.minimum,
        "maxInclusive": prop.maximum,
        "hasValue": None if prop.const is None else str(prop.const).lower(),
        "datatype": prop.range.iri if kind in {"datatype", "text"} else None,
        "class": prop.range.iri if kind == "class" else None,
    }
    return {name: str(value) for name, value in values.items() if value is not None}


@pytest.mark.parametrize("predicate", [SH.name, SH.description])
def test_every_shape_has_name_and_description_in_three_languages(
    shacl: rdflib.Graph, predicate: rdflib.URIRef
) -> None:
    shapes = {*shacl.subjects(RDF.type, SH.NodeShape), *shacl.subjects(RDF.type, SH.PropertyShape)}
    partly = {s for s in shapes if str(s).endswith("-known")}
    for shape in shapes - (partly if predicate == SH.description else set()):
        tags = sorted(
            str(o.language) for o in shacl.objects(shape, predicate) if isinstance(o, rdflib.Literal)
        )
        assert tags == sorted(LANGUAGES), shape


def test_every_property_shape_has_a_message_in_three_languages(shacl: rdflib.Graph) -> None:
    for shape in shacl.subjects(RDF.type, SH.PropertyShape):
        messages = [o for o in shacl.objects(shape, SH.message) if isinstance(o, rdflib.Literal)]
        assert sorted(str(m.language) for m in messages) == sorted(LANGUAGES)


def test_a_complete_list_is_closed_and_a_partly_known_one_only_warns(
    shacl: rdflib.Graph, sources: Sources
) -> None:
    model = sources.model
    for cls in model.classes.values():
        for prop in (p for p in cls.properties if p.range.kind == "codelist"):
            shape = shape_of(shacl, model, cls.name, prop.slot)
            known = sources.code_sets[model.enums[prop.range.name].scheme]
            warning = rdflib.URIRef(f"{shape}-known")
            closed = shape if known.complete else warning
            head = shacl.value(closed, SH["in"])
            assert head is not None
            assert [str(i) for i in Collection(shacl, head)] == list(known.codes.values())
            assert ((shape, SH["in"], None) in shacl) is known.complete
            assert ((warning, SH.severity, SH.Warning) in shacl) is not known.complete


def test_only_core_shacl_is_used(shacl: rdflib.Graph) -> None:
    assert {str(o) for o in shacl.objects(None, RDF.type)} == {str(SH.NodeShape), str(SH.PropertyShape)}
    assert not list(shacl.subject_objects(SH.sparql))


def test_no_shape_is_closed_and_none_has_the_iri_of_a_class(shacl: rdflib.Graph, model: Model) -> None:
    assert not list(shacl.subject_objects(SH.closed))
    assert {str(s) for s in shacl.subjects(RDF.type, None)}.isdisjoint(c.iri for c in model.classes.values())


def test_the_subclass_axioms_travel_with_the_shapes(shacl: rdflib.Graph, model: Model) -> None:
    expected = {(c.iri, model.iris.term(c.parent)) for c in model.classes.values() if c.parent}
    assert {(str(s), str(o)) for s, o in shacl.subject_objects(RDFS.subClassOf)} == expected
