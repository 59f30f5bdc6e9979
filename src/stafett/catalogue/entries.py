"""What the catalogue holds, before it becomes DCAT: datasets with distributions, and services."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from stafett.codes.lists import CodeList
from stafett.errors import SourceError
from stafett.fields import Fields
from stafett.iris import Iris
from stafett.languages import LANGUAGES, Text
from stafett.yamlfile import read_yaml

EU: Final = "http://publications.europa.eu/resource/authority/"
CC_BY: Final = EU + "licence/CC_BY_4_0"
FORMATS: Final[Mapping[str, tuple[str, str]]] = {
    "ttl": ("RDF_TURTLE", "text/turtle"),
    "rdf": ("RDF_XML", "application/rdf+xml"),
    "jsonld": ("JSON_LD", "application/ld+json"),
    "nt": ("RDF_N_TRIPLES", "application/n-triples"),
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/schema+json"),
}
"""File suffix to EU file-type code and media type."""
_SHOWN: Final = {
    "ttl": "Turtle",
    "rdf": "RDF/XML",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "csv": "CSV",
    "json": "JSON",
}


@dataclass(frozen=True)
class Distribution:
    """One file of a dataset: where it is under the base, and in which format."""

    path: str
    suffix: str
    title: Text

    @property
    def media_type(self) -> str:
        """Media type it is served as."""
        return FORMATS[self.suffix][1]


@dataclass(frozen=True)
class Dataset:
    """A dataset of ours. `slug` is the last part of its IRI; `start` the first day that it is about."""

    slug: str
    iri: str
    title: Text
    description: Text
    keywords: Mapping[str, tuple[str, ...]]
    type_code: str
    licence: str
    rights: Text
    attribution: str | None
    issued: date
    modified: date
    start: date
    source: str | None
    landing_page: str
    languages: tuple[str, ...]
    distributions: tuple[Distribution, ...]


@dataclass(frozen=True)
class Service:
    """A data service of ours."""

    slug: str
    iri: str
    title: Text
    description: Text
    keywords: Mapping[str, tuple[str, ...]]
    endpoint: str
    endpoint_description: str
    conforms_to: str


@dataclass(frozen=True)
class CatalogEntry:
    """A catalogue of one kind: its own title and description."""

    kind: str
    iri: str
    title: Text
    description: Text


@dataclass(frozen=True)
class Stub:
    """A code of another body, restated because the shapes ask for its type, scheme and label."""

    iri: str
    kind: str | None
    scheme: str
    label: Text


@dataclass(frozen=True)
class Catalogue:
    """Everything the catalogue documents are made from."""

    issued: date
    modified: date
    contact_name: Text
    catalogs: Mapping[str, CatalogEntry]
    datasets: tuple[Dataset, ...]
    services: tuple[Service, ...]
    vocabulary: Mapping[str, Stub]


def read_catalogue(folder: Path, lists: Iterable[CodeList], iris: Iris) -> Catalogue:
    """Read what the catalogue says of itself, and add a dataset for each code list.

    Raises:
        SourceError: naming file and line.
    """
    fields = Fields(read_yaml(folder / "catalog.yaml"))
    issued, modified = fields.date("issued"), fields.date("modified")
    kinds = [str(kind) for kind in fields.data.get("catalogs") or {}]
    catalogs = {kind: _catalog(fields, kind, iris) for kind in kinds}
    words = keywords_of(fields.within("code_lists"))
    rights = fields.text("rights")
    datasets = [_model_dataset(fields.within("model"), rights, issued, modified, iris)]
    datasets += [_list_dataset(code_list, words, rights, issued, iris) for code_list in lists]
    services = tuple(_service(fields, str(slug), iris) for slug in fields.data.get("services") or {})
    return Catalogue(
        issued=issued,
        modified=modified,
        contact_name=fields.text("contact_name"),
        catalogs=catalogs,
        datasets=tuple(datasets),
        services=services,
        vocabulary=_vocabulary(folder / "vocabulary.yaml"),
    )


def _catalog(fields: Fields, kind: str, iris: Iris) -> CatalogEntry:
    inner = fields.within("catalogs", kind)
    return CatalogEntry(kind, iris.thing("catalog", kind), inner.text("title"), inner.text("description"))


def keywords_of(fields: Fields) -> dict[str, tuple[str, ...]]:
    """The keywords in each language."""
    inner = fields.within("keywords")
    for tag in LANGUAGES:
        words = inner.data.get(tag)
        if not isinstance(words, list) or not words:
            raise inner.fault(tag, f"There is no list of keywords in {tag}")
    return {tag: tuple(str(word) for word in inner.data[tag]) for tag in LANGUAGES}


def _files(stem: str, suffixes: Iterable[str], title: Text) -> list[Distribution]:
    def named(suffix: str) -> Text:
        return Text.of({tag: f"{words} ({_SHOWN[suffix]})" for tag, words in title})

    return [Distribution(f"{stem}.{suffix}", suffix, named(suffix)) for suffix in suffixes]


def _model_dataset(fields: Fields, rights: Text, issued: date, modified: date, iris: Iris) -> Dataset:
    def words(nb: str, nn: str, en: str) -> Text:
        return Text.of({"nb": nb, "nn": nn, "en": en})

    rdf = ("ttl", "rdf", "jsonld", "nt")
    files = [
        *_files("model/stafett.owl", rdf, words("Ontologi", "Ontologi", "Ontology")),
        *_files("model/stafett.shacl", rdf, words("Regler for data", "Reglar for data", "Rules for data")),
        *_files(
            "model/stafett.context",
            ["jsonld"],
            words("JSON-LD-kontekst", "JSON-LD-kontekst", "JSON-LD context"),
        ),
        *_files("model/stafett.schema", ["json"], words("JSON Schema", "JSON Schema", "JSON Schema")),
    ]
    return Dataset(
        slug="model",
        iri=iris.thing("dataset", "model"),
        title=fields.text("title"),
        description=fields.text("description"),
        keywords=keywords_of(fields),
        type_code="ONTOLOGY",
        licence=CC_BY,
        rights=rights,
        attribution=None,
        issued=issued,
        modified=modified,
        start=issued,
        source=None,
        landing_page=f"{iris.base}/model",
        languages=LANGUAGES,
        distributions=tuple(files),
    )


def _list_dataset(
    code_list: CodeList, words: Mapping[str, tuple[str, ...]], rights: Text, issued: date, iris: Iris
) -> Dataset:
    titles = {tag: (*words[tag], code_list.title.get(tag) or code_list.scheme) for tag in LANGUAGES}
    languages = {tag for code in code_list.codes for tag, _ in code.label} & set(LANGUAGES)
    return Dataset(
        slug=code_list.scheme,
        iri=iris.thing("dataset", code_list.scheme),
        title=code_list.title,
        description=code_list.description,
        keywords=titles,
        type_code="CODE_LIST",
        licence=code_list.licence or CC_BY,
        rights=code_list.licence_note or rights,
        attribution=code_list.source.attribution,
        issued=issued,
        modified=max([issued, *(c.read for c in code_list.codes)]),
        # The oldest code that is dated; else the day the list was read, before which nothing is known of it.
        start=min([c.valid_from for c in code_list.codes if c.valid_from] or [code_list.read]),
        source=code_list.source.iri,
        landing_page=code_list.iri,
        languages=tuple(tag for tag in LANGUAGES if tag in languages) or LANGUAGES[:1],
        distributions=tuple(
            _files(f"code/{code_list.scheme}", ("ttl", "rdf", "jsonld", "nt", "csv"), code_list.title)
        ),
    )


def _service(fields: Fields, slug: str, iris: Iris) -> Service:
    inner = fields.within("services", slug)
    return Service(
        slug=slug,
        iri=iris.thing("service", slug),
        title=inner.text("title"),
        description=inner.text("description"),
        keywords=keywords_of(inner),
        endpoint=f"{iris.base}/sparql",
        endpoint_description=f"{iris.base}/sparql",
        conforms_to="https://www.w3.org/TR/sparql11-protocol/",
    )


def _vocabulary(file: Path) -> dict[str, Stub]:
    parsed = read_yaml(file)
    found: dict[str, Stub] = {}
    for iri in parsed.data or {}:
        fields = Fields(parsed, (str(iri),))
        if not str(iri).startswith(("http://", "https://")):
            raise SourceError(f"«{iri}» is no http(s) IRI", where=parsed.where(iri))
        found[str(iri)] = Stub(
            str(iri), fields.optional("type"), fields.string("scheme"), fields.text("label")
        )
    return found
