from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from stafett.errors import DataError, DistError
from stafett.languages import LANGUAGES
from stafett.records.reading import read_data
from stafett.records.validation import Rules, Violation, as_text, load_rules, local, validate

PERSON: dict[str, Any] = {"type": "Person", "id": "ex:p", "pseudonym": "synt-1", "isSynthetic": True}
FOCUS = "https://w3id.org/stafett/example/p"


def check(folder: Path, rules: Rules, *items: dict[str, Any]) -> tuple[Violation, ...]:
    file = folder / "data.json"
    file.write_text(json.dumps(list(items), indent=1), encoding="utf-8")
    return validate(read_data(file, rules.context), rules)


def test_sound_data_have_no_violations(tmp_path: Path, rules: Rules) -> None:
    assert check(tmp_path, rules, PERSON) == ()


def test_a_violation_says_where_what_and_why_in_three_languages(tmp_path: Path, rules: Rules) -> None:
    [found] = check(tmp_path, rules, {**PERSON, "birthYear": 1899})
    assert (found.focus, found.path, found.value) == (FOCUS, "birthYear", "1899")
    assert (found.constraint, found.severity, found.line) == ("minInclusive", "Violation", 2)
    assert [tag for tag, _ in found.message] == list(LANGUAGES)


def test_each_object_has_its_own_line(tmp_path: Path, rules: Rules) -> None:
    found = check(tmp_path, rules, {**PERSON, "id": "ex:q"}, {**PERSON, "birthYear": 1899})
    assert [v.line for v in found] == [8]


def test_an_id_that_ends_like_another_keeps_its_own_line(tmp_path: Path, rules: Rules) -> None:
    found = check(tmp_path, rules, {**PERSON, "id": "ex:1"}, {**PERSON, "id": "ex:11", "birthYear": 1899})
    assert [v.line for v in found] == [8]


def test_all_violations_are_reported_sorted(tmp_path: Path, rules: Rules) -> None:
    found = check(tmp_path, rules, {**PERSON, "birthYear": 1899, "pseudonym": "Kari", "isSynthetic": False})
    assert [v.path for v in found] == ["birthYear", "isSynthetic", "pseudonym"]


def test_a_rule_of_the_parent_holds_for_the_child(tmp_path: Path, rules: Rules) -> None:
    school = {"type": "School", "id": "ex:s", "orgNumber": "1"}
    assert ("orgNumber", "pattern") in {(v.path, v.constraint) for v in check(tmp_path, rules, school)}


def test_a_code_that_is_not_known_of_a_partly_known_list_is_a_warning(tmp_path: Path, rules: Rules) -> None:
    enrolment = {"type": "ProgrammeEnrolment", "id": "ex:e", "studentStatus": "Q"}
    found = [v for v in check(tmp_path, rules, enrolment) if v.path == "studentStatus"]
    assert [(v.constraint, v.severity) for v in found] == [("in", "Warning")]


def test_data_may_refer_to_programmes_that_the_code_lists_hold(tmp_path: Path, rules: Rules) -> None:
    area = {"type": "ProgrammeArea", "id": "ex:a", "code": "HSHEA2----", "programme": "grep:HS"}
    found = check(tmp_path, rules, area)
    assert ("programme", "class") not in {(v.path, v.constraint) for v in found}


def test_data_may_not_refer_to_a_programme_that_does_not_exist(tmp_path: Path, rules: Rules) -> None:
    area = {"type": "ProgrammeArea", "id": "ex:a", "code": "HSHEA2----", "programme": "grep:XX"}
    found = check(tmp_path, rules, area)
    assert ("programme", "class") in {(v.path, v.constraint) for v in found}


def test_a_misspelt_key_is_a_violation(tmp_path: Path, rules: Rules) -> None:
    [found] = check(tmp_path, rules, {**PERSON, "birthyear": 2007})
    assert (found.path, found.constraint, found.value) == ("birthyear", "unknownProperty", "2007")
    assert [tag for tag, _ in found.message] == list(LANGUAGES)


def test_a_misspelt_key_of_a_nested_object_is_a_violation(tmp_path: Path, rules: Rules) -> None:
    nested = {"type": "Identifier", "notation": "7", "notatoin": "8"}
    [found] = check(tmp_path, rules, {**PERSON, "identifier": [nested]})
    assert (found.focus, found.path) == ("ex:p / identifier", "notatoin")


def test_a_nested_object_without_type_is_a_violation(tmp_path: Path, rules: Rules) -> None:
    found = check(tmp_path, rules, {**PERSON, "identifier": [{"notation": "7"}]})
    assert [(v.path, v.constraint) for v in found] == [("identifier", "class")]


