"""What a version consists of, as data."""

from __future__ import annotations

from stafett.generate.inventory import terms, write_inventory
from stafett.sources import Sources


def test_inventory_holds_every_class_slot_and_code(sources: Sources) -> None:
    found = write_inventory(sources.model, sources.code_sets)
    assert found["classes"].keys() == sources.model.classes.keys()
    assert found["slots"].keys() == sources.model.slots.keys()
    assert found["lists"]["vigo-bevistype"] == ["KB", "VM"]


def test_terms_are_relative_to_the_base(sources: Sources) -> None:
    found = terms(write_inventory(sources.model, sources.code_sets))
    assert {"def/Person", "def/pseudonym", "code/vigo-termin", "code/vigo-termin/H", "def#addedIn"} <= set(
        found
    )
    assert not [t for t in found if "://" in t]
