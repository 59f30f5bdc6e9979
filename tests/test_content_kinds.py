"""The kinds of content: what the model says of their classes, and that no person is among them."""

from __future__ import annotations

from stafett.content.kinds import CLASSES, KINDS
from stafett.model.elements import Model
from stafett.sources import Sources

PERSONS = {"Person", "GuardianRelation"}


def test_a_class_stands_at_one_path_only() -> None:
    assert len(CLASSES) == sum(len(classes) for classes in KINDS.values())


def test_every_kind_is_of_classes_of_the_model_and_none_is_about_a_person(model: Model) -> None:
    assert set(CLASSES) <= set(model.classes)
    for name in CLASSES:
        above = {name}
        while above:
            assert not above & PERSONS
            above = {parent for one in above if (parent := model.classes[one].parent)}


def test_every_thing_stands_at_the_path_of_its_class(sources: Sources) -> None:
    assert sources.content.entries
    for entry in sources.content.entries.values():
        assert CLASSES[entry.cls.name] == entry.kind
        assert f"/{entry.kind}/" in entry.iri
