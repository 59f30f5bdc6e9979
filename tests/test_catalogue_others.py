"""Datasets and services of others: reading, and what they become."""

from __future__ import annotations

from pathlib import Path

import pytest

from stafett.catalogue.dcat import Publisher, Writer
from stafett.catalogue.others import Others, described, read_others
from stafett.catalogue.othersdcat import write_other_datasets
from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.languages import Text
from stafett.rdf import Triples
from stafett.sources import Sources

TEXT = """datasets:
  a:
    owner: udir
    title: {nb: A, nn: A, en: A}
    description: {nb: A, nn: A, en: A}
    keywords: {nb: [a], nn: [a], en: [a]}
    access: NON_PUBLIC
    in_series: s
    source: https://example.org/
  s:
    kind: series
    owner: udir
    title: {nb: S, nn: S, en: S}
    description: {nb: S, nn: S, en: S}
    keywords: {nb: [s], nn: [s], en: [s]}
    access: RESTRICTED
    last: a
    source: https://example.org/
    verified: true
services: {}
"""
DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"


def _read(tmp_path: Path, iris: Iris, text: str) -> Others:
    file = tmp_path / "others.yaml"
    file.write_text(text, encoding="utf-8")
    return read_others(file, iris)


@pytest.fixture
def document(sources: Sources, iris: Iris) -> Triples:
    writer = Writer(sources.catalogue, Publisher("123456785", "x", "https://example.org/"), iris)
    names = {e.iri: Text.of({"nb": e.slug}) for e in sources.content.entries.values()}
    write_other_datasets(writer, iris.thing("catalog", "datasets"), sources.others, names)
    return writer.out


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("access: NON_PUBLIC", "access: SECRET", "«SECRET» is none of PUBLIC"),
        ("in_series: s", "in_series: t", "There is no dataset «t»"),
        ("last: a", "last: b", "There is no dataset «b»"),
        (
            "    in_series: s",
            "    files: {x: {title: {nb: x, nn: x, en: x}, access: u, format: CSV}}",
            "has no files",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, iris: Iris, old: str, new: str, message: str
) -> None:
    with pytest.raises(SourceError, match=message) as fault:
        _read(tmp_path, iris, TEXT.replace(old, new))
    assert fault.value.where is not None
    assert fault.value.where.line is not None


def test_a_file_without_faults_is_read(tmp_path: Path, iris: Iris) -> None:
    first, series = _read(tmp_path, iris, TEXT).datasets
    assert (first.member_of, first.verified, series.series, series.last) == ("s", False, True, "a")


def test_a_description_says_whose_it_is_and_what_is_not_confirmed() -> None:
    words = Text.of({"nb": "Ord.", "nn": "Ord.", "en": "Words."})
    assert "not the owner’s" in (described(words, True).get("en") or "")
    assert "ikke bekreftet" in (described(words, False).get("nb") or "")
    assert "ikke bekreftet" not in (described(words, True).get("nb") or "")


def test_what_is_not_public_has_access_rights_and_no_distribution(
    sources: Sources, document: Triples
) -> None:
    closed = {d.iri for d in sources.others.datasets if d.access != "PUBLIC"}
    assert len(closed) > 20
    with_files = {str(t.subject) for t in document if t.predicate.value == DCAT + "distribution"}
    assert with_files
    assert not {f"<{iri}>" for iri in closed} & with_files


def test_the_owner_of_the_data_is_named_and_we_publish_the_description(document: Triples, iris: Iris) -> None:
    nvb = iris.thing("dataset", "nvb")
    said = {(t.predicate.value, str(t.object)) for t in document if str(t.subject) == f"<{nvb}>"}
    assert (DCT + "creator", f"<{iris.thing('agent', 'sikt')}>") in said
    assert any(p == DCT + "publisher" and "123456785" in o for p, o in said)


def test_the_datasets_of_a_series_can_be_walked_from_its_last(sources: Sources) -> None:
    by_slug = {d.slug: d for d in sources.others.datasets}
    for series in (d for d in by_slug.values() if d.series):
        members = {d.slug for d in by_slug.values() if d.member_of == series.slug}
        walked, here = set(), series.last
        while here is not None:
            walked.add(here)
            here = by_slug[here].previous
        assert walked == members


def test_owners_and_subjects_of_datasets_are_described(sources: Sources, iris: Iris) -> None:
    known = {*sources.content.entries, *(li.iri for li in sources.lists.values())}
    for dataset in sources.others.datasets:
        assert iris.thing("agent", dataset.owner) in known, dataset.slug
        assert {*dataset.legislation, *dataset.about} <= known, dataset.slug


def test_a_licence_says_where_it_stands_and_when_that_was_seen(document: Triples, iris: Iris) -> None:
    rights = f"<{iris.thing('rights', 'nsr')}>"
    said = {
        (t.predicate.value.rpartition("/")[2], str(t.object)) for t in document if str(t.subject) == rights
    }
    assert any("reuserGuidelines" in p and "udir.no/om-udir/data" in o for p, o in said)
    assert any("2026-11-26" in o and "NLOD 1.0" in o for _, o in said)


def test_where_a_licence_stands_needs_a_licence(tmp_path: Path, iris: Iris) -> None:
    text = TEXT.replace(
        "    in_series: s\n",
        "    in_series: s\n    licence_stated: {at: https://example.org/, read: 2026-11-26}\n",
    )
    with pytest.raises(SourceError, match="but there is none"):
        _read(tmp_path, iris, text)


def test_what_is_only_a_web_page_is_described_as_a_document_and_not_as_a_dataset(sources: Sources) -> None:
    for dataset in sources.others.datasets:
        if dataset.access == "PUBLIC":
            assert any(file.format != "HTML" for file in dataset.files), dataset.slug
