"""The model as Mermaid class diagrams, for wikis and repositories that draw them themselves.

Names are the model's own, so that one file serves all languages; the label of a class is its bokmål title.
Enumerations are named as types but not drawn: Mermaid refuses text over 50,000 characters unless told
otherwise, and the whole model has to stay below that.
"""

from __future__ import annotations

from collections.abc import Iterator

from stafett.generate.cardinality import cardinality
from stafett.model.elements import ClassDef, Model, Property

_ENTITIES = {
    "#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;", ";": "#59;", "\\": "#92;",
    "*": "#42;", "_": "#95;",
}  # fmt: skip
"""Characters that mean something in Mermaid, as Mermaid writes them."""


def write_mermaid(model: Model, module: str | None = None) -> str:
    """Return the diagram of the whole model, or of one module with the classes it leads to."""
    wanted = [c for c in model.classes.values() if module in {None, c.module}]
    lines = ["---", f"title: {_quoted(_title(model, module))}", "---", "classDiagram", "  direction LR"]
    for name in model.modules:
        members = [c for c in wanted if c.module == name]
        if members:
            lines.append(f"  namespace {name} {{")
            lines += [f"    {line}" for cls in members for line in _class(cls)]
            lines.append("  }")
    known = {c.name for c in wanted}
    for cls in wanted:
        lines += [f"  {line}" for line in _lines(model, cls)]
        known |= {cls.parent or cls.name, *(p.range.name for p in cls.properties if _is_link(p))}
    drawn = {c.name for c in wanted}
    for cls in model.classes.values():
        if cls.name in known - drawn:
            lines.append(f"  class {cls.name}[{_label(cls)}]")
    lines += [f'  click {n} href "{model.iris.term(n)}"' for n in model.classes if n in known]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text on one line without anything that Mermaid would take for its own."""
    return "".join(_ENTITIES.get(char, char) for char in " ".join(text.split()))


def _title(model: Model, module: str | None) -> str:
    return (model.modules[module].title if module else model.title).get("nb") or model.version


def _quoted(text: str) -> str:
    """A string in the YAML above a diagram."""
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _label(cls: ClassDef) -> str:
    return f'"{escaped(cls.title.get("nb") or cls.name)}"'


def _class(cls: ClassDef) -> Iterator[str]:
    yield f"class {cls.name}[{_label(cls)}] {{"
    if cls.abstract:
        yield "  <<abstract>>"
    elif not cls.has_identity:
        yield "  <<value>>"
    for prop in cls.properties:
        if prop.own and not _is_link(prop):
            yield f"  +{prop.range.name} {prop.slot} [{cardinality(prop)}]"
    yield "}"


def _lines(model: Model, cls: ClassDef) -> Iterator[str]:
    if cls.parent in model.classes:
        yield f"{cls.parent} <|-- {cls.name}"
    for prop in cls.properties:
        if prop.own and _is_link(prop):
            arrow = "*-->" if prop.inlined else "-->"
            for name in prop.range.options:
                yield f'{cls.name} {arrow} "{cardinality(prop)}" {name} : {prop.slot}'


def _is_link(prop: Property) -> bool:
    return bool(prop.range.options)
