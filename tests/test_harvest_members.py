"""The simulated harvest: which resources are taken, where they belong, and what their graphs hold."""

from __future__ import annotations

import pytest

from harvest_fixtures import GOOD, SOURCE, taken
from stafett.harvest.members import Member


def _subjects(member: Member) -> set[str]:
    return {str(t.subject).strip("<>").removeprefix("https://example.org/") for t in member.triples}


def test_a_member_takes_along_what_it_leads_to() -> None:
    found = taken(GOOD)
    [member] = found.members
    assert _subjects(member) == {"a", "file", "contact"}
    assert member.container == "https://example.org/catalog"
    assert member.title == {"nb": "A"}


def test_what_is_harvested_by_itself_is_not_taken_along() -> None:
    found = taken("ex:a a dcat:Dataset ; dct:source ex:b . ex:b a dcat:Dataset ; dct:title 'B' .")
    assert {m.iri[-1]: _subjects(m) for m in found.members} == {"a": {"a"}, "b": {"b"}}


def test_members_without_a_container_get_a_generated_one() -> None:
    found = taken("ex:a a dcat:Dataset . ex:c a dcat:Catalog .")
    assert found.members[0].container == SOURCE + "#GeneratedCatalog"
    assert [(c.iri, c.generated) for c in found.containers] == [
        ("https://example.org/c", False),
        (SOURCE + "#GeneratedCatalog", True),
    ]
    assert taken("ex:a a skos:Concept .", "concepts").containers[0].iri.endswith("#GeneratedCollection")


def test_blank_resources_and_catalogues_are_left_out() -> None:
    found = taken("[] a dcat:Dataset . [] a dcat:Catalog ; dcat:dataset ex:a . ex:a a dcat:Dataset .")
    assert [m.iri for m in found.members] == ["https://example.org/a"]
    assert (len(found.blank_members), len(found.blank_containers)) == (1, 1)
    assert found.members[0].container.endswith("#GeneratedCatalog")


def test_a_linked_series_brings_the_datasets_in_it() -> None:
    found = taken(
        "ex:c a dcat:Catalog ; dcat:dataset ex:s . ex:s a dcat:DatasetSeries ."
        "ex:a a dcat:Dataset ; dcat:inSeries ex:s ."
    )
    assert {m.container for m in found.members} == {"https://example.org/c"}


def test_a_code_list_brings_its_codes_although_nothing_leads_to_them() -> None:
    found = taken(
        "ex:i a m:InformationModel ; m:containsModelElement ex:l . ex:l a m:CodeList ."
        "ex:k a m:CodeElement ; skos:inScheme ex:l ; dct:subject ex:s ."
        "ex:s dct:source ex:t . ex:t dct:title 'T' .",
        "informationmodels",
    )
    assert _subjects(found.members[0]) == {"i", "l", "k", "s"}  # one step from the code, no further


def test_a_participation_brings_the_agents_that_play_a_role_in_it() -> None:
    found = taken(
        "ex:s a cpsv:PublicService ; cv:hasParticipation ex:p . ex:p a cv:Participation ."
        "ex:agent a dct:Agent ; cv:playsRole ex:p .",
        "services",
    )
    assert _subjects(found.members[0]) == {"s", "p", "agent"}


@pytest.mark.parametrize("order", [1, -1])
def test_order_and_names_of_blank_nodes_do_not_matter(order: int) -> None:
    lines = ["ex:a a dcat:Dataset ; dcat:contactPoint _:x{n} .", "_:x{n} vcard:fn 'K' ; vcard:hasURL ex:u ."]
    text = "\n".join(lines[::order]).format(n=order + 5)
    [member] = taken(text).members
    assert member.checksum == taken("\n".join(lines).format(n=0)).members[0].checksum


def test_a_change_in_what_a_member_leads_to_changes_it() -> None:
    before, after = taken(GOOD), taken(GOOD.replace('"Kontakt"', '"Ny kontakt"'))
    assert before.members[0].checksum != after.members[0].checksum


def test_a_circle_of_addresses_ends() -> None:
    [member] = taken(
        "ex:a a dcat:Dataset ; dct:relation ex:b . ex:b dct:relation ex:c . ex:c dct:relation ex:b ."
    ).members
    assert _subjects(member) == {"a", "b", "c"}


def test_a_circle_of_blank_nodes_is_named() -> None:
    [member] = taken(
        "ex:a a dcat:Dataset ; dct:relation _:x . _:x dct:relation _:y . _:y dct:relation _:x ."
    ).members
    assert member.problem is not None
    assert len(member.problem.nodes) == 2
