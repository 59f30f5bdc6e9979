from __future__ import annotations

from pathlib import Path

import pytest

from stafett.errors import SourceError
from stafett.model.checks import check, check_root
from stafett.yamlfile import parse_yaml

HEAD = """\
id: x
name: core
title: Kjerne
description: Kjerne.
annotations: {title_nn: Kjerne, title_en: Core, description_nn: Kjerne., description_en: Core.}
"""
NOTES = "annotations: {title_nn: a, title_en: a, description_nn: b, description_en: b}"
TEXTS = f"title: a, description: b, {NOTES}"
ENUM = TEXTS.replace("annotations: {", "annotations: {scheme: stafett-x, ")
VALUE = "title: a, annotations: {title_nn: a, title_en: a}"


def faults(*modules: str) -> list[SourceError]:
    return check([parse_yaml(HEAD + body, Path(f"m{n}.yaml")) for n, body in enumerate(modules)])


def only(*modules: str) -> SourceError:
    found = faults(*modules)
    assert len(found) == 1, [str(f) for f in found]
    return found[0]


def test_a_sound_module_has_no_faults() -> None:
    body = f"""\
classes:
  Person: {{{TEXTS}, slots: [name], slot_usage: {{name: {{required: true}}}}}}
slots:
  name: {{{TEXTS}, range: string, pattern: '^a$'}}
enums:
  Kind: {{{ENUM}, permissible_values: {{one: {{{VALUE}, meaning: 'stafett-x:one'}}}}}}
"""
    assert faults(body) == []


@pytest.mark.parametrize(
    ("key", "language", "field"),
    [
        ("title", "nb", "title"),
        ("title_nn", "nn", "annotations: title_nn"),
        ("title_en", "en", "annotations: title_en"),
        ("description", "nb", "description"),
        ("description_nn", "nn", "annotations: description_nn"),
        ("description_en", "en", "annotations: description_en"),
    ],
)
@pytest.mark.parametrize("section", ["classes", "slots"])
def test_a_text_that_is_missing_in_one_language_is_named(
    section: str, key: str, language: str, field: str
) -> None:
    name = "Person" if section == "classes" else "person"
    fault = only(f"{section}:\n  {name}: {{{TEXTS.replace(f'{key}: ', f'x_{key}: ', 1)}}}\n")
    assert f"«{name}» has no " in fault.message
    assert fault.message.endswith(f"in {language}")
    assert fault.hint == f"Write it in {field}."
    assert str(fault.where) == "m0.yaml:7"


@pytest.mark.parametrize("value", ["''", "'  '", "null", "7"])
def test_a_label_must_be_words(value: str) -> None:
    assert (
        "has no label in nb"
        in only(f"slots:\n  x: {{{TEXTS.replace('title: a', f'title: {value}', 1)}}}\n").message
    )


def test_a_module_needs_its_texts_too() -> None:
    [fault] = check([parse_yaml(HEAD.replace("title_nn: Kjerne, ", ""), Path("m.yaml"))])
    assert fault.message == "«m.yaml» has no label in nn"


def test_a_value_needs_a_label_in_every_language_but_no_definition() -> None:
    value = "title: a, annotations: {title_nn: a}, meaning: 'stafett-x:one'"
    fault = only(f"enums:\n  Kind: {{{ENUM}, permissible_values: {{one: {{{value}}}}}}}\n")
    assert fault.message == "«one» has no label in en"


def test_a_name_in_two_modules_is_refused_at_the_second() -> None:
    body = f"slots:\n  x: {{{TEXTS}}}\n"
    fault = only(body, body)
    assert str(fault) == "m1.yaml:7: «x» is already declared in m0.yaml"


@pytest.mark.parametrize(
    ("section", "name", "letter"),
    [
        ("classes", "person", "capital"),
        ("classes", "Per son", "capital"),
        ("slots", "Name", "small"),
        ("slots", "grunnlagÅ", "small"),
        ("enums", "kind", "capital"),
    ],
)
def test_a_name_that_is_no_local_name_of_ours_is_refused(section: str, name: str, letter: str) -> None:
    fault = only(f"{section}:\n  {name}: {{{TEXTS}}}\n")
    assert fault.message == f"«{name}» must be ASCII letters and digits and begin with a {letter} letter"


def test_an_unknown_key_of_a_module_is_refused_with_its_line() -> None:
    assert str(only("klasses: {}\n")) == "m0.yaml:6: «klasses» is no key of a module file"


@pytest.mark.parametrize("body", ["slots:\n  x:\n", "slots:\n  x: words\n"])
def test_a_name_without_definition_is_refused(body: str) -> None:
    assert only(body).message == "«x» has no definition"


def test_a_section_that_is_a_list_is_refused() -> None:
    assert only("slots: [x]\n").message == "«slots» must be a mapping from name to definition"