def test_a_type_that_the_model_does_not_have_is_a_violation(tmp_path: Path, rules: Rules) -> None:
    [found] = check(tmp_path, rules, {"type": "Robot", "id": "ex:r"})
    assert (found.path, found.value, found.severity) == ("type", "Robot", "Violation")


def test_rdf_with_nothing_to_check_is_a_warning_and_not_silence(tmp_path: Path, rules: Rules) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("<http://example.org/s> <http://example.org/p> 1 .", encoding="utf-8")
    [found] = validate(read_data(file, rules.context), rules)
    assert (found.severity, found.constraint) == ("Warning", "type")


def test_an_ill_formed_date_is_a_violation(tmp_path: Path, rules: Rules) -> None:
    year = {
        "type": "SchoolYear",
        "id": "ex:y",
        "notation": "20252026",
        "startDate": "01.08.2025",
        "endDate": "2026-07-31",
    }
    assert [(v.path, v.constraint) for v in check(tmp_path, rules, year)] == [("startDate", "datatype")]


def test_other_peoples_shapes_can_be_used(tmp_path: Path, dist: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:shape> a sh:NodeShape ; sh:targetClass <https://w3id.org/stafett/def/Person> ;
          sh:property [
            sh:path <https://w3id.org/stafett/def/birthYear> ; sh:minCount 1 ; sh:message "Year!"@en ] .""",
        encoding="utf-8",
    )
    rules = load_rules(dist, [shapes])
    [found] = check(tmp_path, rules, PERSON)
    assert (found.path, found.constraint, found.message.get("en")) == ("birthYear", "minCount", "Year!")


@pytest.mark.parametrize("text", ["not turtle", "<urn:s> <urn:p> ."])
def test_shapes_that_cannot_be_read_are_named(tmp_path: Path, dist: Path, text: str) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"shapes\.ttl: The shapes cannot be read"):
        load_rules(dist, [shapes])


def test_a_missing_shapes_file_is_named(tmp_path: Path, dist: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.ttl"):
        load_rules(dist, [tmp_path / "gone.ttl"])


def test_a_missing_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(DistError, match="is no complete build") as fault:
        load_rules(tmp_path / "dist")
    assert "stafett build" in (fault.value.hint or "")


@pytest.mark.parametrize(
    "file",
    [
        "manifest.json",
        "all.nq",
        "model/stafett.context.jsonld",
        "model/stafett.schema.json",
        "model/stafett.shacl.nt",
    ],
)
@pytest.mark.parametrize("how", ["missing", "cut short"])
def test_an_incomplete_build_is_refused(tmp_path: Path, dist: Path, file: str, how: str) -> None:
    copy = tmp_path / "dist"
    shutil.copytree(dist, copy)
    if how == "missing":
        (copy / file).unlink()
    else:
        body = (copy / file).read_bytes()
        (copy / file).write_bytes(body[: len(body) // 2 - 1])
    with pytest.raises((DistError, DataError)) as fault:
        load_rules(copy)
    assert str(copy) in str(fault.value)


@pytest.mark.parametrize(("language", "word"), [("nb", "Egenskap"), ("nn", "Eigenskap"), ("en", "Path")])
def test_a_violation_is_told_in_the_wanted_language(
    tmp_path: Path, rules: Rules, language: str, word: str
) -> None:
    [found] = check(tmp_path, rules, {**PERSON, "birthYear": 1899})
    text = as_text(found, language)
    assert text.splitlines()[0] == found.message.get(language)
    assert f"{word}: birthYear" in text
    assert FOCUS in text
    assert "1899" in text


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/stafett/def/birthYear", "birthYear"),
        ("http://www.w3.org/2004/02/skos/core#prefLabel", "prefLabel"),
        ("http://www.w3.org/ns/shacl#MinCountConstraintComponent", "minCountConstraintComponent"),
        ("", ""),
    ],
)
def test_the_last_part_of_an_iri_names_it(iri: str, short: str) -> None:
    assert local(iri) == short


@pytest.mark.parametrize(("remark", "expected"), [("FAM06", ["remark"]), ("FAM01", [])])
def test_a_code_that_the_list_says_had_expired_breaks_the_rule_of_validity(
    tmp_path: Path, rules: Rules, remark: str, expected: list[str]
) -> None:
    line = {"type": "SubjectEnrolment", "id": "ex:line", "enrolment": "ex:e", "remark": remark}
    year = {"id": "ex:y", "notation": "20252026", "startDate": "2025-08-01", "endDate": "2026-07-31"}
    enrolment = {"type": "ProgrammeEnrolment", "id": "ex:e", "schoolYear": "ex:y"}
    found = check(tmp_path, rules, line, {"type": "SchoolYear", **year}, enrolment)
    assert [v.path for v in found if v.rule == "V22"] == expected
