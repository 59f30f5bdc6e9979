from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from stafett.errors import DistError, StafettError
from stafett.sources import Sources
from stafett.store.lists import MARKS, code_lines, list_table, read_index, read_list


def shown(dist: Path, scheme: str, language: str) -> str:
    out = io.StringIO()
    Console(file=out, width=200).print(list_table(read_list(dist, scheme), language))
    return out.getvalue()


def test_the_index_holds_every_list(dist: Path, sources: Sources) -> None:
    assert [entry["scheme"] for entry in read_index(dist)] == list(sources.lists)


def test_a_list_is_read_with_its_codes(dist: Path) -> None:
    assert [c["notation"] for c in read_list(dist, "vigo-termin")["codes"]] == ["H", "V"]


def test_an_unknown_list_is_refused_with_the_nearest_names(dist: Path) -> None:
    with pytest.raises(StafettError, match="There is no code list «vigo-fullfortkoder»") as fault:
        read_list(dist, "vigo-fullfortkoder")
    assert "vigo-fullfortkode" in (fault.value.hint or "")


def test_a_name_that_is_a_path_is_an_unknown_list(dist: Path) -> None:
    with pytest.raises(StafettError, match="There is no code list"):
        read_list(dist, "../manifest")


def test_an_unknown_code_is_refused_with_those_there_are(dist: Path) -> None:
    with pytest.raises(StafettError, match="vigo-termin has no code «X»") as fault:
        list(code_lines(read_list(dist, "vigo-termin"), "X", "nb"))
    assert "H, V" in (fault.value.hint or "")


@pytest.mark.parametrize(("language", "label"), [("nb", "Høst"), ("nn", "Haust"), ("en", "Autumn")])
def test_a_list_is_shown_in_the_wanted_language(dist: Path, language: str, label: str) -> None:
    assert label in shown(dist, "vigo-termin", language)


def test_a_list_says_how_many_codes_are_known_of_how_many(dist: Path) -> None:
    assert "20 of 131 codes" in shown(dist, "vigo-karakter", "nb")
    assert "2 codes" in shown(dist, "vigo-termin", "nb")


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "(etikett ikke kjent)"), ("nn", "(etikett ikkje kjend)"), ("en", "(label not known)")],
)
def test_a_code_without_label_says_so(dist: Path, language: str, words: str) -> None:
    first = next(iter(code_lines(read_list(dist, "vigo-fullfortkode"), "L", language)))
    assert first == f"L  {words}  {MARKS['codeOnly']}"


def test_a_code_shows_source_certainty_and_date(dist: Path) -> None:
    lines = list(code_lines(read_list(dist, "vigo-fullfortkode"), "B", "nb"))
    assert lines[1].endswith("/code/vigo-fullfortkode/B")
    assert "status: current · certainty: verified · read 2026-11-22" in lines
    assert lines[-1].startswith("source: ")


def test_a_code_shows_its_own_columns(dist: Path) -> None:
    assert "programme: HS" in list(code_lines(read_list(dist, "grep-programomraader"), "HSHEA2----", "en"))


@pytest.mark.parametrize("text", [None, "{"])
def test_a_missing_or_broken_build_is_named(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "pages").mkdir()
        (tmp_path / "pages" / "codes.json").write_text(text, encoding="utf-8")
    with pytest.raises(DistError, match=r"codes\.json cannot be read"):
        read_index(tmp_path)
