"""Page data of what the catalogue describes for others: datasets, data services, public services, events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from stafett.catalogue.entries import EU, Stub
from stafett.catalogue.others import OtherDataset, Others, OtherService, Stated, described
from stafett.catalogue.publicservices import PublicService, ServiceCatalogue, ServiceEvent
from stafett.iris import Iris
from stafett.languages import Text

_LABELS: Mapping[str, Text] = {
    key: Text.of({"nb": nb, "nn": nn, "en": en})
    for key, nb, nn, en in (
        ("owner", "Eier av dataene", "Eigar av dataa", "Owner of the data"),
        ("access", "Tilgang", "Tilgang", "Access"),
        ("law", "Regelverk", "Regelverk", "Legislation"),
        ("apply", "Søk om tilgang", "Søk om tilgang", "Apply for access"),
        ("frequency", "Oppdateres", "Blir oppdatert", "Updated"),
        ("licence", "Lisens", "Lisens", "Licence"),
        ("stated", "Hvor lisensen står", "Kvar lisensen står", "Where the licence stands"),
        ("read", "Sett", "Sett", "Seen"),
        ("how", "Hvordan lisensen er lest", "Korleis lisensen er lesen", "How the licence was read"),
        ("landing", "Nettside", "Nettside", "Landing page"),
        ("about", "Handler om", "Handlar om", "Is about"),
        ("series", "Del av serien", "Del av serien", "Part of the series"),
        ("previous", "Forrige i serien", "Førre i serien", "Previous in the series"),
        ("last", "Siste i serien", "Siste i serien", "Last in the series"),
        ("source", "Kilde", "Kjelde", "Source"),
        ("endpoint", "Endepunkt", "Endepunkt", "Endpoint"),
        ("serves", "Gir tilgang til", "Gir tilgang til", "Gives access to"),
        ("authority", "Ansvarlig", "Ansvarleg", "Competent authority"),
        ("output", "Kan gi", "Kan gi", "May result in"),
        ("event", "Utløses av", "Blir utløyst av", "Triggered by"),
        ("leads", "Kan føre til", "Kan føre til", "May lead to"),
    )
}


class OtherPages:
    """Makes the pages; `name` gives what to call a thing of ours, by IRI."""

    def __init__(self, iris: Iris, name: Callable[[str], Text], vocabulary: Mapping[str, Stub]) -> None:
        self.iris = iris
        self.name = name
        self.vocabulary = vocabulary

    def all(self, others: Others, services: ServiceCatalogue) -> list[dict[str, Any]]:
        """Every page."""
        titles = {d.iri: d.title for d in others.datasets}
        titles |= {e.iri: e.title for e in services.events}
        titles |= {s.iri: s.title for s in services.services}
        pages = [self.dataset(d, titles) for d in others.datasets]
        pages += [self.service(s, titles) for s in others.services]
        pages += [self.public_service(s, titles) for s in services.services]
        pages += [self.event(e, services) for e in services.events]
        return pages

    def dataset(self, dataset: OtherDataset, titles: Mapping[str, Text]) -> dict[str, Any]:
        """A dataset or series."""
        kin = (("series", dataset.member_of), ("previous", dataset.previous), ("last", dataset.last))
        facts = [
            self.links("owner", [self.iris.thing("agent", dataset.owner)]),
            self.code("access", f"access-right/{dataset.access}"),
            self.links("law", dataset.legislation),
            self.outside("apply", dataset.apply),
            self.code("frequency", f"frequency/{dataset.frequency}" if dataset.frequency else None),
            self.known("licence", dataset.licence),
            *(self.stated(dataset.stated) if dataset.stated else ()),
            self.outside("landing", dataset.landing),
            self.links("about", dataset.about),
            *(self.links(key, [self.iris.thing("dataset", slug)], titles) for key, slug in kin if slug),
            self.outside("source", dataset.source),
        ]
        kind = "dcat:DatasetSeries" if dataset.series else "dcat:Dataset"
        files = [
            {
                "title": file.title.as_dict(),
                "format": file.format.lower(),
                "href": file.download or file.access,
                "mediaType": file.media_type or "text/html",
            }
            for file in dataset.files
        ]
        words = dataset.whole_description()
        return self.page(dataset.iri, "datasets", kind, dataset.title, words, dataset.keywords, facts, files)

    def service(self, service: OtherService, titles: Mapping[str, Text]) -> dict[str, Any]:
        """A data service."""
        facts = [
            self.links("owner", [self.iris.thing("agent", service.owner)]),
            self.outside("endpoint", service.endpoint),
            self.outside("landing", service.documentation),
            self.code("access", f"access-right/{service.access}"),
            self.known("licence", service.licence),
            self.links("serves", service.serves, titles),
            self.outside("source", service.source),
        ]
        words = service.whole_description()
        kind = "dcat:DataService"
        return self.page(service.iri, "dataservices", kind, service.title, words, service.keywords, facts)

    def public_service(self, service: PublicService, titles: Mapping[str, Text]) -> dict[str, Any]:
        """A public service."""
        outputs = [{"text": o.title.as_dict(), "href": None} for o in service.outputs]
        facts = [
            self.links("authority", [self.iris.thing("agent", slug) for slug in service.authorities]),
            self.fact("output", outputs),
            self.links("law", service.laws),
            self.links("event", [self.iris.thing("event", slug) for slug in service.events], titles),
            self.outside("landing", service.page),
        ]
        words = described(service.description, service.verified)
        kind = "cpsv:PublicService"
        return self.page(service.iri, "services", kind, service.title, words, service.keywords, facts)

    def event(self, event: ServiceEvent, services: ServiceCatalogue) -> dict[str, Any]:
        """A life event or business event."""
        led = {s.iri: s.title for s in services.triggered_by(event.slug)}
        facts = [self.links("leads", led, led)]
        return self.page(event.iri, "events", f"cv:{event.kind}", event.title, event.description, {}, facts)

    def page(
        self,
        iri: str,
        kind: str,
        type_: str,
        title: Text,
        words: Text,
        keywords: Mapping[str, tuple[str, ...]],
        facts: Iterable[dict[str, Any] | None],
        files: Iterable[dict[str, Any]] = (),
    ) -> dict[str, Any]:
        """One page, in the form of all pages of the catalogue."""
        return {
            "path": iri.removeprefix(f"{self.iris.base}/"),
            "kind": kind,
            "type": type_,
            "iri": iri,
            "title": title.as_dict(),
            "description": words.as_dict(),
            "keywords": {tag: list(found) for tag, found in keywords.items()},
            "properties": [fact for fact in facts if fact],
            "distributions": list(files),
        }

    def fact(self, key: str, values: list[dict[str, Any]]) -> dict[str, Any] | None:
        """A line of facts; nothing where there is no value."""
        return {"label": _LABELS[key].as_dict(), "values": values} if values else None

    def links(
        self, key: str, iris: Iterable[str], titles: Mapping[str, Text] | None = None
    ) -> dict[str, Any] | None:
        """Links to things of ours by name."""
        known = titles or {}
        values = [
            {"text": (known.get(iri) or self.name(iri)).as_dict(), "href": iri.removeprefix(self.iris.base)}
            for iri in iris
        ]
        return self.fact(key, values)

    def stated(self, stated: Stated) -> list[dict[str, Any] | None]:
        """Where a licence stands, when that was seen, and how."""
        note = [{"text": stated.note.as_dict(), "href": None}] if stated.note.as_dict() else []
        when = [{"text": stated.read.isoformat(), "href": None}]
        return [self.outside("stated", stated.at), self.fact("read", when), self.fact("how", note)]

    def outside(self, key: str, address: str | None) -> dict[str, Any] | None:
        """A link to an address elsewhere."""
        return self.fact(key, [{"text": address, "href": address}] if address else [])

    def code(self, key: str, name: str | None) -> dict[str, Any] | None:
        """A code of an EU authority table by its label."""
        return self.known(key, EU + name if name else None)

    def known(self, key: str, iri: str | None) -> dict[str, Any] | None:
        """Something elsewhere by the label we know it by, else by its address."""
        if iri is None:
            return None
        label = self.vocabulary[iri].label.as_dict() if iri in self.vocabulary else iri
        return self.fact(key, [{"text": label, "href": iri}])
