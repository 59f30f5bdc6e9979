"""What the catalogue holds, before it becomes DCAT: datasets with distributions, and services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from stafett.fields import Fields
from stafett.languages import LANGUAGES, Text

EU: Final = "http://publications.europa.eu/resource/authority/"
CC_BY: Final = EU + "licence/CC_BY_4_0"
FORMATS: Final[Mapping[str, tuple[str, str]]] = {
    "ttl": ("RDF_TURTLE", "text/turtle"),
    "rdf": ("RDF_XML", "application/rdf+xml"),
    "jsonld": ("JSON_LD", "application/ld+json"),
    "nt": ("RDF_N_TRIPLES", "application/n-triples"),
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/schema+json"),
    "ics": ("ICS", "text/calendar"),
}
"""File suffix to EU file-type code and media type."""
SHOWN: Final = {
    "ttl": "Turtle",
    "rdf": "RDF/XML",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "csv": "CSV",
    "json": "JSON",
    "ics": "iCalendar",
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
    """A dataset of ours. `slug` is the last part of its IRI; `start` the first day that it is about.

    `derived` are the IRIs of the documents from which it has been written out.
    """

    slug: str
    iri: str
    title: Text
    description: Text
    keywords: Mapping[str, tuple[str, ...]]
    type_code: str | None
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
    derived: tuple[str, ...] = ()


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


def keywords_of(fields: Fields) -> dict[str, tuple[str, ...]]:
    """The keywords in each language."""
    inner = fields.within("keywords")
    for tag in LANGUAGES:
        words = inner.data.get(tag)
        if not isinstance(words, list) or not words:
            raise inner.fault(tag, f"There is no list of keywords in {tag}")
    return {tag: tuple(str(word) for word in inner.data[tag]) for tag in LANGUAGES}
