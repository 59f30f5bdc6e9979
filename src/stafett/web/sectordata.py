"""The shape of the pages on the sector: annual wheel, cases, practices and landscape (dist/pages)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from stafett.errors import DistError
from stafett.web.matrixdata import MatrixPages
from stafett.web.pagedata import Shown, Texts, Value

Event = TypedDict(
    "Event",
    {
        "slug": str,
        "href": str,
        "expected": bool,
        "kind": str,
        "due": str,
        "effective": str | None,
        "from": Shown,
        "to": list[Shown],
        "actors": list[str],
        "what": Texts,
        "deliveries": list[Shown],
        "stage": Texts | None,
        "year": str | None,
        "annual": bool,
        "verified": bool | None,
        "note": Texts,
        "sources": list[Shown],
    },
)
"""A deadline or another date; `year` is a school year of eight digits. (`from` is a keyword.)"""


class CalendarPages(TypedDict):
    """dist/pages/calendar.json."""

    modified: str
    kinds: list[Value]
    events: list[Event]


class Statement(TypedDict):
    """A statement of a case, with the heading it stands under and, if another, the one it belongs under."""

    kind: str
    text: Texts
    group: Texts | None
    statedUnder: str | None
    belongsUnder: str | None
    sources: list[Shown]


class Statements(TypedDict):
    """The statements of one kind."""

    key: str
    title: Texts
    items: list[Statement]


Break = TypedDict(
    "Break",
    {
        "href": str,
        "code": str,
        "case": str,
        "title": Texts,
        "kind": Texts,
        "from": Texts,
        "to": Texts,
        "layer": Texts,
        "elements": list[Shown],
        "consequence": Texts,
    },
)
"""Where the flow of information breaks between two actors."""


class Case(TypedDict):
    """A case."""

    code: str
    description: Texts
    status: Texts | None
    owner: Shown | None
    related: list[Shown]
    sources: list[Shown]
    modified: str | None
    statements: list[Statements]
    breaks: list[Break]


class Practice(TypedDict):
    """A practice, barrier or recommendation of the study."""

    href: str
    title: Texts
    description: Texts
    kind: str
    kindTitle: Texts
    focus: Texts | None
    heading: str | None
    overcomes: list[Shown]
    overcomeBy: list[Shown]
    sources: list[Shown]


class Heading(TypedDict):
    """One of the five headings of the study."""

    key: str
    title: Texts
    description: Texts
    practices: list[Practice]


class Provision(Shown):
    """A provision, and whether its wording was read."""

    verified: bool


Interface = TypedDict(
    "Interface",
    {
        "number": int,
        "href": str,
        "title": Texts,
        "sender": str,
        "receiver": str,
        "from": Shown,
        "to": Shown,
        "pattern": Texts,
        "formats": list[Texts],
        "carries": list[Shown],
        "layers": list[Texts],
        "basis": list[Provision],
        "specification": Shown | None,
        "verified": bool | None,
    },
)
"""An agreed way for one system to send to another; `sender` and `receiver` are slugs."""


class System(TypedDict):
    """A system or register; `joined` says that an interface names it."""

    slug: str
    href: str
    title: Texts
    owner: Shown | None
    operator: Shown | None
    lifecycle: Texts | None
    verified: bool | None
    joined: bool


class Landscape(TypedDict):
    """dist/pages/landscape.json."""

    interfaces: list[Interface]
    systems: list[System]
    deliveries: list[dict[str, Any]]


@dataclass(frozen=True)
class Sector:
    """What the pages on the sector show."""

    matrix: MatrixPages
    calendar: CalendarPages
    cases: dict[str, Case]
    practices: list[Heading]
    landscape: Landscape
    deliveries: dict[str, dict[str, Any]]
    documents: list[dict[str, Any]]


def read_sector(pages: Path) -> Sector:
    """Read the page data of the sector.

    Raises:
        DistError: a file is missing or is no JSON.
    """
    return Sector(**{name: _read(pages / f"{name}.json") for name in Sector.__dataclass_fields__})


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError) as fault:
        hint = "Run `stafett build` (or `make build`) first."
        raise DistError(f"{file} cannot be read: {fault}", hint=hint) from fault
