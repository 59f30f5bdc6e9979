"""Text is measured without fonts; tests/browser/test_browser_diagrams.py proves that the measures hold."""

from __future__ import annotations

from stafett.generate.diagram.lettering import fit, width, wrap


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
