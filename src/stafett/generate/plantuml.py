"""The model as PlantUML class diagrams.

Names are the model's own, so that one file serves all languages; the label of a class is its bokmål title.
Enumerations of our own stand with their values, lists that others keep with their name only.
"""

from __future__ import annotations

from collections.abc import Iterator

from stafett.generate.cardinality import cardinality
from stafett.languages import Text
from stafett.model.elements import ClassDef, EnumDef, Model


def write_plantuml(model: Model, module: str | None = None) -> str:
    """Return the diagram of the whole model, or of one module with the classes it leads to."""
    wanted = [c for c in model.classes.values() if module in {None, c.module}]
    title = model.modules[module].title if module else model.title
    lines = ["@startuml", f"title {escaped(title.get('nb') or model.version)}", "hide empty members"]
    lines += ["left to right direction", ""]
    for part in model.modules.values():
        members = [c for c in wanted if c.module == part.name]
        enums = [e for e in model.enums.values() if e.module == part.name and module in {None, e.module}]
        if members or enums:
            lines.append(f"package {_label(part.title, part.name)} as module_{part.name} {{")
            lines += [f"  {line}" for cls in members for line in _class(model, cls)]
            lines += [f"  {line}" for enum in enums for line in _enum(enum)]
            lines += ["}", ""]
    drawn = {c.name for c in wanted}
    reached = {c.parent for c in wanted} | {p.range.name for c in wanted for p in c.properties if p.own}
    for cls in model.classes.values():
        if cls.name in reached - drawn:
            lines.append(f"class {_label(cls.title, cls.name)} as {cls.name} [[{cls.iri}]]")
    lines += [line for cls in wanted for line in _lines(model, cls)]
    return "\n".join([*lines, "@enduml", ""])


def escaped(text: str) -> str:
    """Text on one line without quotation marks or anything that PlantUML would take for its own (Creole)."""
    plain = " ".join(text.split()).replace('"', "<U+0022>")
    for mark in ("~", "**", "//", "__", "--", "[[", "]]", "\\"):
        plain = plain.replace(mark, "".join(f"<U+{ord(char):04X}>" for char in mark))
    return plain


def _label(text: Text, name: str) -> str:
    return f'"{escaped(text.get("nb") or name)}"'


def _class(model: Model, cls: ClassDef) -> Iterator[str]:
    kind = "abstract class" if cls.abstract else "class"
    stereotype = "" if cls.has_identity or cls.abstract else " <<value>>"
    yield f"{kind} {_label(cls.title, cls.name)} as {cls.name}{stereotype} [[{model.iris.term(cls.name)}]] {{"
    for prop in cls.properties:
        if prop.own and not prop.range.options:
            yield f"  {prop.slot} : {prop.range.name} [{cardinality(prop)}]"
    yield "}"


def _enum(enum: EnumDef) -> Iterator[str]:
    stereotype = " <<code list>>" if enum.external else ""
    yield f"enum {_label(enum.title, enum.name)} as {enum.name}{stereotype} [[{enum.iri}]] {{"
    for value in enum.values:
        yield f"  {value.name}"
    yield "}"


def _lines(model: Model, cls: ClassDef) -> Iterator[str]:
    if cls.parent in model.classes:
        yield f"{cls.parent} <|-- {cls.name}"
    for prop in cls.properties:
        if prop.own and prop.range.options:
            arrow = "*-->" if prop.inlined else "-->"
            for name in prop.range.options:
                yield f'{cls.name} {arrow} "{cardinality(prop)}" {name} : {prop.slot}'
