from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from stafett.languages import Text
from stafett.records.report import FORMATS, write_report
from stafett.records.validation import Violation

FILE = Path("data.json")
SH = "http://www.w3.org/ns/shacl#"
MESSAGE = Text.of({"nb": "På bokmål.", "nn": "På nynorsk.", "en": "In English."})
LOW = Violation("https://example.org/p", "birthYear", "1899", "minInclusive", "Violation", MESSAGE, 3)
UNKNOWN = Violation("https://example.org/p", "grade", "Q", "in", "Warning", MESSAGE)


@pytest.mark.parametrize(("language", "words"), [("nb", "i orden"), ("nn", "i orden"), ("en", "is valid")])
def test_a_sound_file_is_said_to_be(language: str, words: str) -> None:
    assert write_report([(FILE, ())], "text", language) == f"data.json: {words}\n"


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("nb", "data.json:3: Brudd: På bokmål.", "data.json: 1 brudd, 1 advarsler"),
        ("nn", "data.json:3: Brot: På nynorsk.", "data.json: 1 brot, 1 åtvaringar"),
        ("en", "data.json:3: Violation: In English.", "data.json: 1 violations, 1 warnings"),
    ],
)
def test_text_says_place_severity_and_message_in_one_language(language: str, first: str, last: str) -> None:
    lines = write_report([(FILE, (LOW, UNKNOWN))], "text", language).splitlines()
    assert (lines[0], lines[-1]) == (first, last)


@pytest.mark.parametrize("value", ["https://example.org/p", "birthYear", "1899", "minInclusive"])
def test_text_says_focus_path_value_and_constraint(value: str) -> None:
    assert value in write_report([(FILE, (LOW,))], "text", "nb")


def test_text_without_a_line_names_the_file() -> None:
    assert write_report([(FILE, (UNKNOWN,))], "text", "en").startswith("data.json: Warning: ")


def test_json_holds_everything() -> None:
    [report] = json.loads(write_report([(FILE, (LOW,))], "json", "nn"))
    assert (report["file"], report["conforms"]) == ("data.json", False)
    assert report["results"] == [
        {
            "focusNode": "https://example.org/p",
            "path": "birthYear",
            "value": "1899",
            "constraint": "minInclusive",
            "severity": "Violation",
            "rule": None,
            "message": "På nynorsk.",
            "messages": {"nb": "På bokmål.", "nn": "På nynorsk.", "en": "In English."},
            "line": 3,
        }
    ]


@pytest.mark.parametrize(
    ("violations", "conforms"), [((), True), ((UNKNOWN,), True), ((LOW, UNKNOWN), False)]
)
def test_only_violations_keep_data_from_conforming(violations: tuple[Violation, ...], conforms: bool) -> None:
    [report] = json.loads(write_report([(FILE, violations)], "json", "en"))
    assert report["conforms"] is conforms
    turtle = list(ox.parse(write_report([(FILE, violations)], "ttl", "en"), format=ox.RdfFormat.TURTLE))
    said = [
        t.object.value
        for t in turtle
        if t.predicate.value == SH + "conforms" and isinstance(t.object, ox.Literal)
    ]
    assert said == [str(conforms).lower()]


def test_turtle_is_a_shacl_report() -> None:
    found = list(ox.parse(write_report([(FILE, (LOW,))], "ttl", "nb"), format=ox.RdfFormat.TURTLE))
    result = next(t.subject for t in found if t.object == ox.NamedNode(SH + "ValidationResult"))
    about = {(t.predicate.value.removeprefix(SH), str(t.object)) for t in found if t.subject == result}
    assert ("focusNode", "<https://example.org/p>") in about
    assert ("sourceConstraintComponent", f"<{SH}MinInclusiveConstraintComponent>") in about
    assert ("resultSeverity", f"<{SH}Violation>") in about
    assert {o for p, o in about if p == "resultMessage"} == {f'"{w}"@{tag}' for tag, w in MESSAGE}


def test_turtle_has_a_report_for_each_file() -> None:
    text = write_report([(FILE, (LOW,)), (Path("other.json"), ())], "ttl", "nb")
    found = ox.parse(text, format=ox.RdfFormat.TURTLE)
    assert sum(t.object == ox.NamedNode(SH + "ValidationReport") for t in found) == 2


@pytest.mark.parametrize(
    "value", ["http://example.org/a b", "https://<x>", "urn:x y", 'a "quote"\n', "http://[x"]
)
def test_any_value_makes_a_report_that_can_be_read(value: str) -> None:
    odd = Violation(value, value, value, "in", "Violation", MESSAGE)
    assert list(ox.parse(write_report([(FILE, (odd,))], "ttl", "nb"), format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("form", FORMATS)
def test_a_message_that_lacks_the_language_is_shown_in_another(form: str) -> None:
    only = Violation("https://example.org/p", "x", "", "in", "Violation", Text.of({"en": "In English."}))
    assert "In English." in write_report([(FILE, (only,))], form, "nn")
