"""The model as a Python module of pydantic (v2) classes, for those who make or read data in Python.

LinkML has a PydanticGenerator, but only in the package `linkml`, which we use in development and not in a
build. It also takes texts by language for plain strings, leaves the codes of other people's lists open,
gives one language, and writes decimals as floats (linkml 1.12.1). What this module accepts is what the JSON
Schema accepts; a test compares the two on every example and on examples with one thing broken.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from textwrap import wrap
from typing import Final

from stafett.generate.cardinality import cardinality
from stafett.generate.pydantic_frame import HEAD, TAIL
from stafett.languages import LANGUAGES, Text
from stafett.model.elements import ClassDef, CodeSet, CodeSets, EnumDef, Model, Property

WIDTH: Final = 88
LONGEST: Final = 300
"""Longer lists are checked, but get no member for each code."""

HELPERS: Final = frozenset(re.findall(r"^(?:class |def |)([A-Za-z_]\w*)(?:\(| = )", HEAD + TAIL, re.M)) | {
    "AnyObject", "_ADAPTER",
}  # fmt: skip
"""Names that the module takes for itself."""

_DATATYPES: Final = {
    "string": "StringValue",
    "integer": "IntegerValue",
    "boolean": "BooleanValue",
    "decimal": "DecimalValue",
    "date": "DateValue",
    "datetime": "DateTimeValue",
}
_TAKEN: Final = {
    "model_config", "model_fields", "json_ld_context", "copy", "json", "dict", "schema", "schema_json",
    "construct", "validate", "parse_obj", "parse_raw", "parse_file", "from_orm", "update_forward_refs",
    "datetime", "decimal", "re", "str", "int", "bool", "tuple",
}  # fmt: skip
"""Names of fields that would hide something of pydantic's or of the module's."""


def write_pydantic(model: Model, codes: CodeSets) -> str:
    """Return the text of the module."""
    about = model.description.get("en") or ""
    head = HEAD.format(
        title=_escaped(model.title.get("en") or ""),
        description="\n".join(wrap(_escaped(about), WIDTH)),
        version=model.version,
        base=model.iris.base,
    )
    used = {p.range.name for c in model.classes.values() for p in c.properties if p.range.kind == "codelist"}
    enums = [_enum(e, codes[e.scheme]) for e in model.enums.values() if e.name in used]
    aliases = _Aliases(model)
    bodies = [_class(model, cls, aliases) for cls in _parents_first(model)]
    return "".join([head, *aliases.texts, *enums, *bodies, _end(model, aliases)])


def _parents_first(model: Model) -> Iterator[ClassDef]:
    done: set[str] = set()
    for cls in model.classes.values():
        for name in (*reversed(cls.ancestors), cls.name):
            if name not in done:
                done.add(name)
                yield model.classes[name]


# Code lists.


def _enum(enum: EnumDef, known: CodeSet) -> str:
    doc = _docstring(_named(enum.title), enum.description.get("en"), enum.iri, indent=4)
    name = enum.name if known.complete else f"Known{enum.name}"
    if len(known.codes) > LONGEST:
        return _long_list(enum, known)
    members = [
        _member(member, notation, iri, known.labels.get(notation, Text()))
        for member, (notation, iri) in zip(_members(known.codes), known.codes.items(), strict=True)
    ]
    text = f"\n\nclass {name}(StafettCode):\n{doc}\n" + "".join(members)
    if known.complete:
        return text
    comment = "# Not all codes of the list are known, so that any other text is let through."
    mode = 'Field(union_mode="left_to_right")'
    union = f"{enum.name} = Annotated[\n    {name} | StringValue,\n    {mode},\n]\n"
    return f"{text}\n\n{comment}\n{union}"


def _long_list(enum: EnumDef, known: CodeSet) -> str:
    comment = "\n".join(f"# {line}" for line in wrap(f"{_named(enum.title)} {enum.iri}", WIDTH - 2))
    if not known.complete:
        return f"\n\n{comment}\n{enum.name} = StringValue\n"
    codes = "".join(f"            {_string(code)},\n" for code in known.codes)
    inner = f"    StringValue,\n    _one_of(\n        [\n{codes}        ]\n    ),\n"
    return f"\n\n{comment}\n{enum.name} = Annotated[\n{inner}]\n"


def _members(codes: Iterable[str]) -> Iterator[str]:
    """A Python name for each code: itself where it can be one."""
    reserved = {*dir(StrEnum), "iri", "labels", "mro", "name", "value"}
    used: set[str] = set()
    for code in codes:
        name = re.sub(r"[^A-Za-z0-9]+", "_", code).strip("_")
        if not name or name[0].isdigit():
            name = f"code_{name}".rstrip("_")
        if keyword.iskeyword(name) or name in reserved:
            name += "_"
        plain, number = name, 2
        while name in used:
            name, number = f"{plain}_{number}", number + 1
        used.add(name)
        yield name


def _member(member: str, notation: str, iri: str, labels: Text) -> str:
    """A member of an enumeration, on one line where there is room, otherwise one part a line."""
    parts = [_string(notation), _string(iri)]
    pairs = [f"{_string(tag)}: {_string(value)}" for tag, value in labels]
    written = [*parts, "{" + ", ".join(pairs) + "}"] if pairs else parts
    line = f"    {member} = ({', '.join(written)})"
    if len(line) <= WIDTH:
        return line + "\n"
    if pairs and len(written[-1]) + 9 > WIDTH:
        written[-1] = "{\n" + "".join(f"            {pair},\n" for pair in pairs) + "        }"
    return f"    {member} = (\n" + "".join(f"        {part},\n" for part in written) + "    )\n"


# Classes.


class _Aliases:
    """Named types for constrained values, so that a field is one short line."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.texts: list[str] = []
        self.late: dict[str, list[str]] = {}
        self._known: dict[str, str] = {}

    def constrained(self, cls: ClassDef, prop: Property, first: str, arguments: list[str]) -> str:
        """The name of an annotated type, made when it is first asked for."""
        key = f"{prop.slot} {first} {arguments}"
        if key not in self._known:
            name = prop.slot[:1].upper() + prop.slot[1:] + "Value"
            if name in self._known.values() or name in self.model.classes or name in HELPERS:
                name = cls.name + name
            self._known[key] = name
            body = "".join(f"        {argument},\n" for argument in arguments)
            kind = "StringConstraints" if first == "str" else "Field"
            self.texts.append(f"\n{name} = Annotated[\n    {first},\n    {kind}(\n{body}    ),\n]\n")
        return self._known[key]

    def nested(self, name: str) -> str:
        """The class of a nested object, or a union where it has subclasses."""
        names = [n for n in self.model.subclasses(name) if not self.model.classes[n].abstract]
        if len(names) == 1:
            return names[0]
        self.late[f"Any{name}"] = names
        return f"Any{name}"


