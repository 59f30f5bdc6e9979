"""Public services and events around the end of upper secondary education: catalogue/publicservices.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stafett.catalogue.entries import keywords_of
from stafett.fields import Fields
from stafett.iris import Iris
from stafett.languages import Text
from stafett.yamlfile import read_yaml

EVENT_KINDS: Final = ("LifeEvent", "BusinessEvent")


@dataclass(frozen=True)
class PossibleOutput:
    """What a service may result in."""

    slug: str
    title: Text
    description: Text


@dataclass(frozen=True)
class PublicService:
    """A service of a public body.

    Attributes:
        authorities: slugs of the bodies that are competent for it.
        laws: IRIs of the legal resources it follows.
        events: slugs of the events that may trigger the need for it.
        page: where the reader can see that it exists.
    """

    slug: str
    iri: str
    title: Text
    description: Text
    keywords: Mapping[str, tuple[str, ...]]
    authorities: tuple[str, ...]
    outputs: tuple[PossibleOutput, ...]
    laws: tuple[str, ...]
    events: tuple[str, ...]
    page: str
    verified: bool


@dataclass(frozen=True)
class ServiceEvent:
    """An event in a life, or in the year of a body."""

    slug: str
    iri: str
    kind: str
    title: Text
    description: Text


@dataclass(frozen=True)
class ServiceCatalogue:
    """All services and events."""

    services: tuple[PublicService, ...]
    events: tuple[ServiceEvent, ...]

    def triggered_by(self, event: str) -> tuple[PublicService, ...]:
        """The services that an event may give need for."""
        return tuple(s for s in self.services if event in s.events)


def read_public_services(file: Path, iris: Iris) -> ServiceCatalogue:
    """Read the file.

    Raises:
        SourceError: naming file and line.
    """
    fields = Fields(read_yaml(file))
    events = tuple(_event(fields.within("events", str(s)), str(s), iris) for s in fields.data["events"])
    known = {event.slug for event in events}
    services = []
    for slug in fields.data["services"]:
        inner = fields.within("services", str(slug))
        service = _service(inner, str(slug), iris)
        if strange := [event for event in service.events if event not in known]:
            raise inner.fault("events", f"There is no event «{strange[0]}»")
        services.append(service)
    return ServiceCatalogue(tuple(services), events)


def _service(fields: Fields, slug: str, iris: Iris) -> PublicService:
    outputs = tuple(
        PossibleOutput(str(name), inner.text("title"), inner.text("description"))
        for name in fields.data.get("outputs") or {}
        for inner in [fields.within("outputs", str(name))]
    )
    if not outputs:
        raise fields.fault("outputs", "A service has at least one possible output")
    return PublicService(
        slug=slug,
        iri=iris.thing("public-service", slug),
        title=fields.text("title"),
        description=fields.text("description"),
        keywords=keywords_of(fields),
        authorities=_words(fields, "authorities"),
        outputs=outputs,
        laws=tuple(iris.thing("legal", law) for law in _words(fields, "laws")),
        events=_words(fields, "events"),
        page=fields.string("page"),
        verified=fields.data.get("verified") is True,
    )


def _event(fields: Fields, slug: str, iris: Iris) -> ServiceEvent:
    kind = fields.string("kind")
    if kind not in EVENT_KINDS:
        raise fields.fault("kind", f"«{kind}» is none of {', '.join(EVENT_KINDS)}")
    return ServiceEvent(
        slug, iris.thing("event", slug), kind, fields.text("title"), fields.text("description")
    )


def _words(fields: Fields, key: str) -> tuple[str, ...]:
    value = fields.data.get(key) or []
    if not isinstance(value, list):
        raise fields.fault(key, f"«{key}» must be a list")
    return tuple(str(one) for one in value)
