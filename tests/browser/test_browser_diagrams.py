"""The texts of the diagrams are measured without fonts; that the measures hold is seen in a browser."""

from __future__ import annotations

import base64
from typing import Final

import pytest
from playwright.sync_api import Browser
from stage import MARKS

from stafett.web.assets import STATIC_FOLDER

pytest_plugins = ("stage",)
pytestmark = MARKS

VENDOR: Final = STATIC_FOLDER / "vendor"


@pytest.mark.parametrize("family", ["Inter", "Liberation Sans"])
def test_every_text_stands_inside_its_box(browser: Browser, diagrams: dict[str, str], family: str) -> None:
    """With Inter as the pages serve it, and with what stands for Arial where there is no Inter."""
    page = browser.new_page()
    page.set_content(f"<style>{_faces()}</style><p style='font-family: \"{family}\"'>Æsj</p>")
    if not page.evaluate(_HAS_FONT, family):
        pytest.skip(f"{family} is not installed here")
    named = {path: svg.replace("Inter, system-ui", f"{family}, system-ui") for path, svg in diagrams.items()}
    assert named != diagrams or family == "Inter"
    assert page.evaluate(_OUTSIDE, named) == {}
    page.close()


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
_OUTSIDE = """(files) => {
  const of = (e) => e.getBoundingClientRect();
  const holds = (a, b) =>
    a.left <= b.left && b.right <= a.right && a.top <= b.top + 1 && b.bottom <= a.bottom + 1;
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const outside = (svg) => {
    document.body.innerHTML = svg;
    const boxes = [...document.querySelectorAll('.d-boxes rect')].map(of);
    const frame = of(document.querySelector('svg'));
    return [...document.querySelectorAll('text')].filter((text) => {
      const area = of(text);
      if (!holds(frame, area)) return true;
      const met = boxes.filter((box) => meets(box, area));
      return met.length && !met.some((box) => holds(box, area));
    }).map((text) => text.textContent);
  };
  const found = Object.entries(files).map(([path, svg]) => [path, outside(svg)]);
  return Object.fromEntries(found.filter(([_, texts]) => texts.length));
}"""
