"""The model as PlantUML text: complete and escaped."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from stafett.generate.plantuml import escaped, write_plantuml
from stafett.languages import Text
from stafett.model.elements import Model


def test_every_class_property_enumeration_and_value_is_there(model: Model) -> None:
    text = write_plantuml(model)
    for cls in model.classes.values():
        assert re.search(rf'class "[^"]+" as {cls.name} ', text)
        assert f"[[{cls.iri}]]" in text
        if cls.parent:
            assert f"\n{cls.parent} <|-- {cls.name}\n" in text
        for prop in cls.properties:
            if prop.own:
                assert re.search(rf"^\s*{prop.slot} : |: {prop.slot}$", text, re.MULTILINE), prop.slot
    for enum in model.enums.values():
        assert re.search(rf'enum "[^"]+" as {enum.name} ', text)
        for value in enum.values:
            assert f"\n    {value.name}\n" in text


def test_lists_of_others_are_marked(model: Model) -> None:
    assert re.search(r'enum "Fullførtkode" as CompletionCode <<code list>>', write_plantuml(model))


def test_a_module_names_the_classes_it_leads_to_outside_its_package(model: Model) -> None:
    text = write_plantuml(model, "results")
    package, _, after = text.partition("\n}\n")
    assert 'class "Person" as Person' not in package
    assert 'class "Person" as Person' in after
    assert text.count("package ") == 1
    assert 'ProgrammeEnrolment --> "1..*" SourceRecord : sourceRecord' in after


def test_it_begins_and_ends_as_plantuml_wants(model: Model) -> None:
    lines = write_plantuml(model).splitlines()
    assert (lines[0], lines[-1]) == ("@startuml", "@enduml")
    assert sum(line.endswith("{") for line in lines) == sum(line.strip() == "}" for line in lines)


@pytest.mark.parametrize("mark", ['"', "~", "**", "//", "__", "--", "[[", "]]", "\\", "\n"])
def test_no_mark_survives_in_a_title(mark: str) -> None:
    assert mark not in escaped(f"a{mark}b")


def test_a_title_full_of_signs_stays_on_its_line(model: Model) -> None:
    evil = Text.of({"nb": 'a "b" {\n@enduml\nclass X'})
    classes = {name: replace(cls, title=evil) for name, cls in model.classes.items()}
    lines = write_plantuml(replace(model, classes=classes, title=evil)).splitlines()
    assert lines.count("@enduml") == 1
    assert not any(line.startswith("class X") for line in lines)
