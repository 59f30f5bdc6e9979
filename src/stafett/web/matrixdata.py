"""The shape of dist/pages/matrix.json: rows of the availability matrix and what they speak of."""

from __future__ import annotations

from typing import TypedDict

from stafett.web.pagedata import Shown, Texts, Value


class Element(TypedDict):
    """What a row of the matrix is about."""

    slug: str
    href: str
    code: str
    title: Texts
    definition: Texts
    note: Texts
    sensitivity: Texts
    systems: list[Shown]
    responsible: Shown | None


class Purpose(TypedDict):
    """What information is used for."""

    slug: str
    href: str
    title: Texts
    definition: Texts


class Basis(TypedDict):
    """A provision that a row rests on."""

    href: str
    title: Texts
    identifier: str
    address: str | None
    verified: bool
    readOn: str | None
    validFrom: str
    validTo: str | None
    note: Texts


class Trigger(Shown):
    """When information becomes available."""

    offset: str | None


class Channel(TypedDict):
    """How information reaches an actor."""

    href: str
    title: Texts
    kind: Texts
    formats: list[Texts]
    system: Shown | None
    action: Texts
    access: Texts


class Criterion(TypedDict):
    """How well a row does on time, form or actor."""

    title: Texts
    value: Texts


class Row(TypedDict):
    """A row of the matrix; `gaps` are named in stafett.pages.matrix."""

    slug: str
    href: str
    iri: str
    code: str
    element: str
    actor: str
    receivers: list[Shown]
    purpose: str
    status: str
    basis: list[Basis]
    gdpr: list[Texts]
    trigger: Trigger | None
    channels: list[Channel]
    actions: list[Texts]
    condition: Texts
    burden: bool
    responsible: Shown | None
    groups: list[Texts]
    criteria: list[Criterion]
    validFrom: str | None
    validTo: str | None
    evidence: Texts
    sources: list[Shown]
    verified: bool
    readOn: str | None
    reviewedBy: Shown | None
    reviewedOn: str | None
    gaps: list[str]


class MatrixPages(TypedDict):
    """dist/pages/matrix.json."""

    statuses: list[Value]
    actors: list[Value]
    elements: list[Element]
    purposes: list[Purpose]
    rows: list[Row]
