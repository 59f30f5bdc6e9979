from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stafett.catalogue.dcat import Publisher
from stafett.iris import Iris
from stafett.languages import LANGUAGES
from stafett.pages.catalog import catalog_page_data
from stafett.sources import Sources

PUBLISHER = Publisher("888888888", "Prøvefylket", "mailto:kontakt@example.org")


@pytest.fixture(scope="module")
def page(sources: Sources, iris: Iris) -> dict[str, Any]:
    return catalog_page_data(
        sources.catalogue, sources.provenance(), sources.rules, PUBLISHER, iris, example=True
    )


@pytest.mark.parametrize("marked", [True, False])
def test_a_catalogue_says_who_speaks_and_whether_it_is_an_example(
    sources: Sources, iris: Iris, marked: bool
) -> None:
    found = catalog_page_data(sources.catalogue, (), sources.rules, PUBLISHER, iris, example=marked)
    for catalogue in found["catalogs"].values():
        assert catalogue["publisher"] == {"name": "Prøvefylket", "iri": PUBLISHER.iri}
        assert catalogue["contact"] == "mailto:kontakt@example.org"
        assert catalogue["example"] is marked


def test_every_dataset_service_and_source_has_a_page(page: dict[str, Any], sources: Sources) -> None:
    expected = [f"dataset/{d.slug}" for d in sources.catalogue.datasets]
    expected += [f"service/{s.slug}" for s in sources.catalogue.services]
    expected += [f"source/{s.key}" for s in sources.provenance()]
    expected += [f"rule/{r.identifier}" for r in sources.rules.rules]
    assert list(page["resources"]) == expected


def test_a_page_is_where_its_identifier_points(page: dict[str, Any], iris: Iris) -> None:
    for path, resource in page["resources"].items():
        assert resource["iri"] == f"{iris.base}/{path}"
        assert resource["path"] == path


def test_every_page_has_a_title_in_three_languages(page: dict[str, Any]) -> None:
    for resource in page["resources"].values():
        assert list(resource["title"]) == list(LANGUAGES)


def test_every_fact_has_a_label_in_three_languages_and_a_value(page: dict[str, Any]) -> None:
    for resource in page["resources"].values():
        assert resource["properties"]
        for fact in resource["properties"]:
            assert list(fact["label"]) == list(LANGUAGES)
            assert all(value["text"] for value in fact["values"])


def test_every_distribution_leads_to_a_file(page: dict[str, Any], dist: Path) -> None:
    for resource in page["resources"].values():
        for distribution in resource["distributions"]:
            path = distribution["href"].replace("/code/", "/codes/").replace("/graph/content-", "/content/")
            if path.count("/") > 1:  # /matrix.csv and /calendar.ics are made when they are asked for
                assert (dist / path.lstrip("/")).is_file()


def test_a_dataset_of_grep_shows_licence_and_rights(page: dict[str, Any]) -> None:
    facts = {
        f["label"]["en"]: f["values"][0]
        for f in page["resources"]["dataset/grep-programomraader"]["properties"]
    }
    assert facts["Licence"]["text"].startswith("NLOD 2")
    assert facts["Licence"]["href"].endswith("/NLOD_2_0")


def test_a_source_without_licence_shows_none(page: dict[str, Any], sources: Sources) -> None:
    without = [s.key for s in sources.provenance() if s.licence is None]
    assert without
    for key in without:
        labels = {f["label"]["en"] for f in page["resources"][f"source/{key}"]["properties"]}
        assert "Licence" not in labels
