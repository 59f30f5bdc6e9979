"""The model as JSON Schema (draft 2020-12).

LinkML's own generator is not used: it takes texts by language for plain strings, leaves codes of
external lists open, puts patterns on numbers and needs the full linkml package (linkml 1.12.1); a test
compares the two verdicts on every example instead.
"""

from __future__ import annotations

from typing import Any

from stafett.model.elements import ClassDef, CodeSets, Model, Property

_DATATYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string", "minLength": 1},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    # A string, because JSON numbers are binary floats: 0.1 would not come back as it was written.
    "decimal": {"type": "string", "pattern": r"^[+-]?\d+(\.\d+)?$"},
    "date": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "datetime": {"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}"},
}
_DECIMAL_LIMITS: dict[tuple[float | None, float | None], str] = {
    (0, 1): r"^(0(\.\d+)?|1(\.0+)?)$",
    (0, 100): r"^(\d{1,2}(\.\d+)?|100(\.0+)?)$",
    (0, None): r"^\d+(\.\d+)?$",
}
"""Limits on a string can only be said as a pattern; these are the ones the model has."""
_IRI = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$"}
_TEXT = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": "^[a-z]{2,3}$"},
    "additionalProperties": {"type": "string", "minLength": 1},
}


def write_json_schema(model: Model, codes: CodeSets) -> dict[str, Any]:
    """Return the schema: an object with `type`, or a list of such objects."""
    names = [cls.name for cls in model.concrete()]
    chosen = [{"if": {"properties": {"type": {"const": n}}}, "then": {"$ref": f"#/$defs/{n}"}} for n in names]
    thing = {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": names}},
        "allOf": chosen,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": model.iris.thing("model", "stafett.schema.json"),
        "title": model.title.get("nb"),
        "description": model.description.get("nb"),
        "anyOf": [{"$ref": "#/$defs/Any"}, {"type": "array", "items": {"$ref": "#/$defs/Any"}}],
        "$defs": {"Any": thing, "Text": _TEXT} | {c.name: _class(model, codes, c) for c in model.concrete()},
    }


def _class(model: Model, codes: CodeSets, cls: ClassDef) -> dict[str, Any]:
    properties = {p.slot: _property(model, codes, p) for p in cls.properties}
    # Nested objects need their type too: nothing else tells JSON-LD what they are.
    required = ["type", *(p.slot for p in cls.properties if p.min_count)]
    return {
        "title": cls.title.get("nb"),
        "description": cls.description.get("nb"),
        "type": "object",
        "properties": {"type": {"const": cls.name}, "@context": True, **properties},
        "required": required,
        "additionalProperties": False,
    }


def _property(model: Model, codes: CodeSets, prop: Property) -> dict[str, Any]:
    named = {"title": prop.title.get("nb"), "description": prop.description.get("nb")}
    value = _value(model, codes, prop)
    if prop.range.kind == "text":
        return {**named, **value}
    if prop.max_count is None:
        return {**named, "type": "array", "items": value, "minItems": prop.min_count, "uniqueItems": True}
    return {**named, **value}


def _value(model: Model, codes: CodeSets, prop: Property) -> dict[str, Any]:
    kind = prop.range.kind
    if kind == "text":
        return {"$ref": "#/$defs/Text"}
    if kind == "datatype":
        return _literal(prop)
    if kind == "codelist":
        known = codes[model.enums[prop.range.name].scheme]
        return {"enum": list(known.codes)} if known.complete else {"type": "string", "minLength": 1}
    if kind == "class" and prop.inlined:
        names = [n for n in model.subclasses(prop.range.name) if not model.classes[n].abstract]
        options = [{"$ref": f"#/$defs/{n}"} for n in names]
        return options[0] if len(options) == 1 else {"anyOf": options}
    return dict(_IRI)


def _literal(prop: Property) -> dict[str, Any]:
    schema = dict(_DATATYPES[prop.range.name])
    if prop.pattern:
        schema["pattern"] = prop.pattern
    if prop.minimum is not None and schema["type"] == "integer":
        schema["minimum"] = prop.minimum
    if prop.maximum is not None and schema["type"] == "integer":
        schema["maximum"] = prop.maximum
    if prop.range.name == "decimal":
        schema["pattern"] = _DECIMAL_LIMITS.get((prop.minimum, prop.maximum), schema["pattern"])
    if prop.const is not None:
        schema = {"const": prop.const}
    return schema
