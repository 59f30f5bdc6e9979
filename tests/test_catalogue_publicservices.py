"""Public services and events: reading, and the two documents they become."""

from __future__ import annotations

from pathlib import Path

import pytest

from stafett.catalogue.cpsv import write_events_catalog, write_services_catalog
from stafett.catalogue.dcat import Publisher
from stafett.catalogue.publicservices import read_public_services
from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.languages import Text
from stafett.rdf import Triples
from stafett.sources import Sources

TEXT = """services:
  s:
    title: {nb: S, nn: S, en: S}
    description: {nb: S, nn: S, en: S}
    keywords: {nb: [s], nn: [s], en: [s]}
    authorities: [udir]
    outputs: {o: {title: {nb: O, nn: O, en: O}, description: {nb: O, nn: O, en: O}}}
    events: [e]
    page: https://example.org/
events:
  e: {kind: LifeEvent, title: {nb: E, nn: E, en: E}, description: {nb: E, nn: E, en: E}}
"""
PUBLISHER = Publisher("123456785", "x", "https://example.org/")
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def _types(document: Triples) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for t in document:
        if t.predicate.value == TYPE:
            found.setdefault(str(t.subject), set()).add(str(t.object).strip("<>").rpartition("/")[2])
    return found


def _names(sources: Sources) -> dict[str, Text]:
    return {e.iri: Text.of({"nb": e.slug}) for e in sources.content.entries.values()}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("events: [e]", "events: [f]", "There is no event «f»"),
        ("kind: LifeEvent", "kind: Party", "«Party» is none of LifeEvent, BusinessEvent"),
        (
            "    outputs: {o: {title: {nb: O, nn: O, en: O}, description: {nb: O, nn: O, en: O}}}\n",
            "",
            "at least one",
        ),
        ("authorities: [udir]", "authorities: udir", "«authorities» must be a list"),
    ],
)
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, iris: Iris, old: str, new: str, message: str
) -> None:
    file = tmp_path / "publicservices.yaml"
    file.write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=message) as fault:
        read_public_services(file, iris)
    assert fault.value.where is not None


def test_an_event_knows_the_services_it_leads_to(tmp_path: Path, iris: Iris) -> None:
    file = tmp_path / "publicservices.yaml"
    file.write_text(TEXT, encoding="utf-8")
    found = read_public_services(file, iris)
    assert [s.slug for s in found.triggered_by("e")] == ["s"]
    assert found.triggered_by("f") == ()


def test_neither_document_holds_members_of_the_other(sources: Sources, iris: Iris) -> None:
    catalogue, services = sources.catalogue, sources.public_services
    names = _names(sources)
    one = _types(write_services_catalog(catalogue, services, names, PUBLISHER, iris))
    other = _types(write_events_catalog(catalogue, services, PUBLISHER, iris))
    assert sum("cpsv#PublicService" in kinds for kinds in one.values()) == len(services.services)
    assert not any(kind in {"LifeEvent", "BusinessEvent"} for kinds in one.values() for kind in kinds)
    assert sum(bool(k & {"LifeEvent", "BusinessEvent"}) for k in other.values()) == len(services.events)
    assert not any("cpsv#PublicService" in kinds for kinds in other.values())


def test_bodies_and_laws_of_services_are_described(sources: Sources, iris: Iris) -> None:
    known = set(sources.content.entries)
    for service in sources.public_services.services:
        assert {iris.thing("agent", a) for a in service.authorities} <= known, service.slug
        assert set(service.laws) <= known, service.slug
