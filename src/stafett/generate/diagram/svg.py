"""A placed diagram as SVG: one file, no script, no style, links to the pages of the classes.

The role is graphics-document and not img: what lies inside an img is hidden from assistive technology, so
links in it would be reached by the keyboard but not be announced (axe: nested-interactive, serious).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from stafett.generate.diagram.alternative import description, title
from stafett.generate.diagram.box import ICON, NAME, PAD, ROW, TITLE, TITLE_STEP, Box, BoxWriter, Row
from stafett.generate.diagram.columns import Columns
from stafett.generate.diagram.legend import Legend
from stafett.generate.diagram.marks import ICONS, RADIUS, diamond, header, number, tip, triangle
from stafett.generate.diagram.markup import group, path, text, var
from stafett.generate.diagram.placement import Placement
from stafett.generate.diagram.ports import NAME_SIZE, NAME_STEP, Port
from stafett.generate.diagram.routes import Routes
from stafett.generate.diagram.scheme import Scheme
from stafett.generate.diagram.words import WORDS
from stafett.model.elements import Model

_FONT: Final = "Inter, system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"
_MONO: Final = "ui-monospace, SFMono-Regular, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace"
_MARGIN: Final = 8.5
"""With half a pixel in it, so that lines of one pixel are sharp."""
_ABOVE_LEGEND: Final = 34
_STROKE: Final = {"stroke": "text-muted", "stroke-width": "1.2"}


class Drawing:
    """One diagram in one language."""

    def __init__(self, model: Model, scheme: Scheme, columns: Columns, language: str) -> None:
        self.model = model
        self.scheme = scheme
        self.language = language
        self.placement = Placement(scheme, columns, BoxWriter(model, language, scheme))
        self.routes = Routes(self.placement)
        self.boxes = {key: box for key, box in self.placement.boxes.items() if box.node.form != "rest"}
        height = self.placement.height() + _ABOVE_LEGEND
        self.legend = Legend(WORDS[language], self._signs(), self.routes.width, height)

    def corner(self, key: str) -> tuple[float, float]:
        """The upper left corner of a box."""
        return self.routes.left(key), self.placement.top(key)

    def svg(self) -> str:
        """The file."""
        name = f"{self.scheme.kind}-{self.scheme.name}-{self.language}"
        wide = number(self.legend.width + 2 * _MARGIN)
        tall = number(self.legend.bottom + 2 * _MARGIN)
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" lang="{self.language}"'
            f' role="graphics-document document" aria-labelledby="{name}-title {name}-desc"'
            f' width="{wide}" height="{tall}" viewBox="-{_MARGIN} -{_MARGIN} {wide} {tall}"'
            f' font-family="{_FONT}" font-size="{ROW}">',
            f'<title id="{name}-title">{escape(title(self.model, self.scheme, self.language))}</title>',
            f'<desc id="{name}-desc">{escape(description(self.model, self.scheme, self.language))}</desc>',
            *self._lines(),
            *self._frames(),
            *self._titles(),
            *self._rows(),
            *self._names(),
            *self.legend.svg(),
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def _signs(self) -> list[str]:
        """The signs that occur, in the order of the legend."""
        rows = {row.icon for box in self.boxes.values() for row in box.rows}
        occurs = {
            "refers": any(not link.contains for link in self.scheme.links),
            "contains": any(link.contains for link in self.scheme.links),
            "specialises": any(node.parent for node in self.scheme.nodes()),
            "value": any(box.value for box in self.boxes.values()),
            "abstract": any(box.abstract for box in self.boxes.values()),
            "elsewhere": "elsewhere" in rows,
            "itself": "itself" in rows,
        }
        return [sign for sign, found in occurs.items() if found]

    def _lines(self) -> Iterator[str]:
        routes = self.routes.routes()
        family, heads = self.routes.family()
        tips = (tip(*route.end, route.arrives) for route in routes)
        paths = [*(route.path for route in routes), *family]
        yield from group("d-links", {"fill": "none", **_STROKE}, [*map(_single, paths), path(tips)])
        wholes = (diamond(*r.start, r.leaves) for r in routes if self.scheme.links[r.link].contains)
        yield from group("d-wholes", {"fill": "text-muted"}, [path(wholes)])
        yield from group("d-kinds", {"fill": "paper", **_STROKE}, [path(triangle(*head) for head in heads)])

    def _frames(self) -> Iterator[str]:
        main = self.scheme.name if self.scheme.kind == "class" else ""
        others = [self._frame(key, box) for key, box in self.boxes.items() if key != main]
        yield from group("d-boxes", {"fill": "paper", "stroke": "line"}, others)
        centre = [self._frame(key, box) for key, box in self.boxes.items() if key == main]
        strong = {"fill": "paper", "stroke": "accent-text", "stroke-width": "2"}
        yield from group("d-boxes", strong, centre)
        for value, colour in ((False, "accent-tint"), (True, "tint")):
            fields = (self._header(k, box) for k, box in self.boxes.items() if box.value is value)
            yield from group("d-headers", {"fill": colour}, [path(fields)])
        rules = (rule for key, box in self.boxes.items() for rule in self._rules(key, box))
        yield from group("d-rules", {"fill": "none", "stroke": "line"}, [path(rules)])

    def _frame(self, key: str, box: Box) -> str:
        x, y = self.corner(key)
        dash = ' stroke-dasharray="5 3"' if box.abstract else ""
        place = f'x="{number(x)}" y="{number(y)}" width="{number(box.width)}" height="{number(box.height)}"'
        return f'<rect {place} rx="{RADIUS}"{dash}/>'

    def _header(self, key: str, box: Box) -> str:
        tall = box.header if box.rows else box.height
        return header(*self.corner(key), box.width, tall, closed=not box.rows)

    def _rules(self, key: str, box: Box) -> Iterator[str]:
        x, y = self.corner(key)
        for down in (*((box.header,) if box.rows else ()), *box.rules):
            yield f"M{number(x + 0.5)} {number(y + down)}h{number(box.width - 1)}"

    def _titles(self) -> Iterator[str]:
        look = {"fill": "accent-text", "font-size": str(TITLE), "font-weight": "600"}
        yield from group("d-titles", look, [self._title(key, box) for key, box in self.boxes.items()])
        notes = []
        for key, box in self.boxes.items():
            if box.note:
                x, y = self.corner(key)
                notes.append(text(x + box.width - PAD, y + box.name_y, box.note))
        look = {"fill": "text-muted", "font-size": str(NAME), "text-anchor": "end"}
        yield from group("d-modules", look, notes)

    def _title(self, key: str, box: Box) -> str:
        x, y = self.corner(key)
        left, first = number(x + PAD), y + PAD + 11
        slant = ' font-style="italic"' if box.abstract else ""
        tag = f' lang="{box.tag}"' if box.tag != self.language else ""
        spaces = [*" " * (len(box.title) - 1), ""]
        lines = "".join(
            # A space between lines for those who copy them; after the last it would only take room.
            f'<tspan x="{left}" y="{number(first + TITLE_STEP * n)}">{escape(line)}{space}</tspan>'
            for n, (line, space) in enumerate(zip(box.title, spaces, strict=True))
        )
        return (
            f'<a href="{box.href}"><text{slant}{tag}>{lines}</text>'
            f'<text x="{left}" y="{number(y + box.name_y)}" font-family="{_MONO}" font-size="{NAME}"'
            f' font-weight="400" fill="{var("text-muted")}">{box.name}</text></a>'
        )

    def _rows(self) -> Iterator[str]:
        rows, icons = [], []
        for key, box in self.placement.boxes.items():
            x, y = self.corner(key)
            for row in box.rows:
                rows.append(_row(row, x, y + row.y, box))
                if row.icon:
                    icons.append(ICONS[row.icon](x + PAD, y + row.y))
        yield from group("d-rows", {"fill": "text"}, rows)
        yield from group("d-icons", {"fill": "none", **_STROKE}, [path(icons)])

    def _names(self) -> Iterator[str]:
        ports = [p for s in self.placement.strands for p in (s.first, s.second) if p.name]
        look = {"fill": "text", "font-size": str(NAME_SIZE)}
        starts = [line for p in ports if p.side == "right" for line in self._name(p)]
        yield from group("d-names", look, starts)
        ends = [line for p in ports if p.side == "left" for line in self._name(p)]
        yield from group("d-names", {**look, "text-anchor": "end"}, ends)

    def _name(self, port: Port) -> Iterator[str]:
        lines = port.name.lines if port.name else ()
        x = number(self.routes.name_x(port))
        for above, (words, count) in zip(reversed(range(len(lines))), lines, strict=True):
            counted = f'<tspan fill="{var("text-muted")}">{count}</tspan>' if count else ""
            said = " ".join(filter(None, (escape(words), counted)))
            yield f'<text x="{x}" y="{number(port.y - 5 - NAME_STEP * above)}">{said}</text>'


def _single(data: str) -> str:
    return path([data])


def _row(row: Row, x: float, y: float, box: Box) -> str:
    muted = f' fill="{var("text-muted")}"'
    if not row.count:
        return f'<a href="{row.href}"{muted}>{text(x + PAD, y, row.label)}</a>'
    tooltip = f"<title>{escape(row.whole)}</title>" if row.whole else ""
    label, note = escape(row.label), escape(row.note)
    if row.href:
        link = f'<a href="{row.href}" fill="{var("accent-text")}">'
        label, note = (label, f"{link}{note}</a>") if note else (f"{link}{label}</a>", note)
    kind = f"<tspan{muted}>: {note}</tspan>" if note else ""
    end = number(x + box.width - PAD)
    count = f'<tspan x="{end}" text-anchor="end"{muted}> {row.count}</tspan>'
    start = number(x + PAD + (ICON if row.icon else 0))
    return f'<text x="{start}" y="{number(y)}">{tooltip}{label}{kind}{count}</text>'
