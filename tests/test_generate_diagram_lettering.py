"""Text is measured without fonts; that the measures hold is proved in a browser."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Final

import pytest

from stafett.generate.diagram.drawing import write_diagrams
from stafett.generate.diagram.lettering import fit, width, wrap
from stafett.model.elements import Model

VENDOR: Final = Path(__file__).resolve().parent.parent / "src/stafett/web/static/vendor"


def test_bold_is_wider() -> None:
    assert width("Opplæring", 12, bold=True) > width("Opplæring", 12) > 0


def test_what_fits_is_left_alone() -> None:
    assert fit("Elev", 12, 200) == "Elev"


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    short = fit("Vedtak om særskilt språkopplæring", 12, 100)
    assert short.endswith("…")
    assert width(short, 12) <= 100


def test_lines_break_at_spaces_and_hyphens() -> None:
    assert wrap("Avlagt prøve", 12, 60) == ("Avlagt", "prøve")
    assert wrap("VIGO-kategori", 12, 60) == ("VIGO-", "kategori")


def test_the_last_line_takes_the_rest() -> None:
    lines = wrap("en to tre fire fem seks", 12, 40, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_no_text_at_all_is_one_empty_line() -> None:
    assert wrap("", 12, 40) == ("",)


@pytest.mark.browser
@pytest.mark.parametrize("family", ["Inter", "Liberation Sans"])
def test_the_browser_finds_every_text_inside_its_box(model: Model, family: str) -> None:
    """Rendered with Inter as the pages serve it, and with what stands for Arial where there is no Inter."""
    api = pytest.importorskip("playwright.sync_api")
    if not Path("/usr/bin/chromium").exists():
        pytest.skip("there is no /usr/bin/chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        page = browser.new_page()
        page.set_content(f"<style>{_faces()}</style><p style='font-family: \"{family}\"'>Æsj</p>")
        if not page.evaluate(_HAS_FONT, family):
            pytest.skip(f"{family} is not installed here")
        for path, svg in write_diagrams(model):
            named = svg.replace("Inter, system-ui", f"{family}, system-ui")
            page.evaluate("svg => { document.body.innerHTML = svg }", named)
            assert page.evaluate(_OUTSIDE) == [], path
        browser.close()


def _faces() -> str:
    """The files of Inter that the pages serve, in the page itself: no server is needed."""
    found = sorted(VENDOR.glob("inter-*.woff2"))
    data = (base64.b64encode(file.read_bytes()).decode() for file in found)
    return "".join(
        f"@font-face {{ font-family: Inter; font-weight: 100 900; src: url(data:font/woff2;base64,{d}) }}"
        for d in data
    )


_HAS_FONT = """async (family) => {
  await document.fonts.ready;
  const draw = document.createElement('canvas').getContext('2d');
  const width = (font) => { draw.font = `40px ${font}`; return draw.measureText('mmmlliWWW0123').width };
  const others = ['monospace', 'serif', 'sans-serif'];
  return others.some((other) => width(`"${family}", ${other}`) !== width(other));
}"""
_OUTSIDE = """() => {
  const of = (e) => e.getBoundingClientRect();
  const boxes = [...document.querySelectorAll('.d-boxes rect')].map(of);
  const frame = of(document.querySelector('svg'));
  const holds = (a, b) =>
    a.left <= b.left && b.right <= a.right && a.top <= b.top + 1 && b.bottom <= a.bottom + 1;
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const all = [...document.querySelectorAll('text')];
  return all.filter((text) => {
    const area = of(text);
    if (!holds(frame, area)) return true;
    const met = boxes.filter((box) => meets(box, area));
    return met.length && !met.some((box) => holds(box, area));
  }).map((text) => text.textContent);
}"""
