"""The shape of the page data of the catalogue's content (dist/pages/content.json). Nothing but types."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from stafett.web.pagedata import Texts


class ContentValue(TypedDict):
    """One value: a text or a name with a place to go, yes or no, or a nested thing with its properties."""

    text: Texts | str | None
    href: str | None
    flag: NotRequired[bool]
    nested: NotRequired[list[ContentProperty]]


class ContentProperty(TypedDict):
    """A property of a thing, with all its values."""

    slot: str
    title: Texts
    values: list[ContentValue]


ContentInverse = TypedDict("ContentInverse", {"class": Texts, "slot": Texts, "things": list[ContentValue]})
"""What refers to a thing by one property. (`class` is a keyword, hence the form.)"""


class ContentThing(TypedDict):
    """A thing of the catalogue."""

    iri: str
    path: str
    kind: str
    type: str
    topic: str
    file: str
    line: int | None
    title: Texts
    verified: bool | None
    properties: list[ContentProperty]
    inverse: list[ContentInverse]


class ContentClass(TypedDict):
    """A class whose instances a kind holds."""

    name: str
    title: Texts
    description: Texts


class ContentKind(TypedDict):
    """A kind of thing, and the paths of those there are, without the first slash."""

    kind: str
    classes: list[ContentClass]
    things: list[str]


class ContentPages(TypedDict):
    """dist/pages/content.json."""

    kinds: list[ContentKind]
    things: dict[str, ContentThing]


class CoverageRow(TypedDict):
    """One row of dist/pages/coverage.json: what a row of the checklist is about, and what realises it."""

    identifier: str
    iri: str
    series: str
    source: ContentValue
    what: Texts
    realisedBy: list[ContentValue]
    works: bool
    reason: Texts
