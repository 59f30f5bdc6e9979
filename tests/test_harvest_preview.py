"""The preview as a whole: kinds, changes since last time, and documents together."""

from __future__ import annotations

from harvest_fixtures import GOOD, SOURCE, codes, seen
from stafett.harvest.preview import MOST, across, preview
from stafett.harvest.report import write_text
from stafett.harvest.state import State


def _again(turtle: str, state: State, source: str = SOURCE) -> dict[str, str]:
    found = preview(turtle.encode(), "text/turtle", source, kind="datasets", previous=state)
    return {m.iri[-1]: m.change for m in found.members} | dict.fromkeys(found.removed, "removed")


def test_the_kind_is_guessed_by_what_there_is_most_of() -> None:
    stubs = " ".join(f"ex:k{n} a skos:Concept ." for n in range(5))
    assert seen(GOOD + stubs, None).kind == "datasets"
    assert seen(stubs + "ex:s a skos:Collection .", None).kind == "concepts"


def test_a_member_shows_id_and_page() -> None:
    [member] = seen(GOOD).members
    assert member.page == f"https://data.norge.no/datasets/{member.fdk_id}"


def test_what_changed_since_last_time_is_said_by_member() -> None:
    state = State().with_previews([seen(GOOD + "ex:b a dcat:Dataset . ex:g a dcat:Dataset .")])
    later = GOOD + "ex:b a dcat:Dataset ; dct:title 'B' . ex:n a dcat:Dataset ."
    assert _again(later, state) == {
        "a": "same",
        "b": "changed",
        "n": "new",
        "https://example.org/g": "removed",
    }


def test_a_catalogue_another_address_holds_stops_the_harvest() -> None:
    state = State().with_previews([seen(GOOD)])
    found = preview(GOOD.encode(), "text/turtle", "https://example.org/two", previous=state)
    assert found.stopped
    assert codes(found)["H9.1"] == "https://example.org/catalog"
    assert codes(found)["H9.2"] == "https://example.org/a"


def test_the_same_catalogue_in_two_documents_stops_the_second() -> None:
    one = seen(GOOD)
    two = preview(GOOD.encode(), "text/turtle", "https://example.org/two")
    first, second = across([one, two])
    assert not first.stopped
    assert second.stopped
    assert {"H9.1", "H9.2"} <= codes(second).keys()
    assert across([one, one])[1].stopped is False  # the same address for two kinds is allowed


def test_findings_of_one_rule_are_cut_and_counted() -> None:
    many = " ".join(f"ex:x{n} a dcat:Dataset ; dct:title 'X'@nb ." for n in range(MOST + 7))
    found = seen(GOOD + many)
    assert sum(f.code == "H6.3" for f in found.findings) == MOST
    assert found.more["H6.3"] == 7
    assert str(MOST + 7 - 5) in write_text(found, "en")
