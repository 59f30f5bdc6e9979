"""Page data of the model: modules, classes, slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from stafett.generate.ages import Age
from stafett.generate.instances import write_instances
from stafett.model.elements import ClassDef, CodeSets, Model, Property, Range, TermMapping
from stafett.model.examples import Example
from stafett.model.rules import Rule, Rules
from stafett.rdf import blocks, serialise


def model_page_data(
    model: Model,
    codes: CodeSets,
    examples: Sequence[Example],
    shacl: str,
    rules: Rules,
    ages: Mapping[str, Age],
) -> dict[str, Any]:
    """Return everything the model's pages show.

    Args:
        model: the model.
        codes: all code lists.
        examples: all examples; each is shown on the page of its class.
        shacl: the shapes as Turtle, cut up to show each class its own.
        rules: the hand-written rules; each is shown on the pages of the classes it targets.
        ages: of each class and slot, the version it was added in and the one it was last changed in.
    """
    paragraphs = blocks(shacl)
    known = frozenset(iri for code_set in codes.values() for iri in code_set.codes.values())
    by_class: dict[str, list[Example]] = {}
    for example in examples:
        by_class.setdefault(example.class_name, []).append(example)
    return {
        "version": model.version,
        "base": model.iris.base,
        "modules": [
            {
                "name": module.name,
                "title": module.title.as_dict(),
                "description": module.description.as_dict(),
                "classes": [c.name for c in model.classes.values() if c.module == module.name],
            }
            for module in model.modules.values()
        ],
        "classes": {
            cls.name: {
                **_class(model, codes, cls, by_class.get(cls.name, []), paragraphs),
                **_age(ages, cls.name),
                "rules": [_rule(r, known) for r in rules.rules if cls.iri in r.targets],
            }
            for cls in model.classes.values()
        },
        "slots": {name: {**_slot(model, name), **_age(ages, name)} for name in model.slots},
    }


def _class(
    model: Model, codes: CodeSets, cls: ClassDef, examples: list[Example], paragraphs: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "name": cls.name,
        "iri": cls.iri,
        "module": cls.module,
        "title": cls.title.as_dict(),
        "description": cls.description.as_dict(),
        "usage": cls.usage.as_dict(),
        "deprecated": cls.deprecated,
        "replacedBy": cls.replaced_by,
        "abstract": cls.abstract,
        "parent": cls.parent,
        "ancestors": list(cls.ancestors),
        "children": list(cls.children),
        "superclasses": [{"curie": curie, "iri": iri} for curie, iri in cls.superclasses],
        "properties": [_property(model, prop) for prop in cls.properties],
        "usedBy": [{"class": c.name, "slot": p.slot} for c, p in model.pointing_at(cls.name)],
        "mappings": [_mapping(m) for m in cls.mappings],
        "examples": [_example(model, codes, example) for example in examples],
        "shacl": _shapes_of(model, cls, paragraphs),
    }


def _age(ages: Mapping[str, Age], name: str) -> dict[str, str | None]:
    age = ages.get(name)
    return {"addedIn": age.added if age else None, "changedIn": age.changed if age else None}


def _rule(rule: Rule, codes: frozenset[str]) -> dict[str, Any]:
    return {
        "identifier": rule.identifier,
        "iri": rule.iri,
        "severity": rule.severity,
        "message": rule.message.as_dict(),
        "description": rule.description.as_dict(),
        "decidableFrom": rule.decidable_from,
        "codes": sorted(rule.mentions & codes),
    }


def _shapes_of(model: Model, cls: ClassDef, paragraphs: Mapping[str, str]) -> str:
    names = [f"{cls.name}-{p.slot}{end}" for p in cls.properties for end in ("", "-known")]
    wanted = [model.iris.shape(cls.name), *map(model.iris.shape, names)]
    keys = (f"<{iri}>" for iri in wanted)
    return "\n\n".join(paragraphs[key] for key in keys if key in paragraphs)


def _property(model: Model, prop: Property) -> dict[str, Any]:
    return {
        "slot": prop.slot,
        "declaredBy": prop.declared_by,
        "own": prop.own,
        "min": prop.min_count,
        "max": prop.max_count,
        "range": _range(model, prop.range),
        "pattern": prop.pattern,
        "minimum": prop.minimum,
        "maximum": prop.maximum,
        "title": prop.title.as_dict(),
        "description": prop.description.as_dict(),
    }


def _range(model: Model, value: Range) -> dict[str, Any]:
    if value.kind == "class":
        cls = model.classes[value.name]
        return {"kind": "class", "name": cls.name, "title": cls.title.as_dict(), "href": f"/def/{cls.name}"}
    if value.kind == "choice":
        options = [_range(model, Range("class", name, None)) for name in value.options]
        return {"kind": "choice", "name": value.name, "title": {}, "href": None, "options": options}
    if value.kind == "codelist":
        enum = model.enums[value.name]
        href = f"/code/{enum.scheme}"
        return {"kind": "codelist", "name": enum.scheme, "title": enum.title.as_dict(), "href": href}
    iri = value.iri or "http://www.w3.org/2001/XMLSchema#anyURI"
    local = "IRI" if value.kind == "iri" else iri.rpartition("#")[2]
    return {"kind": "datatype", "name": local, "title": {}, "href": iri}


def _mapping(mapping: TermMapping) -> dict[str, str]:
    return {"predicate": mapping.predicate, "curie": mapping.curie, "iri": mapping.iri}


def _example(model: Model, codes: CodeSets, example: Example) -> dict[str, Any]:
    return {
        "name": example.name,
        "about": example.about.as_dict(),
        "valid": example.valid,
        "yaml": example.yaml,
        "turtle": serialise(write_instances(model, codes, example.data), "ttl").decode(),
        "expect": [
            {"path": e.path, "constraint": e.constraint, "severity": e.severity, "rule": e.rule}
            for e in example.expect
        ],
    }


def _slot(model: Model, name: str) -> dict[str, Any]:
    slot = model.slots[name]
    return {
        "name": name,
        "iri": slot.iri,
        "path": slot.path,
        "module": slot.module,
        "title": slot.title.as_dict(),
        "description": slot.description.as_dict(),
        "range": _range(model, slot.range),
        "multivalued": slot.multivalued,
        "deprecated": slot.deprecated,
        "replacedBy": slot.replaced_by,
        "usedBy": [{"class": c.name, "min": p.min_count, "max": p.max_count} for c, p in model.used_by(name)],
        "mappings": [_mapping(m) for m in slot.mappings],
    }
