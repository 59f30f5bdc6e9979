"""The JSON-LD 1.1 context: the same JSON gives the same typed triples as our own RDF writer.

LinkML's own context generator is not used: texts by language, references in lists and codes come out
wrong or untyped (linkml 1.12.1; linkml/linkml#3538, #3447).
"""

from __future__ import annotations

from typing import Any

from stafett.model.elements import CodeSet, CodeSets, Model, SlotDef


def write_context(model: Model, codes: CodeSets) -> dict[str, Any]:
    """Return the context as a JSON object: `type` and `id`, our classes, then each slot."""
    context: dict[str, Any] = {
        "@version": 1.1,
        "id": "@id",
        "type": "@type",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        **model.iris.data_prefixes(),
    }
    context |= {cls.name: cls.iri for cls in model.concrete()}
    for slot in model.slots.values():
        if not slot.identifier:
            context[slot.name] = _slot(model, codes, slot)
    return {"@context": context}


def _slot(model: Model, codes: CodeSets, slot: SlotDef) -> dict[str, Any]:
    entry: dict[str, Any] = {"@id": slot.path}
    kind = slot.range.kind
    if kind == "text":
        entry["@container"] = "@language"
    elif kind == "datatype" and slot.range.name != "string":
        entry["@type"] = slot.range.iri
    elif kind in {"class", "choice", "iri"}:
        entry["@type"] = "@id"
    elif kind == "codelist":
        entry["@type"] = "@vocab"
        entry["@context"] = _scoped(model, codes[model.enums[slot.range.name].scheme])
    if slot.multivalued and kind != "text":
        entry["@container"] = "@set"
    return entry


def _scoped(model: Model, known: CodeSet) -> dict[str, Any]:
    """Inside this slot a bare notation means a code of its list, whatever else the word means outside."""
    vocab = known.home(model.iris)
    outside = (
        model.slots.keys() | model.classes.keys() | {"id", "type", "xsd"} | model.iris.data_prefixes().keys()
    )
    exceptions = {
        notation: iri
        for notation, iri in known.codes.items()
        if notation in outside or iri != vocab + notation
    }
    return {"@vocab": vocab, **exceptions}
