"""Content files are read strictly: what they may hold, and what a fault says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stafett.content.entries import Content, read_content
from stafett.content.kinds import CLASSES
from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.model.elements import Model
from test_personal import made_up

BODY = """data:
  - type: Organisation
    id: https://stafett.invalid/agent/udir
    prefLabel: {nb: Udir, nn: Udir, en: Udir}
    organisationKind: directorate
    parent: https://stafett.invalid/agent/kd
"""
Read = Callable[[str], Content]


@pytest.fixture
def read(tmp_path: Path, model: Model, iris: Iris) -> Read:
    def one(text: str) -> Content:
        (tmp_path / "agents.yaml").write_text(text, encoding="utf-8")
        return read_content(tmp_path, model, iris)

    return one


def test_an_entry_has_its_identifier_kind_place_and_values_under_the_base(read: Read, iris: Iris) -> None:
    [entry] = read(BODY).entries.values()
    assert (entry.iri, entry.path, entry.topic) == (iris.thing("agent", "udir"), "/agent/udir", "agents")
    assert entry.where.line == 2
    assert {p.slot: v for p, v in entry.values()}["parent"] == iris.thing("agent", "kd")


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("data:", "items:", "A content file holds «data»", 1),
        ("organisationKind", "organisationKinds", "«organisationKinds» is no property of Organisation", 5),
        ("type: Organisation", "type: Person", "The catalogue describes no Person", 2),
        ("agent/udir", "system/udir", "The id of a Organisation is https://stafett.invalid/agent/", 3),
        ("agent/udir", "agent/Udir", "a name in small letters", 3),
        (", en: Udir}", "}", "«prefLabel» has no text in en", 4),
        ("en: Udir}", "en: Udir, and more}", "«and more» in «prefLabel» is no language", 4),
    ],
)
def test_a_fault_names_what_is_wrong_and_the_line(
    read: Read, old: str, new: str, message: str, line: int
) -> None:
    text = BODY.replace(old, new)
    text = text.replace(
        "\n    prefLabel: {nb: Udir, nn: Udir, en: Udir}\n    org", "\n    org", new == "type: Person"
    )
    if new == "type: Person":
        text = "data:\n  - type: Person\n    id: https://stafett.invalid/agent/a\n    pseudonym: synt-1\n"
    with pytest.raises(SourceError, match=message) as fault:
        read(text)
    assert fault.value.where is not None
    assert fault.value.where.line == line


def test_the_same_identifier_twice_is_a_fault_that_names_both_places(read: Read) -> None:
    with pytest.raises(SourceError, match=r"«/agent/udir» is described already, at .*agents.yaml:2"):
        read(BODY + BODY.removeprefix("data:\n"))


def test_a_personal_number_stops_the_reading(read: Read) -> None:
    with pytest.raises(SourceError, match="looks like a personal number"):
        read(BODY.replace("Udir,", f"Udir {made_up()},", 1))


def test_every_class_of_the_content_can_have_instances_with_an_identifier(model: Model) -> None:
    for name in CLASSES:
        assert model.classes[name].has_identity, name
        assert not model.classes[name].abstract, name
