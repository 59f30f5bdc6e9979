"""What a dataset or data service of others becomes in our documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from stafett.catalogue.dcat import Publisher, Writer
from stafett.catalogue.others import Others, read_others
from stafett.catalogue.othersdcat import write_other_datasets, write_other_services
from stafett.iris import PREFIXES, Iris
from stafett.languages import Text
from stafett.rdf import Triples
from stafett.sources import Sources

TEXT = """datasets:
  open:
    owner: udir
    title: {nb: A, nn: A, en: A}
    description: {nb: A, nn: A, en: A}
    keywords: {nb: [a], nn: [a], en: [a]}
    access: PUBLIC
    start: 2020-08-01
    licence: NLOD_2_0
    licence_stated: {at: "https://example.org/terms", read: 2026-11-26, note: {nb: Lest, nn: Lesen, en: Read}}
    files:
      json: {title: {nb: A, nn: A, en: A}, access: "https://example.org/a", format: JSON}
    source: https://example.org/
  plain:
    owner: udir
    title: {nb: B, nn: B, en: B}
    description: {nb: B, nn: B, en: B}
    keywords: {nb: [b], nn: [b], en: [b]}
    access: PUBLIC
    files:
      csv: {title: {nb: B, nn: B, en: B}, access: "https://example.org/b", format: CSV}
    source: https://example.org/
services:
  api:
    owner: udir
    title: {nb: C, nn: C, en: C}
    description: {nb: C, nn: C, en: C}
    keywords: {nb: [c], nn: [c], en: [c]}
    endpoint: https://example.org/api
    format: JSON
    access: PUBLIC
    serves: [open]
    source: https://example.org/
"""


@pytest.fixture
def others(tmp_path: Path, iris: Iris) -> Others:
    file = tmp_path / "others.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return read_others(file, iris)


@pytest.fixture
def writer(sources: Sources, iris: Iris) -> Writer:
    return Writer(sources.catalogue, Publisher("123456785", "x", "https://example.org/"), iris)


def _values(document: Triples, subject: str, name: str) -> set[str]:
    prefix, _, local = name.partition(":")
    predicate = PREFIXES[prefix] + local
    return {
        str(t.object).strip("<>")
        for t in document
        if str(t.subject) == f"<{subject}>" and t.predicate.value == predicate
    }


@pytest.fixture
def datasets(writer: Writer, others: Others, iris: Iris) -> Triples:
    names = {iris.thing("agent", "udir"): Text.of({"nb": "Udir"})}
    write_other_datasets(writer, iris.thing("catalog", "datasets"), others, names)
    return writer.out


def test_only_what_is_known_of_a_file_is_said(datasets: Triples, iris: Iris) -> None:
    plain = iris.thing("distribution", "plain-1")
    assert _values(datasets, plain, "dcat:accessURL") == {"https://example.org/b"}
    for name in ("dct:license", "dcat:downloadURL", "dcat:mediaType"):
        assert _values(datasets, plain, name) == set()
    assert _values(datasets, plain, "dct:rights") == {iris.thing("rights", "others")}
    assert _values(datasets, iris.thing("dataset", "plain"), "dct:temporal") == set()


def test_a_stated_licence_stands_with_its_rights_in_each_language(datasets: Triples, iris: Iris) -> None:
    rights = iris.thing("rights", "open")
    assert _values(datasets, iris.thing("distribution", "open-1"), "dct:rights") == {rights}
    assert _values(datasets, rights, "odrs:reuserGuidelines") == {"https://example.org/terms"}
    said = _values(datasets, rights, "dct:description")
    assert len(said) == 3
    assert all("2026-11-26" in text for text in said)


def test_a_service_does_not_point_into_the_document_of_datasets(
    writer: Writer, others: Others, iris: Iris
) -> None:
    write_other_services(writer, iris.thing("catalog", "dataservices"), others)
    service = iris.thing("service", "api")
    assert _values(writer.out, service, "dcat:endpointURL") == {"https://example.org/api"}
    assert _values(writer.out, service, "dcat:servesDataset") == set()
