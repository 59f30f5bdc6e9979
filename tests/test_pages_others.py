"""Page data of what the catalogue describes for others."""

from __future__ import annotations

from stafett.iris import Iris
from stafett.languages import Text
from stafett.pages.others import OtherPages
from stafett.sources import Sources


def _pages(sources: Sources, iris: Iris) -> dict[str, dict[str, object]]:
    maker = OtherPages(iris, lambda iri: Text.of({"nb": iri}), sources.catalogue.vocabulary)
    return {str(p["path"]): p for p in maker.all(sources.others, sources.public_services)}


def _values(page: dict[str, object], label: str) -> list[dict[str, object]]:
    lines = page["properties"]
    assert isinstance(lines, list)
    return next(line["values"] for line in lines if line["label"]["en"] == label)


def test_every_description_has_a_page(sources: Sources, iris: Iris) -> None:
    pages = _pages(sources, iris)
    described = [d.iri for d in sources.others.datasets]
    described += [s.iri for s in sources.others.services]
    described += [s.iri for s in sources.public_services.services]
    described += [e.iri for e in sources.public_services.events]
    assert {iri.removeprefix(iris.base + "/") for iri in described} == set(pages)


def test_a_register_shows_access_law_and_how_to_apply(sources: Sources, iris: Iris) -> None:
    page = _pages(sources, iris)["dataset/nvb"]
    assert _values(page, "Access")[0]["text"] == {
        "nb": "Unntatt offentlighet",
        "nn": "Unnateke offentlegheit",
        "en": "Non-public",
    }
    assert _values(page, "Legislation")[0]["href"] == "/legal/opplaringslova-25-2"
    assert page["distributions"] == []


def test_a_series_and_its_datasets_lead_to_each_other(sources: Sources, iris: Iris) -> None:
    pages = _pages(sources, iris)
    assert _values(pages["dataset/ssbelev"], "Last in the series")[0]["href"] == "/dataset/ssbelev-2023-final"
    member = pages["dataset/ssbelev-2023-final"]
    assert _values(member, "Part of the series")[0]["href"] == "/dataset/ssbelev"
    assert _values(member, "Previous in the series")[0]["href"] == "/dataset/ssbelev-2023-first"


def test_a_licence_has_its_name_and_where_it_stands(sources: Sources, iris: Iris) -> None:
    page = _pages(sources, iris)["dataset/nsr"]
    [licence] = _values(page, "Licence")
    assert "Norsk lisens for offentlege data 2.0" in str(licence["text"])
    assert _values(page, "Where the licence stands")[0]["href"] == "https://www.udir.no/om-udir/data/"
    assert _values(page, "Seen")[0]["text"] == "2026-11-26"
