"""What things and codes are called on pages, and where they can be read of."""

from __future__ import annotations

from typing import Any

import pytest

from stafett.pages.labels import Labels, listed
from stafett.sources import Sources


@pytest.fixture(scope="module")
def labels(sources: Sources) -> Labels:
    return Labels(sources.content, sources.model, sources.lists)


@pytest.mark.parametrize(
    ("value", "found"), [(None, []), ("a", ["a"]), (["a", "b"], ["a", "b"]), ([], []), (0, [0])]
)
def test_what_may_stand_alone_is_a_list(value: Any, found: list[Any]) -> None:
    assert listed(value) == found


def test_a_thing_of_the_catalogue_is_called_by_its_name(labels: Labels, sources: Sources) -> None:
    entry = labels.of_kind("agent")[0]
    shown = labels.link(entry.iri)
    assert shown["href"] == entry.path == f"/agent/{entry.slug}"
    assert shown["text"]["nb"]
    assert labels.entry(entry.iri) is sources.content.entries[entry.iri]


@pytest.mark.parametrize(
    ("iri", "href"), [("stafett:Person", "/def/Person"), ("code/vigo-termin", "/code/vigo-termin")]
)
def test_terms_and_lists_of_ours_are_called_by_their_title(
    labels: Labels, sources: Sources, iri: str, href: str
) -> None:
    whole = iri if ":" in iri else f"{sources.model.iris.base}/{iri}"
    shown = labels.link(whole)
    assert (shown["href"], set(shown["text"])) == (href, {"nb", "nn", "en"})


@pytest.mark.parametrize(
    "iri", ["https://lovdata.no/x", "https://w3id.org/stafettx/def/Person", "https://x/Person"]
)
def test_what_is_not_ours_is_called_by_its_address_even_where_it_ends_like_ours(
    labels: Labels, iri: str
) -> None:
    assert labels.link(iri) == {"text": iri, "href": iri}


def test_one_several_or_no_references(labels: Labels) -> None:
    assert labels.one(None) is labels.one("") is None
    assert labels.one("https://x/") == {"text": "https://x/", "href": "https://x/"}
    assert labels.links(None) == []
    assert [shown["href"] for shown in labels.links(["https://x/", "https://y/"])] == [
        "https://x/",
        "https://y/",
    ]


def test_values_of_an_enumeration_have_their_titles_in_the_order_asked_for(
    labels: Labels, sources: Sources
) -> None:
    enum = next(e for e in sources.model.enums.values() if not e.external and len(e.values) > 1)
    first, second = enum.values[:2]
    assert labels.values(enum.name) == enum.values
    assert labels.titles(enum.name, [second.name, first.name]) == [
        second.title.as_dict(),
        first.title.as_dict(),
    ]
    assert labels.titles(enum.name, None) == []
    with pytest.raises(StopIteration):
        labels.title(enum.name, "no such value")


def test_a_property_is_called_by_its_title(labels: Labels, sources: Sources) -> None:
    name, slot = next(iter(sources.model.slots.items()))
    assert labels.slot(name) == slot.title.as_dict()
