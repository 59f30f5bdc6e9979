"""The lists of properties that data.norge.no's parser reads."""

from __future__ import annotations

import pytest

from harvest_fixtures import GOOD, seen
from stafett.harvest.checks import _PREFIXES
from stafett.harvest.kinds import KINDS
from stafett.harvest.reads import READS, RESOURCES


def test_there_is_a_list_for_each_kind() -> None:
    assert set(READS) == set(KINDS)


def test_every_name_has_a_prefix_that_the_preview_gives_to_what_it_finds() -> None:
    names = RESOURCES.union(*READS.values())
    assert {name.partition(":")[0] for name in names} <= set(dict(_PREFIXES))
    assert all(name.count(":") == 1 and name.partition(":")[2] for name in names)


def test_what_is_read_as_a_resource_is_read_of_some_kind() -> None:
    nested = {"modelldcatno:hasProperty"}  # of a part of a model
    assert RESOURCES - nested <= frozenset().union(*READS.values())


@pytest.mark.parametrize(
    ("kind", "read", "not_read"),
    [
        ("datasets", "dcat:distribution", "dcat:endpointURL"),
        ("dataservices", "dcat:endpointURL", "dcat:distribution"),
        ("concepts", "skos:prefLabel", "dct:title"),
        ("events", "cpsvno:mayInitiate", "cv:hasCompetentAuthority"),
    ],
)
def test_each_kind_reads_what_is_its_own(kind: str, read: str, not_read: str) -> None:
    assert read in READS[kind]
    assert not_read not in READS[kind]


def test_what_is_not_in_the_list_is_shown_as_ignored() -> None:
    [member] = seen(GOOD + "ex:a dct:abstract 'x' .").members
    assert "dct:abstract" in member.ignored
    assert "dct:title" in member.read
