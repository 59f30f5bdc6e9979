"""A preview as text: in the reader's language, with its worst part first and its lists cut."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

import pytest

from harvest_fixtures import GOOD, SOURCE, seen
from stafett.harvest.preview import preview
from stafett.harvest.report import SHOWN, write_text
from stafett.harvest.state import State


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "· Linje 2, tegn 15.  Ordrett, på engelsk: «"),
        ("nn", "· Linje 2, teikn 15.  Ordrett, på engelsk: «"),
        ("en", "· Line 2, character 15.  In its own words: «"),
    ],
)
def test_a_fault_has_its_place_in_the_readers_language_and_quotes_the_parser(
    language: str, words: str
) -> None:
    found = preview(b"\n<https://x/a> ;", "text/turtle", SOURCE, kind="datasets")
    assert words in write_text(found, language)


@pytest.mark.parametrize(("language", "word"), [("nb", "FALLER BORT"), ("nn", "FELL BORT"), ("en", "LOST")])
def test_the_report_is_in_the_readers_language(language: str, word: str) -> None:
    assert word in write_text(seen(GOOD + "[] a dcat:Dataset ."), language)


def unlinked(number: int) -> str:
    return GOOD + " ".join(f"ex:x{n} a dcat:Dataset ; dct:title 'X'@nb ." for n in range(number))


@pytest.mark.parametrize(
    ("number", "more"), [(SHOWN, ""), (SHOWN + 1, "and 1 more"), (SHOWN + 9, "and 9 more")]
)
def test_things_of_one_rule_are_shown_up_to_a_number(number: int, more: str) -> None:
    lines = write_text(seen(unlinked(number)), "en").splitlines()
    start = next(place for place, line in enumerate(lines) if " H6.3 " in line)
    shown = list(takewhile(lambda line: line.startswith("    · "), lines[start + 1 :]))
    assert len(shown) == SHOWN + bool(more)
    assert (more or "example.org") in shown[-1]


def test_a_harvest_that_stops_says_so_before_anything_else() -> None:
    lines = write_text(seen("ex:a ex:123 1 ."), "en").splitlines()
    assert lines[0].startswith(f"{SOURCE} (text/turtle, ")
    assert lines[1] == "  The harvest stops. Nothing is updated."


def test_members_are_listed_unless_only_the_findings_are_wanted() -> None:
    found = seen(GOOD)
    assert "    https://example.org/a\n" in write_text(found, "nb")
    assert "    https://example.org/a\n" not in write_text(found, "nb", members=False)


def test_what_changed_since_last_time_is_counted_and_what_is_gone_is_named() -> None:
    state = State().with_previews([seen(GOOD + "ex:g a dcat:Dataset .")])
    text = write_text(preview(GOOD.encode(), "text/turtle", SOURCE, kind="datasets", previous=state), "en")
    assert "Since last time: 0 new, 0 changed, 1 unchanged, 1 gone." in text
    assert "Removed, was there last time: https://example.org/g" in text
    assert "Since last time" not in write_text(seen(GOOD), "en")


def test_how_often_is_said_only_of_what_is_met_more_than_once() -> None:
    found = seen(GOOD + "[] a dcat:Dataset .")
    assert "times)" not in write_text(found, "en")
    twice = replace(found, findings=tuple(replace(f, count=2) for f in found.findings))
    assert "(2 times)" in write_text(twice, "en")