def _class(model: Model, cls: ClassDef, aliases: _Aliases) -> str:
    kind = "Abstract: has no instances of its own." if cls.abstract else None
    doc = _docstring(_named(cls.title), cls.description.get("en"), kind, cls.iri, indent=4)
    parent = model.classes[cls.parent] if cls.parent else None
    lines = [f"\n\nclass {cls.name}({parent.name if parent else 'StafettObject'}):\n{doc}\n"]
    if not cls.abstract:
        above = any(not model.classes[a].abstract for a in cls.ancestors)
        ignore = "  # type: ignore[assignment]" if above else ""
        lines.append(f'    type: Literal["{cls.name}"] = "{cls.name}"{ignore}\n')
    inherited = {p.slot: p for p in parent.properties} if parent else {}
    fields = [p for p in cls.properties if p.own or _shape(inherited.get(p.slot)) != _shape(p)]
    lines += [_field(cls, prop, aliases) for prop in fields]
    return "".join(lines)


def _shape(prop: Property | None) -> object:
    if prop is None:
        return None
    limits = (prop.pattern, prop.minimum, prop.maximum, prop.const)
    return prop.min_count, prop.max_count, prop.range, prop.inlined, *limits


def _field(cls: ClassDef, prop: Property, aliases: _Aliases) -> str:
    kind, default = _type(cls, prop, aliases), ""
    if prop.max_count is None and prop.range.kind != "text":
        kind = f"{'Some' if prop.min_count else 'Many'}[{kind}]"
        default = "" if prop.min_count else "()"
    elif not prop.min_count:
        kind, default = f"{kind} | None", "None"
    name = prop.slot
    if keyword.iskeyword(name) or name in _TAKEN:
        arguments = [f'alias="{name}"'] + ([f"default={default}"] if default else [])
        default = f"Field({', '.join(arguments)})"
        name += "_"
    line = f"    {name}: {kind} = {default}\n" if default else f"    {name}: {kind}\n"
    targets = " or ".join(prop.range.options)
    note = f"Reference to {targets}." if targets and not prop.inlined else None
    said = f"{_named(prop.title)} Number: {cardinality(prop)}."
    return f"{line}{_docstring(said, prop.description.get('en'), note, indent=4)}"


