"""Text is measured without fonts; that the measures hold is proved in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from stafett.generate.diagram.drawing import write_diagrams
from stafett.generate.diagram.lettering import fit, width, wrap
from stafett.model.elements import Model


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
def test_the_browser_finds_every_text_inside_its_box(model: Model) -> None:
    """Rendered with Inter, where this machine has it, and with what stands for Arial."""
    api = pytest.importorskip("playwright.sync_api")
    if not Path("/usr/bin/chromium").exists():
        pytest.skip("there is no /usr/bin/chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        page = browser.new_page()
        for path, svg in write_diagrams(model):
            for font in ("Inter", "Liberation Sans"):
                page.set_content(svg.replace("Inter, system-ui", f"{font}, system-ui"))
                assert page.evaluate(_OUTSIDE) == [], (path, font)
        browser.close()


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
