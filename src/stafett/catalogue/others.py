"""Datasets and data services of other bodies, as we describe them: catalogue/others.yaml.

The description is ours, the data are not. Publisher of the description is whoever runs this catalogue;
the body that owns the data is named as producer (dct:creator) and in the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from stafett.catalogue.entries import EU, keywords_of
from stafett.fields import Fields
from stafett.iris import Iris
from stafett.languages import Text
from stafett.yamlfile import read_yaml

ACCESS: Final = ("PUBLIC", "RESTRICTED", "NON_PUBLIC")
_NOTE: Final = Text.of(
    {
        "nb": "Beskrivelsen er vår, ikke eierens.",
        "nn": "Skildringa er vår, ikkje eigaren si.",
        "en": "The description is ours, not the owner’s.",
    }
)
_DOUBT: Final = Text.of(
    {
        "nb": "Deler av den bygger på allmenn kunnskap og er ikke bekreftet hos eieren.",
        "nn": "Delar av henne byggjer på allmenn kunnskap og er ikkje stadfesta hos eigaren.",
        "en": "Parts of it rest on general knowledge and have not been confirmed by the owner.",
    }
)


@dataclass(frozen=True)
class OtherFile:
    """A way to get an open dataset of others: address, download address and EU file-type code."""

    title: Text
    access: str
    download: str | None
    format: str
    media_type: str | None


@dataclass(frozen=True)
class Stated:
    """Where the owner states the licence, when it was read, and how, where that needs saying."""

    at: str
    read: date
    note: Text


@dataclass(frozen=True)
class OtherDataset:
    """A dataset or series of others.

    Attributes:
        series: true for a dcat:DatasetSeries.
        owner: slug of the agent that owns the data.
        access: PUBLIC, RESTRICTED or NON_PUBLIC.
        legislation: IRIs of the legal resources that govern it.
        apply: where access is asked for.
        about: IRIs of things in our content that it is about: deliveries, systems, elements.
        member_of, previous, last: the chain of a series, by slug.
        verified: false where parts rest on general knowledge.
    """

    slug: str
    iri: str
    series: bool
    owner: str
    title: Text
    description: Text
    keywords: Mapping[str, tuple[str, ...]]
    access: str
    legislation: tuple[str, ...]
    apply: str | None
    frequency: str | None
    type_code: str | None
    spatial: str
    start: date | None
    landing: str | None
    about: tuple[str, ...]
    member_of: str | None
    previous: str | None
    last: str | None
    licence: str | None
    stated: Stated | None
    files: tuple[OtherFile, ...]
    source: str
    verified: bool

    def whole_description(self) -> Text:
        """The description, with whose it is and how certain."""
        return described(self.description, self.verified)


@dataclass(frozen=True)
class OtherService:
    """A data service of others."""

    slug: str
    iri: str
    owner: str
    title: Text
    description: Text
    keywords: Mapping[str, tuple[str, ...]]
    endpoint: str
    documentation: str | None
    format: str
    access: str
    licence: str | None
    serves: tuple[str, ...]
    source: str
    verified: bool

    def whole_description(self) -> Text:
        """The description, with whose it is and how certain."""
        return described(self.description, self.verified)


@dataclass(frozen=True)
class Others:
    """Everything of others that the catalogue describes."""

    datasets: tuple[OtherDataset, ...]
    services: tuple[OtherService, ...]


def described(words: Text, verified: bool) -> Text:
    """A description of somebody else's data: the words, whose they are, and what is not confirmed."""
    parts = [words, _NOTE] if verified else [words, _NOTE, _DOUBT]
    return Text.of({tag: " ".join(p.get(tag) or "" for p in parts) for tag, _ in words})


def read_others(file: Path, iris: Iris) -> Others:
    """Read the file.

    Raises:
        SourceError: naming file and line.
    """
    fields = Fields(read_yaml(file))
    datasets = tuple(
        _dataset(fields.within("datasets", str(s)), str(s), iris) for s in fields.data["datasets"]
    )
    services = tuple(
        _service(fields.within("services", str(s)), str(s), iris) for s in fields.data["services"]
    )
    known = {d.slug for d in datasets}
    for dataset in datasets:
        for key, slug in (
            ("in_series", dataset.member_of),
            ("prev", dataset.previous),
            ("last", dataset.last),
        ):
            if slug is not None and slug not in known:
                inner = fields.within("datasets", dataset.slug)
                raise inner.fault(key, f"There is no dataset «{slug}»")
    return Others(datasets, services)


def _dataset(fields: Fields, slug: str, iris: Iris) -> OtherDataset:
    access = fields.string("access")
    if access not in ACCESS:
        raise fields.fault("access", f"«{access}» is none of {', '.join(ACCESS)}")
    files = tuple(_file(fields.within("files", str(n))) for n in fields.data.get("files") or {})
    if files and access != "PUBLIC":
        raise fields.fault("files", "What is not public has no files")
    return OtherDataset(
        slug=slug,
        iri=iris.thing("dataset", slug),
        series=fields.optional("kind") == "series",
        owner=fields.string("owner"),
        title=fields.text("title"),
        description=fields.text("description"),
        keywords=keywords_of(fields),
        access=access,
        legislation=_list(fields, "legislation", iris, "legal"),
        apply=fields.optional("apply"),
        frequency=fields.optional("frequency"),
        type_code=fields.optional("type"),
        spatial=fields.optional("spatial") or "NOR",
        start=fields.optional_date("start"),
        landing=fields.optional("landing"),
        about=_list(fields, "about", iris, None),
        member_of=fields.optional("in_series"),
        previous=fields.optional("prev"),
        last=fields.optional("last"),
        licence=_licence(fields),
        stated=_stated(fields),
        files=files,
        source=fields.string("source"),
        verified=fields.data.get("verified") is True,
    )


def _file(fields: Fields) -> OtherFile:
    return OtherFile(
        title=fields.text("title"),
        access=fields.string("access"),
        download=fields.optional("download"),
        format=fields.string("format"),
        media_type=fields.optional("media_type"),
    )


def _service(fields: Fields, slug: str, iris: Iris) -> OtherService:
    return OtherService(
        slug=slug,
        iri=iris.thing("service", slug),
        owner=fields.string("owner"),
        title=fields.text("title"),
        description=fields.text("description"),
        keywords=keywords_of(fields),
        endpoint=fields.string("endpoint"),
        documentation=fields.optional("documentation"),
        format=fields.string("format"),
        access=fields.string("access"),
        licence=_licence(fields),
        serves=_list(fields, "serves", iris, "dataset"),
        source=fields.string("source"),
        verified=fields.data.get("verified") is True,
    )


def _licence(fields: Fields) -> str | None:
    code = fields.optional("licence")
    return f"{EU}licence/{code}" if code else None


def _stated(fields: Fields) -> Stated | None:
    if "licence_stated" not in fields.data:
        return None
    if not fields.optional("licence"):
        raise fields.fault(
            "licence_stated", "«licence_stated» says where a licence stands, but there is none"
        )
    inner = fields.within("licence_stated")
    return Stated(inner.string("at"), inner.date("read"), inner.text("note", required="note" in inner.data))


def _list(fields: Fields, key: str, iris: Iris, kind: str | None) -> tuple[str, ...]:
    value = fields.data.get(key) or []
    if not isinstance(value, list):
        raise fields.fault(key, f"«{key}» must be a list")
    return tuple(iris.thing(kind, str(one)) if kind else f"{iris.base}/{one}" for one in value)
