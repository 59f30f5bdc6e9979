"""What a version consists of, as plain data: the basis for comparing versions and for the list of terms.

Texts are reduced to one checksum a term, so that an inventory stays small enough to keep for every release.
"""

from __future__ import annotations

import hashlib
from typing import Any

from stafett.generate.owl import AGE_TERMS
from stafett.model.elements import CodeSets, Element, Model, Property


def write_inventory(model: Model, codes: CodeSets) -> dict[str, Any]:
    """Return the inventory: version, classes with their properties, slots, and the codes of each list.

    `annotations` are the terms that only say something about other terms, such as when they came.
    """
    return {
        "version": model.version,
        "annotations": list(AGE_TERMS),
        "classes": {
            cls.name: {
                "parent": cls.parent,
                "abstract": cls.abstract,
                "texts": _texts(cls),
                "properties": {p.slot: _property(p) for p in cls.properties},
            }
            for cls in model.classes.values()
        },
        "slots": {
            slot.name: {"path": slot.path.removeprefix(model.iris.base), "texts": _texts(slot)}
            for slot in model.slots.values()
        },
        "lists": {scheme: sorted(known.codes) for scheme, known in sorted(codes.items())},
    }


def _texts(element: Element) -> str:
    words = f"{element.title.values} {element.description.values}"
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _property(prop: Property) -> dict[str, Any]:
    limits = {
        "pattern": prop.pattern,
        "minimum": prop.minimum,
        "maximum": prop.maximum,
        "const": prop.const,
    }
    return {
        "min": prop.min_count,
        "max": prop.max_count,
        "range": f"{prop.range.kind}:{prop.range.name}",
        **{key: value for key, value in limits.items() if value is not None},
    }


def terms(inventory: dict[str, Any]) -> list[str]:
    """The identifiers a version publishes, relative to the base, sorted."""
    found = {f"def/{name}" for name in (*inventory["classes"], *inventory["slots"])}
    found |= {f"def#{name}" for name in inventory.get("annotations", ())}
    for scheme, notations in inventory["lists"].items():
        found.add(f"code/{scheme}")
        found |= {f"code/{scheme}/{notation}" for notation in notations}
    return sorted(found)
