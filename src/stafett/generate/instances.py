"""Data as JSON objects, written as RDF: the reference for what the JSON-LD context must give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from stafett.model.elements import CodeSets, Model, Property
from stafett.rdf import Subject, Triples


def write_instances(
    model: Model, codes: CodeSets, objects: Iterable[Mapping[str, Any]], label: str = "o"
) -> Triples:
    """Return the triples of a list of objects, each with `type` and, where its class has one, `id`.

    The labels of blank nodes begin with `label`: graphs that end in one file must not share them.

    Values are written as they stand, also when they break a rule, so that validation can say so; keys
    that the class does not have are left out, as JSON-LD does.
    """
    writer = _Writer(model, codes)
    for number, item in enumerate(objects):
        writer.thing(item, f"{label}{number}")
    return writer.out


class _Writer:
    def __init__(self, model: Model, codes: CodeSets) -> None:
        self.model = model
        self.codes = codes
        self.out = Triples(model.iris)
        self.prefixes = model.iris.data_prefixes()

    def iri(self, text: str) -> ox.NamedNode:
        prefix, _, local = text.partition(":")
        return ox.NamedNode(self.prefixes[prefix] + local if prefix in self.prefixes else text)

    def thing(self, item: Mapping[str, Any], label: str, expected: str | None = None) -> Subject:
        """Write one object. A nested one without `type` stays untyped, as JSON-LD has it."""
        cls = self.model.classes.get(str(item.get("type", expected)))
        subject: Subject = self.iri(str(item["id"])) if "id" in item else ox.BlankNode(label)
        if cls is None:
            return subject
        if "type" in item:
            self.out.types(subject, cls.iri)
        for prop in cls.properties:
            if prop.slot in item and not prop.identifier:
                self.values(subject, prop, item[prop.slot], label)
        return subject

    def values(self, subject: Subject, prop: Property, value: Any, label: str) -> None:
        if prop.range.kind == "text" and isinstance(value, dict):
            for tag, words in value.items():
                for one in words if isinstance(words, list) else [words]:
                    self.out.add(subject, prop.path, ox.Literal(str(one), language=str(tag)))
            return
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            self.out.add(subject, prop.path, self.value(prop, one, f"{label}{prop.slot}{number}"))

    def value(self, prop: Property, value: Any, label: str) -> Subject | ox.Literal:
        kind = prop.range.kind
        if isinstance(value, dict) and "@value" in value:
            kind_iri = value.get("@type")
            return ox.Literal(str(value["@value"]), datatype=ox.NamedNode(kind_iri) if kind_iri else None)
        if isinstance(value, dict):
            return self.thing(value, label, prop.range.name)
        if kind == "codelist":
            scheme = self.model.enums[prop.range.name].scheme
            known = self.codes[scheme]
            # A code the list does not have goes where its others are, as the context puts it too.
            home = known.home(self.model.iris) + quote(str(value), safe="-._~")
            return ox.NamedNode(known.codes.get(str(value)) or home)
        if kind in {"class", "choice", "iri"} and ":" in str(value) and " " not in str(value):
            return self.iri(str(value))
        return _literal(prop, value)


def _literal(prop: Property, value: Any) -> ox.Literal:
    lexical = str(value).lower() if isinstance(value, bool) else str(value)
    if prop.range.kind != "datatype" or prop.range.name == "string":
        # A number where text is expected stays a number, so that sh:datatype can object.
        native = {bool: "boolean", int: "integer", float: "decimal"}.get(type(value))
        kind = f"http://www.w3.org/2001/XMLSchema#{native}" if native else None
        return ox.Literal(lexical, datatype=ox.NamedNode(kind) if kind else None)
    return ox.Literal(lexical, datatype=ox.NamedNode(str(prop.range.iri)))
