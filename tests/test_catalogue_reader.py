from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stafett.catalogue.entries import FORMATS, Catalogue
from stafett.catalogue.reader import read_catalogue
from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.languages import LANGUAGES
from stafett.sources import Sources

if TYPE_CHECKING:
    from conftest import Workspace


def read(workspace: Workspace, sources: Sources, iris: Iris) -> Catalogue:
    return read_catalogue(workspace.root / "catalogue", sources.lists.values(), iris)


def test_there_is_a_dataset_of_the_model_of_what_we_wrote_out_and_of_each_code_list(
    sources: Sources,
) -> None:
    found = [d.slug for d in sources.catalogue.datasets]
    assert found == ["model", "availability", "calendar", *sources.lists]


def test_what_is_written_out_of_documents_names_documents_that_we_describe(sources: Sources) -> None:
    derived = {d.slug: d.derived for d in sources.catalogue.datasets if d.derived}
    assert set(derived) == {"availability", "calendar"}
    assert {iri for documents in derived.values() for iri in documents} <= set(sources.content.entries)


def test_a_file_format_that_is_not_known_is_refused(
    workspace: Workspace, sources: Sources, iris: Iris
) -> None:
    line = workspace.edit("catalogue/catalog.yaml", "calendar: ics", "calendar: pdf")
    with pytest.raises(SourceError, match="«pdf» is none of ttl") as fault:
        read(workspace, sources, iris)
    assert fault.value.where is not None
    assert fault.value.where.line == line


def test_slugs_of_datasets_are_unique(sources: Sources) -> None:
    slugs = [d.slug for d in sources.catalogue.datasets]
    assert len(slugs) == len(set(slugs))


def test_every_entry_speaks_three_languages(sources: Sources) -> None:
    catalogue = sources.catalogue
    texts = [text for d in catalogue.datasets for text in (d.title, d.description)]
    texts += [text for s in catalogue.services for text in (s.title, s.description)]
    texts += [text for c in catalogue.catalogs.values() for text in (c.title, c.description)]
    assert [text for text in texts if [tag for tag, _ in text] != list(LANGUAGES)] == []


def test_every_dataset_and_service_has_keywords_in_three_languages(sources: Sources) -> None:
    found = [d.keywords for d in sources.catalogue.datasets]
    found += [s.keywords for s in sources.catalogue.services]
    for keywords in found:
        assert list(keywords) == list(LANGUAGES)
        assert all(keywords.values())


def test_every_dataset_comes_in_the_four_rdf_formats(sources: Sources) -> None:
    for dataset in sources.catalogue.datasets:
        assert {"ttl", "rdf", "jsonld", "nt"} <= {d.suffix for d in dataset.distributions}


def test_a_distribution_has_the_media_type_of_its_format(sources: Sources) -> None:
    for dataset in sources.catalogue.datasets:
        for distribution in dataset.distributions:
            assert distribution.path.endswith(f".{distribution.suffix}")
            assert distribution.media_type == FORMATS[distribution.suffix][1]


def test_every_distribution_is_a_file_that_is_built(sources: Sources, dist: Path) -> None:
    for dataset in sources.catalogue.datasets:
        for distribution in dataset.distributions:
            path = distribution.path.replace("graph/content-", "content/")
            folder, _, name = path.partition("/")
            if name:  # /matrix.csv and /calendar.ics are made when they are asked for
                assert (dist / {"code": "codes"}.get(folder, folder) / name).is_file()


def test_a_list_keeps_the_licence_and_attribution_of_its_owner(sources: Sources) -> None:
    datasets = {d.slug: d for d in sources.catalogue.datasets}
    for scheme, code_list in sources.lists.items():
        if code_list.licence:
            assert datasets[scheme].licence == code_list.licence
        assert datasets[scheme].rights == (code_list.licence_note or datasets["model"].rights)
        assert datasets[scheme].attribution == code_list.source.attribution


def test_a_dataset_was_modified_when_its_codes_were_last_read(sources: Sources) -> None:
    for dataset in sources.catalogue.datasets:
        assert dataset.modified >= dataset.issued == date(2026, 11, 22)


def test_a_dataset_says_only_languages_that_its_labels_have(sources: Sources) -> None:
    [areas] = [d for d in sources.catalogue.datasets if d.slug == "grep-programomraader"]
    tags = {tag for c in sources.lists["grep-programomraader"].codes for tag, _ in c.label}
    assert set(areas.languages) == tags & set(LANGUAGES)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("catalog.yaml", "issued: 2026-11-22", "issued: i dag", "«issued» is «i dag», but must be a date"),
        ("catalog.yaml", "catalogs:\n", "catalogs: none\nx:\n", "«catalogs» must be a mapping"),
        ("catalog.yaml", "\nservices:\n", "\nservices: none\nx:\n", "«services» must be a mapping"),
        ("catalog.yaml", "    nb: [SPARQL,", "    nb: SPARQL\n      #", "no list of keywords in nb"),
        ("catalog.yaml", "nb: [kodeverk, videregående opplæring]", "nb: []", "no list of keywords in nb"),
        ("catalog.yaml", "nn: Kontaktpunkt for katalogen", "nm: x", "«contact_name» has no text in nn"),
        ("vocabulary.yaml", "https://psi.norge.no/los", "psi.norge.no/los", "is no http(s) IRI"),
        ("vocabulary.yaml", "  scheme: http", "  skjema: http", "«scheme» is missing"),
        ("vocabulary.yaml", ', en: "Education, culture and sport"', "", "«label» has no text in en"),
    ],
)
def test_a_fault_is_named_with_its_line(
    workspace: Workspace, sources: Sources, iris: Iris, file: str, old: str, new: str, message: str
) -> None:
    workspace.edit(f"catalogue/{file}", old, new)
    with pytest.raises(SourceError) as fault:
        read(workspace, sources, iris)
    assert message in fault.value.message
    assert fault.value.where is not None
    assert fault.value.where.file.name == file
    assert fault.value.where.line is not None


def test_a_dataset_begins_with_its_oldest_dated_code(sources: Sources) -> None:
    for dataset in sources.catalogue.datasets:
        dated = (
            [c.valid_from for c in sources.lists[dataset.slug].codes if c.valid_from]
            if (dataset.slug in sources.lists)
            else []
        )
        assert not dated or dataset.start == min(dated)
        assert dataset.start <= dataset.modified