def _type(cls: ClassDef, prop: Property, aliases: _Aliases) -> str:
    kind = prop.range.kind
    if kind == "text":
        return "TextValue"
    if kind == "codelist":
        return prop.range.name
    if kind == "class" and prop.inlined:
        return aliases.nested(prop.range.name)
    if kind != "datatype":
        return "IriValue"
    if prop.const is not None:
        return f"Literal[{prop.const}]"
    limits = [f"ge={prop.minimum}"] if prop.minimum is not None else []
    limits += [f"le={prop.maximum}"] if prop.maximum is not None else []
    if prop.range.name == "string" and prop.pattern:
        arguments = ["strict=True", "min_length=1", f"pattern={_raw(prop.pattern)}"]
        return aliases.constrained(cls, prop, "str", arguments)
    if prop.range.name in {"integer", "decimal"} and limits:
        return aliases.constrained(cls, prop, _DATATYPES[prop.range.name], limits)
    return _DATATYPES[prop.range.name]


def _end(model: Model, aliases: _Aliases) -> str:
    unions = {**aliases.late, "_Objects": [cls.name for cls in model.concrete()]}
    text = "\n"
    for name, members in unions.items():
        text += f"\n{name} = (\n    " + "\n    | ".join(members) + "\n)\n"
    text += 'AnyObject = Annotated[_Objects, Field(discriminator="type")]\n'
    if aliases.late:
        text += "for _class in StafettObject.__subclasses__():\n    _class.model_rebuild()\n"
    return text + "_ADAPTER: TypeAdapter[AnyObject] = TypeAdapter(AnyObject)\n" + TAIL


# Text.


def _named(title: Text) -> str:
    """The English name, with the Norwegian ones."""
    others = ", ".join(f"{tag}: {title.get(tag)}" for tag in LANGUAGES[:2] if title.get(tag))
    return f"{title.get('en') or ''} ({others})."


def _docstring(first: str, *more: str | None, indent: int) -> str:
    margin = " " * indent
    found = [first, *(part for part in more if part)]
    paragraphs = [_wrapped(part, WIDTH - indent - 6) for part in found]
    if len(paragraphs) == 1 and len(paragraphs[0]) == 1:
        return f'{margin}"""{paragraphs[0][0]}"""\n'
    body = "\n\n".join("\n".join(margin + line for line in part) for part in paragraphs)
    return f'{margin}"""{body.lstrip()}\n{margin}"""\n'


def _wrapped(text: str, wide: int) -> list[str]:
    return wrap(_escaped(text), wide, break_long_words=False, break_on_hyphens=False)


def _escaped(text: str) -> str:
    """Text as it can stand in a docstring."""
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', "'")


def _string(value: str) -> str:
    """A string in double quotation marks, as formatters want it."""
    if '"' in value and "'" not in value:
        return "'" + value.replace("\\", "\\\\") + "'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _raw(pattern: str) -> str:
    return f'r"{pattern}"' if '"' not in pattern and not pattern.endswith("\\") else _string(pattern)
