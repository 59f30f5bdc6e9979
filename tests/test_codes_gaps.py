from __future__ import annotations

from pathlib import Path

import pytest

from stafett.codes.gaps import read_gaps
from stafett.errors import SourceError
from stafett.languages import LANGUAGES
from stafett.sources import Sources

TEXT = "{nb: a, nn: a, en: a}"


def gaps_file(
    folder: Path, sources: Sources, *, absent: str = "{}", without: str = "", more: str = ""
) -> Path:
    partial = [s for s, li in sources.lists.items() if not li.complete and s != without]
    lines = [f"  {s}: {{reason: r}}" for s in partial] + ([f"  {more}: {{reason: r}}"] if more else [])
    file = folder / "gaps.yaml"
    reasons = f"reasons:\n  r: {{why: {TEXT}, needed: {TEXT}}}\n"
    file.write_text(f"{reasons}partial:\n" + "\n".join(lines) + f"\nabsent: {absent}\n", encoding="utf-8")
    return file


def test_every_list_that_is_not_complete_says_why_and_what_it_would_take(sources: Sources) -> None:
    partial = [s for s, li in sources.lists.items() if not li.complete]
    gaps = {g.scheme: g for g in sources.gaps}
    assert set(partial) <= gaps.keys()
    for gap in gaps.values():
        for text in (gap.title, gap.why, gap.needed):
            assert [tag for tag, _ in text] == list(LANGUAGES), gap.scheme


def test_twenty_grades_of_131_are_known(sources: Sources) -> None:
    [grades] = [g for g in sources.gaps if g.scheme == "vigo-karakter"]
    assert (grades.known, grades.total, grades.pull) == (20, 131, "vigo --only grades")


def test_a_list_that_was_not_found_has_no_codes(sources: Sources) -> None:
    [contracts] = [g for g in sources.gaps if g.scheme == "vigo-kontraktstype"]
    assert (contracts.known, contracts.reason) == (0, "nowhere")


def test_a_partial_list_without_a_reason_is_refused(tmp_path: Path, sources: Sources) -> None:
    with pytest.raises(SourceError, match="vigo-karakter is not complete, but nothing says why"):
        read_gaps(gaps_file(tmp_path, sources, without="vigo-karakter"), sources.lists)


def test_a_gap_of_a_complete_list_is_refused(tmp_path: Path, sources: Sources) -> None:
    with pytest.raises(SourceError, match="There is no list «vigo-termin» that is not complete"):
        read_gaps(gaps_file(tmp_path, sources, more="vigo-termin"), sources.lists)


def test_a_list_that_is_said_to_be_absent_but_is_there_is_refused(tmp_path: Path, sources: Sources) -> None:
    with pytest.raises(SourceError, match="We do have the list «vigo-termin»"):
        read_gaps(gaps_file(tmp_path, sources, absent="{vigo-termin: {reason: r}}"), sources.lists)


def test_an_unknown_reason_is_refused(tmp_path: Path, sources: Sources) -> None:
    file = gaps_file(tmp_path, sources, absent=f"{{x: {{title: {TEXT}, reason: q}}}}")
    with pytest.raises(SourceError, match="The reason «q» is not among those of the file"):
        read_gaps(file, sources.lists)
