"""Which fields of deliveries take their values from a list, read from all graphs."""

from __future__ import annotations

import pyoxigraph as ox

from stafett.iris import PREFIXES, Iris
from stafett.pages.codefields import code_field_data

LIST, FIELD, DELIVERY = "urn:list", "https://example.org/field/a", "urn:delivery"
Said = tuple[str, str, str | ox.Literal]


def found(iris: Iris, *said: Said) -> list[dict[str, object]]:
    """The fields with the list."""
    triples = [
        ox.Triple(
            ox.NamedNode(s),
            ox.NamedNode(PREFIXES["dct"] + "title" if p == "title" else iris.term(p)),
            ox.NamedNode(o) if isinstance(o, str) else o,
        )
        for s, p, o in said
    ]
    one, other = (code_field_data(order, iris) for order in (triples, triples[::-1]))
    assert one == other  # in whatever order they come
    return one.get(LIST, [])


def test_a_field_is_found_by_its_list_with_what_it_is_called(iris: Iris) -> None:
    [field] = found(
        iris,
        (FIELD, "codeList", LIST),
        (FIELD, "fieldName", ox.Literal("FULLFKOD")),
        (FIELD, "interfaceRef", ox.Literal("R.13")),
    )
    assert (field["iri"], field["name"], field["interfaceRef"]) == (FIELD, "FULLFKOD", "R.13")
    assert (field["handbookRef"], field["deliveries"]) == (None, [])


def test_a_field_without_a_name_is_called_by_the_end_of_its_address(iris: Iris) -> None:
    [field] = found(iris, (FIELD, "codeList", LIST))
    assert field["name"] == "a"


def test_the_deliveries_of_a_field_are_named_in_each_language_and_sorted(iris: Iris) -> None:
    fields = found(
        iris,
        (FIELD, "codeList", LIST),
        ("urn:z", "dataElement", FIELD),
        (DELIVERY, "dataElement", FIELD),
        (DELIVERY, "title", ox.Literal("Levering", language="nb")),
        (DELIVERY, "title", ox.Literal("Delivery", language="en")),
        ("urn:other", "dataElement", "urn:field-without-list"),
    )
    assert fields[0]["deliveries"] == [
        {"iri": DELIVERY, "title": {"nb": "Levering", "en": "Delivery"}},
        {"iri": "urn:z", "title": {}},
    ]


def test_fields_come_sorted_and_a_field_with_two_lists_stands_with_both(iris: Iris) -> None:
    said = [("urn:b", "codeList", LIST), ("urn:a", "codeList", LIST), ("urn:a", "codeList", "urn:list2")]
    assert [field["iri"] for field in found(iris, *said)] == ["urn:a", "urn:b"]
    triples = [ox.Triple(ox.NamedNode(s), ox.NamedNode(iris.term(p)), ox.NamedNode(o)) for s, p, o in said]
    assert list(code_field_data(triples, iris)) == [LIST, "urn:list2"]


def test_where_nothing_is_said_nothing_is_found(iris: Iris) -> None:
    assert code_field_data([], iris) == {}
    assert found(iris, (FIELD, "fieldName", ox.Literal("x"))) == []
