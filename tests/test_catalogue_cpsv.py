"""What a public service and an event become in their documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stafett.catalogue.cpsv import write_events_catalog, write_services_catalog
from stafett.catalogue.dcat import Publisher
from stafett.catalogue.publicservices import ServiceCatalogue, read_public_services
from stafett.iris import PREFIXES, Iris
from stafett.languages import Text
from stafett.rdf import Triples
from stafett.sources import Sources

TEXT = """services:
  s:
    title: {nb: S, nn: S, en: S}
    description: {nb: S, nn: S, en: S}
    keywords: {nb: [s], nn: [s], en: [s]}
    authorities: [udir]
    laws: [lov]
    outputs: {o: {title: {nb: O, nn: O, en: O}, description: {nb: O, nn: O, en: O}}}
    events: [e]
    page: https://example.org/
events:
  e: {kind: LifeEvent, title: {nb: E, nn: E, en: E}, description: {nb: E, nn: E, en: E}}
"""


@pytest.fixture
def services(tmp_path: Path, iris: Iris) -> ServiceCatalogue:
    file = tmp_path / "publicservices.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return read_public_services(file, iris)


@pytest.fixture
def names(iris: Iris) -> dict[str, Text]:
    return {iris.thing("agent", "udir"): Text.of({"nb": "Udir"}), iris.thing("legal", "lov"): Text()}


def _values(document: Triples, subject: str, name: str) -> set[str]:
    def found() -> Iterator[str]:
        prefix, _, local = name.partition(":")
        for t in document:
            if str(t.subject) == f"<{subject}>" and t.predicate.value == PREFIXES[prefix] + local:
                yield str(t.object).strip("<>")

    return set(found())


def test_a_service_names_its_body_its_law_what_it_may_give_and_what_leads_to_it(
    sources: Sources, services: ServiceCatalogue, names: dict[str, Text], iris: Iris
) -> None:
    publisher = Publisher("123456785", "x", "https://example.org/kontakt")
    document = write_services_catalog(sources.catalogue, services, names, publisher, iris)
    service = iris.thing("public-service", "s")
    assert _values(document, service, "cv:hasCompetentAuthority") == {iris.thing("agent", "udir")}
    assert _values(document, service, "cv:hasLegalResource") == {iris.thing("legal", "lov")}
    assert _values(document, service, "cv:isGroupedBy") == {iris.thing("event", "e")}
    assert _values(document, service, "cpsvno:hasPossibleOutput") == {f"{service}#o"}
    assert any("ikke eierens" in text for text in _values(document, service, "dct:description"))


def test_an_event_leads_to_its_services(sources: Sources, services: ServiceCatalogue, iris: Iris) -> None:
    publisher = Publisher("123456785", "x", "https://example.org/kontakt")
    document = write_events_catalog(sources.catalogue, services, publisher, iris)
    wanted = {iris.thing("public-service", "s")}
    assert _values(document, iris.thing("event", "e"), "cpsvno:mayTriggerNeedFor") == wanted


@pytest.mark.parametrize(
    ("contact", "name", "value"),
    [
        ("mailto:kontakt@example.org", "cv:email", '"kontakt@example.org"'),
        ("https://example.org/kontakt", "cv:contactPage", "https://example.org/kontakt"),
    ],
)
def test_the_contact_point_has_the_address_that_is_set(
    sources: Sources, services: ServiceCatalogue, iris: Iris, contact: str, name: str, value: str
) -> None:
    document = write_events_catalog(sources.catalogue, services, Publisher("123456785", "x", contact), iris)
    assert _values(document, iris.thing("contact", "catalogue"), name) == {value}
