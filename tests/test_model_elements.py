from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from stafett.model.elements import Model


def test_the_model_cannot_be_changed_by_those_who_read_it(model: Model) -> None:
    with pytest.raises(FrozenInstanceError):
        model.classes["Person"].abstract = True  # type: ignore[misc]


def test_concrete_classes_are_those_that_can_have_instances(model: Model) -> None:
    names = {c.name for c in model.concrete()}
    assert "Person" in names
    assert "Agent" not in names
    assert model.classes["Agent"].abstract


def test_subclasses_hold_the_class_itself_and_all_below(model: Model) -> None:
    assert set(model.subclasses("Agent")) == {"Agent", "Person", "Organisation", "School"}


def test_used_by_finds_inherited_uses_too(model: Model) -> None:
    assert {"Agent", "Person", "Organisation", "School"} <= {c.name for c, _ in model.used_by("contactRole")}


def test_pointing_at_finds_the_classes_that_refer_to_one(model: Model) -> None:
    assert ("ProgrammeEnrolment", "school") in {(c.name, p.slot) for c, p in model.pointing_at("School")}


def test_pointing_at_names_only_the_class_that_declares_the_property(model: Model) -> None:
    assert all(p.own for _, p in model.pointing_at("Identifier"))


@pytest.mark.parametrize(("name", "expected"), [("Person", True), ("Identifier", False)])
def test_only_things_with_an_identifier_have_identity(model: Model, name: str, expected: bool) -> None:
    assert model.classes[name].has_identity is expected


def test_ancestors_and_children_are_two_sides_of_the_same(model: Model) -> None:
    for cls in model.classes.values():
        assert all(model.classes[child].parent == cls.name for child in cls.children)
        assert cls.parent == (cls.ancestors[0] if cls.ancestors else None)
