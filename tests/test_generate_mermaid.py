"""The model as Mermaid text: complete, escaped, and short enough for Mermaid to draw."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from stafett.generate.mermaid import escaped, write_mermaid
from stafett.languages import Text
from stafett.model.elements import Model

MOST_CHARACTERS = 50_000
"""Mermaid's own limit (maxTextSize), unless told otherwise."""


def test_every_class_and_property_is_there(model: Model) -> None:
    text = write_mermaid(model)
    for cls in model.classes.values():
        assert f"class {cls.name}[" in text
        assert f'click {cls.name} href "{cls.iri}"' in text
        if cls.parent:
            assert f"  {cls.parent} <|-- {cls.name}\n" in text
        for prop in cls.properties:
            if prop.own:
                assert re.search(rf"{prop.slot} \[|: {prop.slot}$", text, re.MULTILINE), prop.slot


def test_the_whole_model_is_short_enough(model: Model) -> None:
    assert len(write_mermaid(model)) < MOST_CHARACTERS


def test_cardinality_stands_at_the_target(model: Model) -> None:
    text = write_mermaid(model, "results")
    assert '  ProgrammeEnrolment --> "1..*" SourceRecord : sourceRecord\n' in text
    assert '  ProgrammeEnrolment *--> "0..1" Interruption : interruption\n' in text


def test_a_module_has_its_own_classes_in_a_namespace_and_names_those_it_leads_to(model: Model) -> None:
    text = write_mermaid(model, "results")
    inside = text.partition("namespace results {")[2].partition("\n  }\n")[0]
    assert "class TradeTest[" in inside
    assert "class Person[" not in inside
    assert '\n  class Person["Person"]\n' in text
    assert "namespace core" not in text


def test_abstract_and_value_classes_say_so(model: Model) -> None:
    text = write_mermaid(model)
    assert re.search(r'class Agent\["Aktør"\] \{\n\s+<<abstract>>', text)
    assert re.search(r"class Interruption\[[^]]+\] \{\n\s+<<value>>", text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('a "b"', "a #quot;b#quot;"),
        ("#1; x", "#35;1#59; x"),
        ("<b>`c`", "#lt;b#gt;#96;c#96;"),
        ("**d** _e_", "#42;#42;d#42;#42; #95;e#95;"),
        ("f\\g\nh", "f#92;g h"),
        ("ærlig «talt»", "ærlig «talt»"),
    ],
)
def test_what_mermaid_would_take_for_its_own_is_written_as_entities(text: str, written: str) -> None:
    assert escaped(text) == written


def test_a_title_full_of_signs_stays_inside_its_quotation_marks(model: Model) -> None:
    evil = Text.of({"nb": 'a "b" ]{ \n click x href "javascript:1"'})
    classes = {name: replace(cls, title=evil) for name, cls in model.classes.items()}
    text = write_mermaid(replace(model, classes=classes, title=evil))
    assert text.count("click ") == 2 * len(classes) + 1
    assert not re.search(r"^\s*click x", text, re.MULTILINE)
    assert text.startswith('---\ntitle: "a \\"b\\" ]{ click x')
