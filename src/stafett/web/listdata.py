"""The shape of the page data of code lists and of the catalogue. Nothing but types; see pagedata."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from stafett.web.pagedata import Texts


class Owner(TypedDict):
    """The body that keeps a code list."""

    name: Texts
    homepage: str | None


class Source(TypedDict):
    """Where a list or a code was read."""

    title: Texts
    url: str | None


class CodeList(TypedDict):
    """One line of dist/pages/codes.json."""

    scheme: str
    iri: str
    title: Texts
    description: Texts
    owner: Owner
    origin: str
    version: str | None
    issued: str | None
    read: str | None
    source: Source | None
    licence: str | None
    licenceNote: Texts | None
    attribution: str | None
    known: int
    total: int | None
    complete: bool
    kind: Literal["list", "enumeration"]
    addedIn: NotRequired[str | None]


class Column(TypedDict):
    """An extra column of a code list; `level` says that the codes are grouped by it, 1 outermost."""

    slot: str
    title: Texts
    level: NotRequired[int | None]


class Value(TypedDict):
    """One value in an extra column."""

    text: str
    label: Texts | None
    href: str | None


class Replacement(TypedDict):
    """The code that took over."""

    label: Texts | None
    href: str
    iri: str


class Code(TypedDict):
    """One code."""

    notation: str
    iri: str
    label: Texts
    definition: Texts
    note: Texts
    validFrom: str | None
    validTo: str | None
    status: str
    certainty: str
    sources: list[Source]
    read: str | None
    ownTranslation: list[str]
    seeAlso: list[str]
    replacedBy: list[Replacement]
    extra: dict[str, list[Value]]
    addedIn: NotRequired[str | None]


class CodeListPage(CodeList):
    """dist/pages/codes/{scheme}.json."""

    columns: list[Column]
    codes: list[Code]


class Publisher(TypedDict):
    """Who a catalogue speaks for."""

    name: Texts | str
    iri: str


class Catalog(TypedDict):
    """One catalogue document."""

    iri: str
    title: Texts
    description: Texts
    publisher: Publisher
    contact: str
    example: bool


class LinkedText(TypedDict):
    """A value in a catalogue description."""

    text: Texts | str
    href: str | None


class CatalogProperty(TypedDict):
    """A labelled line in a catalogue description."""

    label: Texts
    values: list[LinkedText]


class Distribution(TypedDict):
    """A file of a dataset."""

    title: Texts | str
    format: str
    href: str
    mediaType: str


class CatalogResource(TypedDict):
    """A dataset or a service."""

    path: str
    kind: str
    type: str
    iri: str
    title: Texts
    description: Texts
    keywords: dict[str, list[str]]
    properties: list[CatalogProperty]
    distributions: list[Distribution]


class CatalogPages(TypedDict):
    """dist/pages/catalog.json."""

    catalogs: dict[str, Catalog]
    resources: dict[str, CatalogResource]
