"""What the portal's parser reads, and what it loses."""

from __future__ import annotations

import pytest

from harvest_fixtures import GOOD, codes, seen


@pytest.mark.parametrize(
    ("code", "turtle", "subject"),
    [
        ("P1", "ex:a dct:description 'Tekst'@nb-NO .", "nb-no"),
        ("P11", "ex:a dct:description 'Tekst'@nb , 'Teaksta'@se .", "se"),
        ("P2", "ex:a dcat:contactPoint 'Fylket' .", "https://example.org/a"),
        ("P2", "ex:file dct:license 'Fri' .", "https://example.org/file"),
        ("P2", "ex:a dct:temporal [ dct:type 'x' ; dct:conformsTo 'y' ] .", "https://example.org/a"),
        ("P3", "ex:a ex:own 'x' .", "https://example.org/own"),
        ("P4", "ex:a dcat:distribution [ a dcat:Distribution ; dct:title 'F'@nb ] .", "https://example.org/a"),
        ("P6", "ex:b a dcat:Dataset ; dct:title 'B'@de .", "https://example.org/b"),
        ("P7", "ex:a dct:license <https://publications.europa.eu/resource/authority/licence/CC0> .", "CC0"),
        ("P7", "ex:a dcat:theme <http://psi.norge.no/los/ord/eksamen> .", "eksamen"),
        ("P10", "ex:a dcat:distribution ex:nowhere .", "https://example.org/a"),
        ("P9", "ex:s a dcat:DatasetSeries ; dct:title 'S'@nb .", "https://example.org/s"),
    ],
)  # fmt: skip
def test_what_the_parser_loses_is_said(code: str, turtle: str, subject: str) -> None:
    assert subject in codes(seen(GOOD + turtle))[code]


def test_language_tags_that_are_read_are_not_complained_of() -> None:
    texts = ", ".join(f"'x'@{tag}" for tag in ("nb", "nn", "no", "en")) + ", 'x'"
    assert "P1" not in codes(seen(GOOD + f"ex:a dct:description {texts} ."))


def test_only_one_endpoint_of_a_service_is_read() -> None:
    service = (
        "ex:c a dcat:Catalog ; dcat:service ex:s . ex:s a dcat:DataService ; dct:title 'S'@nb ; "
        "dcat:endpointURL ex:1"
    )
    assert "P8" not in codes(seen(service + " .", "dataservices"))
    assert "P8" in codes(seen(service + " , ex:2 .", "dataservices"))


@pytest.mark.parametrize(("value", "met"), [("'*'", False), ("1", False), ("'many'", True)])
def test_the_most_there_can_be_must_be_a_number(value: str, met: bool) -> None:
    model = (
        "ex:i a m:InformationModel ; dct:title 'I'@nb ; m:containsModelElement ex:t ."
        "ex:t m:hasProperty ex:p ."
    )
    found = codes(seen(f"{model} ex:p m:maxOccurs {value} .", "informationmodels"))
    assert ("P5" in found) is met


def test_a_member_lists_what_is_read_and_what_is_passed_over() -> None:
    [member] = seen(GOOD + "ex:a ex:own 'x' .").members
    assert "dct:title" in member.read
    assert member.ignored == ("https://example.org/own",)


def test_a_text_among_resources_is_named_with_its_property_and_cut_short() -> None:
    found = seen(GOOD + f"ex:a dcat:contactPoint '{'a' * 100}' .").findings
    [detail] = [f.detail for f in found if f.code == "P2"]
    assert detail == f"dcat:contactPoint «{'a' * 60}…»"


def test_a_translation_of_a_text_that_is_read_is_not_said_to_be_lost() -> None:
    assert "P1" not in codes(seen(GOOD + "ex:a dct:description 'Tekst'@nb , 'Teaksta'@se ."))
