from __future__ import annotations

from pathlib import Path

import pytest

from stafett.errors import SourceError
from stafett.model.narrowing import widened
from stafett.yamlfile import parse_yaml

BODY = """\
classes:
  Thing: {{}}
  Person: {{is_a: Thing}}
  Case:
    slots: [about, share]
    slot_usage: {{about: {{range: Person, required: true}}, share: {{maximum_value: 1}}}}
  Special:
    is_a: Case
    slot_usage:
      {usage}
slots:
  about: {{range: Thing}}
  share: {{range: decimal, minimum_value: 0}}
  link: {{range: uriorcurie}}
"""


def faults(usage: str) -> list[SourceError]:
    return list(widened([parse_yaml(BODY.format(usage=usage), Path("m.yaml"))]))


@pytest.mark.parametrize(
    "usage",
    [
        "link: {range: Person}",
        "about: {}",
        "about: {range: Person}",
        "share: {minimum_value: 0.5}",
        "share: {required: true}",
    ],
)
def test_the_same_or_narrower_is_fine(usage: str) -> None:
    assert faults(usage) == []


@pytest.mark.parametrize(
    ("usage", "message"),
    [
        ("about: {range: Thing}", "its range is «Person», and «Thing» is neither that nor a kind of it"),
        ("about: {required: false}", "it is required, and a class cannot make it optional"),
        ("share: {minimum_value: -1}", "its least value is 0"),
        ("share: {maximum_value: 2}", "its greatest value is 1"),
    ],
)
def test_wider_is_refused_with_its_line(usage: str, message: str) -> None:
    [fault] = faults(usage)
    slot = usage.partition(":")[0]
    assert str(fault).startswith(f"m.yaml:10: «Special» widens the slot «{slot}»: {message}\n")


def test_a_subclass_of_the_range_is_narrower() -> None:
    text = "classes:\n  Thing: {}\n  Person: {is_a: Thing}\n  Case: {slot_usage: {about: {range: Person}}}\n"
    assert list(widened([parse_yaml(f"{text}slots: {{about: {{range: Thing}}}}\n", Path("m.yaml"))])) == []


def test_a_class_may_make_a_slot_of_its_own_optional() -> None:
    text = "classes:\n  Case: {slots: [about], slot_usage: {about: {required: false}}}\n"
    text += "slots: {about: {required: true}}\n"
    assert list(widened([parse_yaml(text, Path("m.yaml"))])) == []
