"""Rules H4 to H12, each met by the smallest catalogue that meets it, and by none that does not."""

from __future__ import annotations

import pytest

from harvest_fixtures import GOOD, PUBLISHER, codes, seen

MODEL = (
    "ex:c a dcat:Catalog ; m:model ex:i . ex:i a m:InformationModel ; dct:title 'I'@nb ; "
    f"dct:publisher {PUBLISHER} ."
)
EDUC = "<http://publications.europa.eu/resource/authority/data-theme/EDUC>"


def test_a_good_catalogue_meets_no_rule() -> None:
    assert codes(seen(GOOD)) == {}


@pytest.mark.parametrize(
    ("code", "turtle", "subject"),
    [
        ("H4.1", "ex:c a dcat:Catalog .", "dcat:Dataset"),
        ("H6.1", "[] a dcat:Dataset ; dct:title 'Uten'@nb .", "[ a dcat:Dataset ]"),
        ("H6.2", "[] a dcat:Catalog .", "[ a dcat:Catalog ]"),
        ("H6.3", "ex:x a dcat:Dataset .", "https://example.org/x"),
        ("H6.4", "ex:catalog dcat:dataset ex:x . ex:x a dcat:dataset .", "https://example.org/x"),
        ("H6.4", "ex:catalog dcat:dataset ex:x . ex:x dct:title 'X'@nb .", "https://example.org/x"),
        ("H6.5", "ex:catalog dcat:dataset ex:nowhere .", "https://example.org/nowhere"),
        ("H7.1", "ex:lost a dcat:Distribution .", "https://example.org/lost"),
        ("H8.1", "ex:x a dcat:Dataset ; dct:relation _:b . _:b dct:relation _:b .", "https://example.org/x"),
        ("H11.1", "ex:s a dcat:DataService .", "dcat:DataService"),
        ("H11.2", "<https://other.example/x> a dcat:Dataset .", "https://other.example/x"),
        ("H11.3", "ex:x a dcat:Dataset , dcat:DataService .", "https://example.org/x"),
        ("H11.4", "ex:r a dcat:CatalogRecord ; foaf:primaryTopic ex:a .", "https://example.org/r"),
        ("H11.5", "ex:x a dcat:Dataset ; dct:isPartOf ex:catalog .", "https://example.org/x"),
        ("H12.2", "ex:x a dcat:Dataset ; dct:publisher <https://example.org/org/12345678> .", "12345678"),
        ("H12.2", "ex:x a dcat:Dataset ; dct:publisher 'Fylket' .", "Fylket"),
        ("H12.2", "ex:x a dcat:Dataset ; dct:publisher <https://x/970018131/991825827> .", "https://x/"),
        ("H12.3", "ex:x a dcat:Dataset ; dct:publisher <https://x/999999999> .", "999999999"),
        ("H12.3", "ex:x a dcat:Dataset ; dct:publisher <https://x/970018132> .", "970018132"),
    ],
)
def test_a_rule_is_met_by_what_breaks_it(code: str, turtle: str, subject: str) -> None:
    catalogue = turtle if code in {"H4.1"} else GOOD + turtle
    found = codes(seen(catalogue))
    assert code in found
    assert subject in found[code]


def test_without_publisher_on_resource_and_catalogue_there_is_none() -> None:
    turtle = "ex:c a dcat:Catalog ; dcat:dataset ex:a . ex:a a dcat:Dataset ; dct:title 'A'@nb ."
    assert "H12.1" in codes(seen(turtle))
    assert "H12.1" not in codes(seen(turtle + f" ex:c dct:publisher {PUBLISHER} ."))


def test_the_moment_of_writing_on_everything_is_noticed() -> None:
    both = 'ex:{} a dcat:Dataset ; dct:modified "2026-11-20T{}"^^xsd:dateTime .'
    assert "H10.1" in codes(seen(both.format("x", "12:00:01Z") + both.format("y", "12:00:01Z")))
    assert "H10.1" not in codes(seen(both.format("x", "12:00:01Z") + both.format("y", "12:00:02Z")))
    assert "H10.1" not in codes(seen(both.format("x", "00:00:00Z") + both.format("y", "00:00:00Z")))


def test_codes_described_beside_their_use_are_no_concepts_of_ours_among_datasets() -> None:
    stub = f"{EDUC} a skos:Concept ; skos:prefLabel 'E'@nb ."
    used = f"ex:a dcat:theme {EDUC} ."
    assert codes(seen(GOOD + stub + used)) == {}
    collection = (
        f"ex:s a skos:Collection ; skos:member ex:k ; dct:publisher {PUBLISHER} ."
        "ex:k a skos:Concept ; skos:prefLabel 'K'@nb ."
    )
    found = codes(seen(collection + stub, "concepts"))
    assert found["H11.2"].endswith("EDUC")  # among concepts it would be published as ours


def test_what_is_linked_but_has_another_type_is_not_said_to_be_unlinked() -> None:
    wrong = "ex:catalog dcat:dataset ex:x . ex:x a dcat:dataset ; dcat:distribution ex:f . "
    found = seen(GOOD + wrong + "ex:f a dcat:Distribution .")
    assert [(f.code, f.detail) for f in found.findings] == [
        ("H6.4", "dcat:dataset ≠ dcat:Dataset / dcat:DatasetSeries")
    ]


def test_a_container_counts_only_what_is_taken() -> None:
    found = seen(GOOD + "ex:catalog dcat:dataset ex:nowhere , ex:x . ex:x a dcat:dataset .")
    assert [held.members for held in found.containers] == [len(found.members)] == [1]


def test_a_model_element_that_nothing_leads_to_is_lost() -> None:
    found = codes(seen(MODEL + "ex:t a m:ObjectType .", "informationmodels"))
    assert found["H7.1"] == "https://example.org/t"
    assert "H7.1" not in codes(
        seen(MODEL + "ex:i m:containsModelElement ex:t . ex:t a m:ObjectType .", "informationmodels")
    )
