"""The shape of what the build writes for the pages (dist/pages, dist/manifest.json). Nothing but types."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Texts = dict[str, str]
"""The same text by language tag; missing languages are left out."""


class Shown(TypedDict):
    """A name with a place to go."""

    text: Texts | str
    href: str | None


class Value(TypedDict):
    """A value of one of our own enumerations."""

    key: str
    title: Texts
    description: NotRequired[Texts]


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
    """What values a property takes; a choice has several classes as options and no address of its own."""

    kind: Literal["datatype", "class", "choice", "codelist"]
    name: str
    title: Texts
    href: str | None
    options: NotRequired[list[Range]]


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
    """What an invalid example is meant to break; `rule` is the number of a hand-written rule."""

    path: str
    constraint: str
    severity: str
    rule: str | None


class Example(TypedDict):
    """An instance, as people write it and as RDF."""

    name: str
    about: Texts
    valid: bool
    yaml: str
    turtle: str
    expect: list[Violation]


class Rule(TypedDict):
    """A hand-written rule, as the pages of the classes it targets have it; `codes` are the IRIs it names."""

    identifier: str
    iri: str
    severity: str
    message: Texts
    description: Texts
    decidableFrom: str
    codes: list[str]


class ClassPage(TypedDict):
    """All that a class page shows."""

    name: str
    iri: str
    module: str
    title: Texts
    description: Texts
    usage: Texts
    deprecated: bool
    replacedBy: str | None
    addedIn: NotRequired[str | None]
    changedIn: NotRequired[str | None]
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
    rules: list[Rule]


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
    deprecated: bool
    replacedBy: str | None
    addedIn: NotRequired[str | None]
    changedIn: NotRequired[str | None]
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


class ExampleQuery(TypedDict):
    """One example of dist/pages/queries.json."""

    id: str
    topic: Texts
    title: Texts
    description: Texts
    query: str


class Change(TypedDict):
    """One difference between two versions; `subject` is `Class`, `Class.slot`, `scheme` or `scheme/code`."""

    step: str
    subject: str
    what: str


class Release(TypedDict):
    """One entry of dist/pages/releases.json."""

    version: str
    date: str
    counts: dict[Literal["classes", "slots", "lists", "codes"], int]
    changes: list[Change]


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
