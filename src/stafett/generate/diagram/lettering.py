"""How wide text is in Inter, and text made to fit: the build measures without any font at hand.

A width is the larger of Inter's and Liberation Sans's (as wide as Arial), measured in Chromium and rounded
up, so that text also fits where Inter is not installed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_REGULAR: Final = {
    260: "ijl", 280: "I‘’", 300: " !',.:·", 320: ";", 340: "|", 360: "/\\", 380: "()[]frtŧ",
    440: "{}“”", 460: "-", 480: '"^', 500: "`", 520: "*", 540: "sš", 560: "1?_kxzž–",
    580: "7JLacvyàáäåçč•", 600: "ehnou«»èéêòóôöüŋ", 620: "258Fgpqø", 640: "#0369ZbdđŽ", 660: "$4TŦ",
    680: "&+<=>BEKPSY~ÈÉ×Š", 700: "AVXÀÁÄÅ", 740: "CDRČĐ", 760: "HNUÜŊ", 780: "GOQÒÓÔÖØ", 820: "w",
    880: "m", 920: "M", 940: "æ", 1000: "%WÆ—…→", 1020: "@",
}  # fmt: skip
_BOLD: Final = {
    280: " Iijl", 300: "‘’", 320: ",.·", 340: "!':;", 360: "|", 380: "/\\tŧ", 400: "()[]fr", 460: "{}",
    480: "-", 500: "`", 520: "“”•", 540: '"', 560: "*1_sš–", 580: "Jakxzàáäåž", 600: "7^cevyçèéêč",
    620: "?FLhnouòóôöøüŋ", 640: "25bdgpq«»đ", 660: "#$3689TZŦŽ", 680: "+04<=>EPS~ÈÉ×Š", 720: "XY",
    740: "&ABDKRUVÀÁÄÅÜ", 760: "CHNČĐŊ", 780: "GOQÒÓÔÖØ", 840: "w", 900: "m", 920: "æ", 940: "M",
    1000: "@—…→", 1020: "%WÆ",
}  # fmt: skip
_UNKNOWN: Final = 1000
_MONO: Final = 0.61

_WIDTHS: Final = {
    bold: {char: width for width, chars in table.items() for char in chars}
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}


@lru_cache(maxsize=8192)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text, in the unit of `size`."""
    table = _WIDTHS[bold]
    return sum(table.get(char, _UNKNOWN) for char in text) * size / 1000


def mono_width(text: str, size: float) -> float:
    """The width of a line in the page's fixed-width typefaces."""
    return len(text) * size * _MONO


def fit(text: str, size: float, limit: float, *, bold: bool = False) -> str:
    """The text itself where there is room for it, otherwise its beginning and an ellipsis."""
    if width(text, size, bold=bold) <= limit:
        return text
    kept = text
    while kept and width(kept + "…", size, bold=bold) > limit:
        kept = kept[:-1].rstrip(" ,.:(/–-")
    return kept + "…"


def wrap(text: str, size: float, limit: float, *, bold: bool = False, most: int = 2) -> tuple[str, ...]:
    """The text on at most `most` lines, broken at spaces and after hyphens and strokes."""
    lines = [""]
    for part in re.findall(r"[^ /-]*[/-]|[^ /-]+ ?| ", text):
        if lines[-1] and width((lines[-1] + part).rstrip(), size, bold=bold) > limit:
            lines.append("")
        lines[-1] += part
    if len(lines) > most:
        lines[most - 1 :] = ["".join(lines[most - 1 :])]
    return tuple(fit(line.strip(), size, limit, bold=bold) for line in lines)
