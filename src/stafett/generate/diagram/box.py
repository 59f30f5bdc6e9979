"""A box: the texts of one class in one language, fitted to a width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stafett.generate.cardinality import cardinality
from stafett.generate.diagram.lettering import fit, mono_width, width, wrap
from stafett.generate.diagram.scheme import Node, Scheme
from stafett.generate.diagram.words import WORDS, kind_of_value
from stafett.languages import Text
from stafett.model.elements import Model, Property

TITLE, NAME, ROW = 13.5, 11, 12
"""Sizes of lettering."""
PAD: Final = 10
TITLE_STEP, NAME_STEP, ROW_STEP = 17, 14, 18
_BELOW_HEADER: Final = 5
_BETWEEN: Final = 7
ICON: Final = 14
_GAP: Final = 8
NARROWEST, WIDEST = 150.0, {"full": 246.0, "neighbour": 220.0, "rest": 200.0}
_WIDEST_ALONE: Final = 280.0


Rules = tuple[float, ...]


@dataclass(frozen=True)
class Row:
    """A line in a box: a property, or (no count) a remark at the end. `y` is its baseline."""

    label: str
    note: str
    count: str
    y: float
    icon: str = ""
    href: str | None = None
    whole: str | None = None


@dataclass(frozen=True)
class Box:
    """A box with its texts. All places are relative to its upper left corner."""

    node: Node
    width: float
    height: float
    title: tuple[str, ...]
    tag: str
    name: str
    note: str
    header: float
    rows: tuple[Row, ...]
    rules: tuple[float, ...]
    abstract: bool
    value: bool

    @property
    def name_y(self) -> float:
        """The baseline of the name."""
        return PAD + TITLE_STEP * len(self.title) + 10

    @property
    def href(self) -> str:
        """The page of the class."""
        return f"/def/{self.node.cls}" + ("#used-by" if self.node.form == "rest" else "")


def best(text: Text, language: str, otherwise: str = "") -> tuple[str, str]:
    """Language tag and string to show, with a fallback that is no text at all."""
    return text.best(language) or (language, otherwise)


class BoxWriter:
    """Writes the boxes of one diagram in one language."""

    def __init__(self, model: Model, language: str, scheme: Scheme) -> None:
        self.model = model
        self.language = language
        self.words = WORDS[language]
        self.of_class = scheme.kind == "class"
        self.home = model.classes[scheme.name].module if self.of_class else scheme.name
        """The module that needs no mention."""

    def widest(self, node: Node) -> float:
        """The width that the box would like to have, within what a column can give."""
        if node.form == "rest":
            return width(self._rest(node), ROW) + 2 * PAD
        title = self._title(node)[1]
        lines = [mono_width(node.cls, NAME) + self._note_width(node)]
        if node.form == "full":
            lines += [self._natural(p, icon=False) for p in node.attributes]
            lines += [self._natural(p, icon=True) for p in node.references]
            lines += [width(text, ROW) for text, _ in self._remarks(node)]
        most = _WIDEST_ALONE if self.of_class and node.form == "full" else WIDEST[node.form]
        lines.append(min(width(title, TITLE, bold=True), most - 2 * PAD))
        return min(max(NARROWEST, max(lines) + 2 * PAD), most)

    def write(self, node: Node, wide: float) -> Box:
        """The box of a node at a given width."""
        cls = self.model.classes[node.cls]
        inner = wide - 2 * PAD
        if node.form == "rest":
            row = Row(self._rest(node), "", "", 20, href=f"/def/{node.cls}#used-by")
            return Box(node, wide, 30, (), self.language, "", "", 0, (row,), (), False, False)
        tag, text = self._title(node)
        title = wrap(text, TITLE, inner, bold=True, most=3)
        header = PAD + TITLE_STEP * len(title) + NAME_STEP + 5
        note = self._module(node)
        if note and mono_width(node.cls, NAME) + _GAP + width(note, NAME) > inner:
            note = ""
        rows, rules, height = self._rows(node, header, inner)
        value = not cls.has_identity and not cls.abstract
        return Box(node, wide, height, title, tag, node.cls, note, header, rows, rules, cls.abstract, value)

    def _rows(self, node: Node, header: float, inner: float) -> tuple[tuple[Row, ...], Rules, float]:
        """The rows, the rules between their groups, and the height of the box."""
        if node.form != "full":
            return (), (), header
        rows: list[Row] = []
        rules: list[float] = []
        y = header + _BELOW_HEADER
        groups = [
            [(p, "") for p in node.attributes],
            [(p, "itself" if p.range.name == node.cls else "elsewhere") for p in node.references],
        ]
        for group in groups:
            if group and rows:
                rules.append(y + _BETWEEN / 2 - 1)
                y += _BETWEEN
            for prop, icon in group:
                rows.append(self._row(prop, icon, inner, y + ROW))
                y += ROW_STEP
        for text, href in self._remarks(node):
            rows.append(Row(fit(text, ROW, inner), "", "", y + ROW, href=href))
            y += ROW_STEP
        return tuple(rows), tuple(rules), y + _BELOW_HEADER if rows else header

    def _row(self, prop: Property, icon: str, inner: float, y: float) -> Row:
        label, note, count = self._texts(prop)
        if icon == "itself":
            note = ""
        room = inner - width(count, ROW) - _GAP - (ICON if icon else 0)
        short = fit(label, ROW, room)
        left = room - width(short + ": ", ROW)
        noted = note if short == label else ""
        if noted and width(noted, ROW) > left:
            shorter = self.words["code"] if prop.range.kind == "codelist" else ""
            noted = shorter if width(shorter, ROW) <= left else ""
            if prop.range.options:
                noted = fit(note, ROW, left)
            if noted == "…" or width(noted, ROW) > left:  # no room for even one letter of it
                noted = ""
        cut = short != label or noted != note
        href = f"/def/{prop.range.name}" if icon == "elsewhere" else None
        if prop.range.kind == "codelist" and noted and self.of_class:
            href = f"/code/{self.model.enums[prop.range.name].scheme}"
        return Row(short, noted, count, y, icon, href, f"{label}: {note}" if cut else None)

    def _natural(self, prop: Property, *, icon: bool) -> float:
        label, note, count = self._texts(prop)
        text = f"{label}: {note}" if note else label
        return width(text, ROW) + _GAP + width(count, ROW) + (ICON if icon else 0)

    def _texts(self, prop: Property) -> tuple[str, str, str]:
        """Label, kind of value and cardinality; the kind is left out where it only repeats the label."""
        label = best(prop.title, self.language, prop.slot)[1]
        note = kind_of_value(self.model, prop, self.language)
        return label, "" if note.casefold() == label.casefold() else note, cardinality(prop)

    def _remarks(self, node: Node) -> list[tuple[str, str]]:
        href = f"/def/{node.cls}#properties"
        found = [(self.words["more"].format(node.hidden), href)] if node.hidden else []
        cls = self.model.classes[node.cls]
        if node.inherited and (self.of_class or node.parent is None):
            names = [best(self.model.classes[a].title, self.language, a)[1] for a in cls.ancestors]
            text = self.words["inherited"].format(node.inherited, self.words["and"].join(names))
            found.append((text, href))
        return found

    def _rest(self, node: Node) -> str:
        return self.words["rest"].format(node.rest)

    def _title(self, node: Node) -> tuple[str, str]:
        return best(self.model.classes[node.cls].title, self.language, node.cls)

    def _module(self, node: Node) -> str:
        """The title of the module, for a class that stands beside those of another one."""
        module = self.model.classes[node.cls].module
        if node.form != "neighbour" or module == self.home:
            return ""
        return best(self.model.modules[module].title, self.language, module)[1]

    def _note_width(self, node: Node) -> float:
        note = self._module(node)
        return _GAP + width(note, NAME) if note else 0