@pytest.mark.parametrize("text", ["", "- x\n", "words\n"])
def test_a_module_that_is_no_mapping_is_refused(text: str) -> None:
    [fault] = check([parse_yaml(text, Path("m.yaml"))])
    assert "must be a YAML mapping" in fault.message


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("annotations: [x]", "«annotations» must be a mapping"),
        ("range: [string]", "«range» must be a text"),
        ("slot_uri: 1", "«slot_uri» must be a text"),
        ("close_mappings: foaf:name", "«close_mappings» must be a list of names"),
        ("close_mappings: [1]", "«close_mappings» must be a list of names"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(entry: str, message: str) -> None:
    texts = TEXTS.partition(", annotations")[0] if entry.startswith("annotations") else TEXTS
    assert only(f"slots:\n  x: {{{texts}, {entry}}}\n").message == message


def test_a_slot_usage_that_is_no_mapping_is_refused() -> None:
    usage = "slot_usage: {x: required}"
    body = f"classes:\n  Person: {{{TEXTS}, slots: [x], {usage}}}\nslots:\n  x: {{{TEXTS}}}\n"
    assert only(body).message == "«x» must be a mapping"


def test_a_range_that_is_nothing_of_the_model_is_refused_with_its_line() -> None:
    fault = only(f"slots:\n  x:\n    {{{TEXTS},\n    range: Persom}}\n")
    assert (
        str(fault) == "m0.yaml:9: «x» has range «Persom», which is no class, enumeration or type of the model"
    )


def test_a_range_in_slot_usage_is_checked_too() -> None:
    usage = "slot_usage: {x: {range: Persom}}"
    body = f"classes:\n  Person: {{{TEXTS}, slots: [x], {usage}}}\nslots:\n  x: {{{TEXTS}}}\n"
    assert "has range «Persom»" in only(body).message


@pytest.mark.parametrize("wanted", ["integer", "decimal", "date", "LangString"])
def test_a_pattern_on_what_is_no_string_is_refused(wanted: str) -> None:
    fault = only(f"slots:\n  x: {{{TEXTS}, range: {wanted}, pattern: '^1'}}\n")
    assert fault.message == "«x» has a pattern, so its range must be string"


def test_a_pattern_that_is_no_regular_expression_is_refused() -> None:
    fault = only(f"slots:\n  x: {{{TEXTS}, pattern: '^[a-'}}\n")
    assert fault.message.startswith("«^[a-» is no regular expression")


def test_a_parent_that_is_no_class_is_refused() -> None:
    assert (
        only(f"classes:\n  Person: {{{TEXTS}, is_a: Agent}}\n").message
        == "«Person» is_a «Agent», which is no class"
    )


@pytest.mark.parametrize("key", ["slots: [y]", "slot_usage: {y: {required: true}}"])
def test_a_slot_that_is_declared_nowhere_is_refused(key: str) -> None:
    fault = only(f"classes:\n  Person: {{{TEXTS}, {key}}}\n")
    assert fault.message == "«Person» uses the slot «y», which is declared nowhere"


def test_an_enumeration_without_scheme_is_refused() -> None:
    body = f"enums:\n  Kind: {{{TEXTS}, code_set: 'codes:x'}}\n"
    assert only(body).message == "«Kind» has no annotation scheme"


@pytest.mark.parametrize(
    "rest", ["", f", code_set: 'codes:x', permissible_values: {{one: {{{VALUE}, meaning: 'stafett-x:one'}}}}"]
)
def test_an_enumeration_has_values_or_a_code_list_and_not_both(rest: str) -> None:
    assert "either permissible_values or a code_set" in only(f"enums:\n  Kind: {{{ENUM}{rest}}}\n").message


@pytest.mark.parametrize("meaning", ["stafett-x:two", "one", ""])
def test_a_value_whose_meaning_has_another_name_is_refused(meaning: str) -> None:
    value = f"{{{VALUE}, meaning: '{meaning}'}}"
    fault = only(f"enums:\n  Kind: {{{ENUM}, permissible_values: {{one: {value}}}}}\n")
    assert fault.message.startswith("The value «one» must have a meaning with the same local name")


def test_two_slots_with_one_slot_uri_are_refused() -> None:
    slot = f"{{{TEXTS}, slot_uri: 'skos:note'}}"
    assert (
        only(f"slots:\n  x: {slot}\n  y: {slot}\n").message
        == "The slots «x» and «y» have the same slot_uri skos:note"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The file must be a YAML mapping with id, name and imports"),
        (HEAD + "version: '1'\n", "«imports» names no module"),
        (HEAD + "imports: [core]\n", "«version» is missing or no text"),
        (HEAD + "imports: [1]\nversion: '1'\n", "«imports» must be a list of names"),
        (
            HEAD.replace("title: Kjerne\n", "") + "imports: [core]\nversion: '1'\n",
            "«r.yaml» has no label in nb",
        ),
    ],
)
def test_the_root_file_must_have_what_it_needs(text: str, message: str) -> None:
    assert [f.message for f in check_root(parse_yaml(text, Path("r.yaml")))] == [message]


def test_a_sound_root_file_has_no_faults() -> None:
    assert check_root(parse_yaml(HEAD + "imports: [core]\nversion: '1'\n", Path("r.yaml"))) == []
