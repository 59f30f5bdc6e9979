"""Pages as schema.org."""

from __future__ import annotations

from typing import Any, cast

import pytest

from list_fixtures import code, code_list
from model_fixtures import text
from stafett.web.listdata import Catalog, CatalogResource, CodeListPage
from stafett.web.structured import MOST, dataset
from stafett.web.structured import code_list as as_terms
from web_fixtures import catalog
from web_graphs import BASE

pytest_plugins = ("web_fixtures",)


def entry(**more: Any) -> CatalogResource:
    return cast("CatalogResource", {**catalog()["resources"]["dataset/model"], **more})


def test_only_a_dataset_is_one() -> None:
    assert dataset(entry(type="dcat:DataService"), None, BASE, "nb") is None


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/model/stafett.owl.ttl", f"{BASE}/model/stafett.owl.ttl"),
        ("https://data.example.org/dump", "https://data.example.org/dump"),
    ],
)
def test_a_file_of_ours_and_one_elsewhere_have_their_whole_address(href: str, address: str) -> None:
    file = {"title": text("x"), "format": "Turtle", "href": href, "mediaType": "text/turtle"}
    body = dataset(entry(distributions=[file]), None, BASE, "nb")
    assert body is not None
    assert body["distribution"] == [
        {"@type": "DataDownload", "contentUrl": address, "encodingFormat": "text/turtle"}
    ]


def test_what_is_not_known_is_left_out() -> None:
    body = dataset(entry(keywords={}, properties=[], distributions=[]), None, BASE, "nn")
    assert body is not None
    assert body.keys() == {"@context", "@type", "@id", "url", "name", "description"}


def test_facts_are_read_by_their_english_name() -> None:
    facts = [
        {"label": text("Utgitt", None, "Issued"), "values": [{"text": "2026-11-22", "href": None}]},
        {"label": text("Lisens", None, "Licence"), "values": [{"text": text("x"), "href": "https://l.org"}]},
        {"label": text("Endret", None, "Last modified"), "values": [{"text": text("i går"), "href": None}]},
    ]
    body = dataset(entry(properties=facts), None, BASE, "nb")
    assert body is not None
    assert (body["datePublished"], body["license"]) == ("2026-11-22", "https://l.org")
    assert "dateModified" not in body


@pytest.mark.parametrize("name", ["Organet", text("Organet", "Organet", "The body")])
def test_the_publisher_has_a_name_and_not_a_table_of_names(name: Any) -> None:
    held = catalog()["catalogs"]["datasets"]
    held = cast("Catalog", {**held, "publisher": {**held["publisher"], "name": name}})
    body = dataset(entry(), held, BASE, "nn")
    assert body is not None
    assert body["publisher"]["name"] == "Organet"
    assert body["includedInDataCatalog"]["name"] == "Datasett"


def test_a_long_list_shows_its_first_codes_and_each_has_a_name() -> None:
    codes = [code(f"urn:{n}", f"{n}", {} if n else text("Null"), "verified") for n in range(MOST + 1)]
    page = cast("CodeListPage", code_list("numbers", "Tall", codes, description={}))
    body = as_terms(page, BASE, "en")
    assert body["url"] == f"{BASE}/code/numbers"
    assert "description" not in body
    terms = body["hasDefinedTerm"]
    assert len(terms) == MOST
    assert [term["name"] for term in terms[:2]] == ["Null", "1"]
