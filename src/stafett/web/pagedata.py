"""The shape of what the build writes for the pages (dist/pages, dist/manifest.json). Nothing but types."""

from __future__ import annotations

from typing import Literal, TypedDict

Texts = dict[str, str]
"""The same text by language tag; missing languages are left out."""


class Mapping(TypedDict):
    """A statement that a term of ours corresponds to somebody else's."""

    predicate: str
    curie: str
    iri: str


class NamedIri(TypedDict):
    """A term written short and in full."""

    curie: str
    iri: str


class Range(TypedDict):
    """What values a property takes."""

    kind: Literal["datatype", "class", "codelist"]
    name: str
    title: Texts
    href: str


class Property(TypedDict):
    """A slot as it is used in one class."""

    slot: str
    declaredBy: str
    own: bool
    min: int
    max: int | None
    range: Range
    pattern: str | None
    minimum: float | None
    maximum: float | None
    title: Texts
    description: Texts


ClassUse = TypedDict("ClassUse", {"class": str, "slot": str})
"""A class, and the slot in it that takes values of this class. (`class` is a keyword, hence the form.)"""

SlotUse = TypedDict("SlotUse", {"class": str, "min": int, "max": int | None})
"""A class that has the slot, and how many times."""


class Violation(TypedDict):
    """A rule that an invalid example is meant to break."""

    path: str
    constraint: str


class Example(TypedDict):
    """An instance, as people write it and as RDF."""

    name: str
    about: Texts
    valid: bool
    yaml: str
    turtle: str
    expect: list[Violation]


class ClassPage(TypedDict):
    """All that a class page shows."""

    name: str
    iri: str
    module: str
    title: Texts
    description: Texts
    abstract: bool
    parent: str | None
    ancestors: list[str]
    children: list[str]
    superclasses: list[NamedIri]
    properties: list[Property]
    usedBy: list[ClassUse]
    mappings: list[Mapping]
    examples: list[Example]
    shacl: str


class SlotPage(TypedDict):
    """All that a property page shows. `path` is the predicate in data: a standard one, or `iri` itself."""

    name: str
    iri: str
    path: str
    module: str
    title: Texts
    description: Texts
    range: Range
    multivalued: bool
    usedBy: list[SlotUse]
    mappings: list[Mapping]


class Module(TypedDict):
    """A part of the model with its classes."""

    name: str
    title: Texts
    description: Texts
    classes: list[str]


class ModelPages(TypedDict):
    """dist/pages/model.json."""

    version: str
    base: str
    modules: list[Module]
    classes: dict[str, ClassPage]
    slots: dict[str, SlotPage]


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


class Column(TypedDict):
    """An extra column of a code list."""

    slot: str
    title: Texts


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


class ExampleQuery(TypedDict):
    """One example of dist/pages/queries.json."""

    id: str
    topic: Texts
    title: Texts
    description: Texts
    query: str


class BuiltFile(TypedDict):
    """One file of the manifest."""

    path: str
    sha256: str
    bytes: int
    triples: int | None
    mediaType: str
    sources: list[str]


class Manifest(TypedDict):
    """dist/manifest.json."""

    version: str
    base: str
    files: list[BuiltFile]
