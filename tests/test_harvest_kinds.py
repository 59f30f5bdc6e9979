"""The six kinds: what data.norge.no calls them, and where what it makes of them stands."""

from __future__ import annotations

import pytest

from stafett.harvest.kinds import KINDS, SKOS


def test_there_are_six_each_by_its_own_name_and_its_own_register_name() -> None:
    assert [kind.name for kind in KINDS.values()] == list(KINDS)
    assert len({kind.registered_as for kind in KINDS.values()}) == len(KINDS) == 6


def test_nobody_can_change_them() -> None:
    with pytest.raises(TypeError):
        KINDS["datasets"] = KINDS["concepts"]  # type: ignore[index]


def test_no_class_is_a_member_of_two_kinds() -> None:
    members = [name for kind in KINDS.values() for name in kind.members]
    assert len(set(members)) == len(members)


def test_a_member_is_always_kept_apart_and_services_and_events_from_each_other() -> None:
    for kind in KINDS.values():
        assert set(kind.members) <= set(kind.apart), kind.name
    assert KINDS["services"].apart == KINDS["events"].apart
    assert KINDS["datasets"].apart == KINDS["datasets"].members


@pytest.mark.parametrize(
    ("name", "containers", "generated"),
    [
        ("datasets", "https://datasets.fellesdatakatalog.digdir.no/catalogs/", "#GeneratedCatalog"),
        ("concepts", "https://concepts.fellesdatakatalog.digdir.no/collections/", "#GeneratedCollection"),
    ],
)
def test_concepts_stand_in_collections_and_all_else_in_catalogues(
    name: str, containers: str, generated: str
) -> None:
    assert (KINDS[name].containers, KINDS[name].generated) == (containers, generated)
    assert (KINDS[name].container == SKOS + "Collection") is (name == "concepts")


def test_records_stand_at_the_address_of_their_kind() -> None:
    assert KINDS["dataservices"].records == "https://dataservices.fellesdatakatalog.digdir.no/dataservices/"
    assert KINDS["dataservices"].page == "https://data.norge.no/data-services/"
