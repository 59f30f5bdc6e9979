"""The model as SHACL shapes.

LinkML's own gen-shacl is not used: it has one language, drops rules silently, closes shapes and gives a
shape the IRI of its class (linkml 1.12.1; linkml/linkml#3540). Ours are core SHACL only, one named
property shape a class and slot, with name, description and message in bokmål, nynorsk and English.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from stafett.generate.messages import expectation, unknown_code
from stafett.model.elements import ClassDef, CodeSet, CodeSets, Model, Property
from stafett.rdf import Triples


def write_shacl(model: Model, codes: CodeSets) -> Triples:
    """Return a node shape for each class and a property shape for each property it has.

    A code from a list whose codes are all known must be one of them (sh:in). From a list that is only
    partly known an unknown code may well be right, so that is a warning, in a shape of its own.
    """
    out = Triples(model.iris)
    for cls in model.classes.values():
        shape = model.iris.shape(cls.name)
        out.types(shape, "sh:NodeShape")
        out.add(shape, "sh:targetClass", cls.iri)
        out.text(shape, "rdfs:label", cls.title)
        out.text(shape, "sh:name", cls.title)
        out.text(shape, "sh:description", cls.description)
        # Without rdfs:subClassOf in the data a validator would not see that a School is an Organisation;
        # the axioms therefore travel with the shapes.
        if cls.parent:
            out.add(cls.iri, "rdfs:subClassOf", model.iris.term(cls.parent))
        places = {prop.slot: order for order, prop in enumerate(cls.properties)}
        for prop, new in refinements(model, cls):
            _property(out, model, codes, cls, prop, new, places[prop.slot])
    return out


CONSTRAINING: Final = ("min_count", "max_count", "range", "pattern", "minimum", "maximum", "const")
"""The fields of a property that shapes turn into constraints."""


def refinements(model: Model, cls: ClassDef) -> Iterator[tuple[Property, frozenset[str]]]:
    """Yield each property that the shape of a class has, with the fields that it constrains there.

    A subclass inherits its parent's shape (targetClass); of a refined property its own shape says only what
    is new, so that one fault gives one result.
    """
    for prop in cls.properties:
        if prop.identifier:
            continue
        new = frozenset(CONSTRAINING)
        if cls.parent and not prop.own:
            inherited = next(p for p in model.classes[cls.parent].properties if p.slot == prop.slot)
            new = frozenset(f for f in CONSTRAINING if getattr(prop, f) != getattr(inherited, f))
        if new:
            yield prop, new


def _property(
    out: Triples,
    model: Model,
    codes: CodeSets,
    cls: ClassDef,
    prop: Property,
    new: frozenset[str],
    order: int,
) -> None:
    shape = model.iris.shape(f"{cls.name}-{prop.slot}")
    out.add(model.iris.shape(cls.name), "sh:property", shape)
    out.types(shape, "sh:PropertyShape")
    out.add(shape, "sh:path", prop.path)
    out.text(shape, "sh:name", prop.title)
    out.text(shape, "sh:description", prop.description)
    out.text(shape, "sh:message", expectation(model, prop))
    out.literal(shape, "sh:order", order, "integer")
    if prop.min_count and "min_count" in new:
        out.literal(shape, "sh:minCount", prop.min_count, "integer")
    if prop.max_count and prop.range.kind != "text" and "max_count" in new:
        out.literal(shape, "sh:maxCount", prop.max_count, "integer")
    _limits(out, prop, new, shape)
    if "range" not in new:
        return
    _values(out, codes, prop, shape)
    known = _codes_of(codes, prop)
    if known and not known.complete:
        partly = model.iris.shape(f"{cls.name}-{prop.slot}-known")
        out.add(model.iris.shape(cls.name), "sh:property", partly)
        out.types(partly, "sh:PropertyShape")
        out.add(partly, "sh:path", prop.path)
        out.text(partly, "sh:name", prop.title)
        out.text(partly, "sh:message", unknown_code(model, prop, len(known.codes)))
        out.add(partly, "sh:severity", "sh:Warning")
        out.list(partly, "sh:in", list(known.codes.values()))


def _codes_of(codes: CodeSets, prop: Property) -> CodeSet | None:
    if prop.range.kind != "codelist" or not prop.range.iri:
        return None
    return codes.get(prop.range.iri.rpartition("/")[2])


def _limits(out: Triples, prop: Property, new: frozenset[str], shape: str) -> None:
    numeric = "decimal" if prop.range.name == "decimal" else "integer"
    for field, predicate, datatype in (
        ("pattern", "sh:pattern", "string"),
        ("minimum", "sh:minInclusive", numeric),
        ("maximum", "sh:maxInclusive", numeric),
        ("const", "sh:hasValue", "boolean"),
    ):
        if field in new:
            out.literal(shape, predicate, getattr(prop, field), datatype)


def _values(out: Triples, codes: CodeSets, prop: Property, shape: str) -> None:
    kind, iri = prop.range.kind, prop.range.iri
    if kind == "datatype" and iri:
        out.add(shape, "sh:datatype", iri)
    elif kind == "text" and iri:
        out.add(shape, "sh:datatype", iri)
        out.literal(shape, "sh:uniqueLang", True, "boolean")
    elif kind == "choice":
        out.add(shape, "sh:nodeKind", "sh:IRI")
        names = prop.range.options
        options = [ox.BlankNode(f"option{shape.rpartition('/')[2].replace('-', '')}{name}") for name in names]
        out.list(shape, "sh:or", options)
        for option, name in zip(options, names, strict=True):
            out.add(option, "sh:class", out.iris.term(name))
    elif kind == "class" and iri:
        out.add(shape, "sh:class", iri)
        out.add(shape, "sh:nodeKind", "sh:BlankNodeOrIRI" if prop.inlined else "sh:IRI")
    else:
        out.add(shape, "sh:nodeKind", "sh:IRI")
        known = _codes_of(codes, prop)
        if known and known.complete:
            out.list(shape, "sh:in", list(known.codes.values()))
