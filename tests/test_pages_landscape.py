"""The landscape, deliveries and documents as the sources have them."""

from __future__ import annotations

import pytest

from stafett.pages.labels import Labels
from stafett.pages.landscape import delivery_page_data, document_page_data, landscape_page_data
from stafett.sources import Sources


@pytest.fixture(scope="module")
def labels(sources: Sources) -> Labels:
    return Labels(sources.content, sources.model, sources.lists)


def test_there_are_ten_interfaces_each_with_a_specification(labels: Labels) -> None:
    found = landscape_page_data(labels)["interfaces"]
    assert [interface["number"] for interface in found] == list(range(1, 11))
    assert all(interface["specification"] for interface in found)


@pytest.mark.parametrize(("slug", "count"), [("ssbresultat", 27), ("ssbresultatfag", 22)])
def test_the_results_deliveries_have_every_column_in_order(labels: Labels, slug: str, count: int) -> None:
    fields = delivery_page_data(labels)[slug]["fields"]
    assert [field["number"] for field in fields] == list(range(1, count + 1))


def test_pupil_status_is_calculated_in_vigo_and_names_its_list_and_rule(labels: Labels) -> None:
    fields = delivery_page_data(labels)["ssbresultat"]["fields"]
    status = next(field for field in fields if field["name"] == "Elevstatus")
    assert status["supplier"] == "vigoCalculated"
    assert status["list"]["href"] == "/code/vigo-elevstatus"
    assert status["rules"]
    assert status["realisedBy"][0]["href"] == "/def/studentStatus"


def test_the_report_keeps_both_titles(labels: Labels) -> None:
    documents = [d for kind in document_page_data(labels) for d in kind["documents"]]
    report = next(d for d in documents if d["href"] == "/document/iris-2017-026")
    assert "fra videregående skole" in report["title"]["nb"]  # as the source has it
    assert "fylkeskommunen" in report["alternative"]["nb"]


def test_the_basis_of_a_delivery_says_which_wording_was_read(labels: Labels) -> None:
    basis = delivery_page_data(labels)["ssbresultat"]["basis"]
    read = {law["href"].rpartition("/")[2]: law["verified"] for law in basis}
    assert read == {"statistikkloven": False, "opplaringslova-25-4": True}
