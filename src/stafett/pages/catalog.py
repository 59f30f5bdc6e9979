"""Page data of the catalogue: its catalogues, and each dataset, service and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from stafett.catalogue.dcat import Publisher
from stafett.catalogue.entries import EU, Catalogue, Dataset, Service
from stafett.codes.lists import Source
from stafett.iris import Iris
from stafett.languages import Text
from stafett.model.rules import Rule, Rules

_LICENCES = {EU + "licence/CC_BY_4_0": "CC BY 4.0", EU + "licence/NLOD_2_0": "NLOD 2.0"}
_LABELS: Mapping[str, Text] = {
    key: Text.of({"nb": nb, "nn": nn, "en": en})
    for key, nb, nn, en in (
        ("licence", "Lisens", "Lisens", "Licence"),
        ("issued", "Utgitt", "Utgitt", "Issued"),
        ("modified", "Sist endret", "Sist endra", "Last modified"),
        ("landing", "Nettside", "Nettside", "Landing page"),
        ("rights", "Rettigheter", "Rettar", "Rights"),
        ("endpoint", "Endepunkt", "Endepunkt", "Endpoint"),
        ("conforms", "I samsvar med", "I samsvar med", "Conforms to"),
        ("published", "Kildens dato", "Datoen til kjelda", "Date of the source"),
        ("read", "Lest", "Lesen", "Read"),
        ("publisher", "Utgiver", "Utgivar", "Publisher"),
        ("severity", "Alvor", "Alvor", "Severity"),
        ("applies", "Gjelder", "Gjeld", "Applies to"),
        ("identifier", "Nummer", "Nummer", "Number"),
    )
}


def catalog_page_data(
    catalogue: Catalogue,
    sources: Iterable[Source],
    rules: Rules,
    publisher: Publisher,
    iris: Iris,
    *,
    example: bool,
    others: Iterable[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return the catalogues and their resources.

    `example` is true until a real publisher is set; `others` are the pages of what others own.
    """
    resources = [_dataset(d, iris) for d in catalogue.datasets]
    resources += [_service(s) for s in catalogue.services]
    resources += [_source(s) for s in sources]
    resources += [_rule(r, iris) for r in rules.rules]
    resources += others
    return {
        "catalogs": {
            kind: {
                "iri": entry.iri,
                "title": entry.title.as_dict(),
                "description": entry.description.as_dict(),
                "publisher": {"name": publisher.name, "iri": publisher.iri},
                "contact": publisher.contact,
                "example": example,
            }
            for kind, entry in catalogue.catalogs.items()
        },
        "resources": {r["path"]: r for r in resources},
    }


def _fact(key: str, value: str | Text | None, href: str | None = None) -> list[dict[str, Any]]:
    if not value:
        return []
    text = value.as_dict() if isinstance(value, Text) else value
    return [{"label": _LABELS[key].as_dict(), "values": [{"text": text, "href": href}]}]


def _dataset(dataset: Dataset, iris: Iris) -> dict[str, Any]:
    landing = dataset.landing_page.removeprefix(iris.base)
    return {
        "path": f"dataset/{dataset.slug}",
        "kind": "datasets",
        "type": "dcat:Dataset",
        "iri": dataset.iri,
        "title": dataset.title.as_dict(),
        "description": dataset.description.as_dict(),
        "keywords": {tag: list(words) for tag, words in dataset.keywords.items()},
        "properties": [
            *_fact("licence", _LICENCES.get(dataset.licence, dataset.licence), dataset.licence),
            *_fact("rights", dataset.rights),
            *_fact("issued", dataset.issued.isoformat()),
            *_fact("modified", dataset.modified.isoformat()),
            *_fact("landing", landing, landing),
        ],
        "distributions": [
            {"title": d.title.as_dict(), "format": d.suffix, "href": f"/{d.path}", "mediaType": d.media_type}
            for d in dataset.distributions
        ],
    }


def _service(service: Service) -> dict[str, Any]:
    return {
        "path": f"service/{service.slug}",
        "kind": "dataservices",
        "type": "dcat:DataService",
        "iri": service.iri,
        "title": service.title.as_dict(),
        "description": service.description.as_dict(),
        "keywords": {tag: list(words) for tag, words in service.keywords.items()},
        "properties": [
            *_fact("endpoint", service.endpoint, "/sparql"),
            *_fact("conforms", "SPARQL 1.1 Protocol", service.conforms_to),
        ],
        "distributions": [],
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "path": f"source/{source.key}",
        "kind": "sources",
        "type": "dct:BibliographicResource",
        "iri": source.iri,
        "title": source.title.as_dict(),
        "description": source.licence_note.as_dict(),
        "keywords": {},
        "properties": [
            *_fact("landing", source.url, source.url),
            *_fact("publisher", source.publisher),
            *_fact("published", source.published.isoformat() if source.published else None),
            *_fact("read", source.read.isoformat()),
            *_fact("licence", source.licence, source.licence),
            *_fact("rights", source.attribution),
        ],
        "distributions": [],
    }


_SEVERITIES = {
    "Violation": Text.of({"nb": "Brudd", "nn": "Brot", "en": "Violation"}),
    "Warning": Text.of({"nb": "Advarsel", "nn": "Åtvaring", "en": "Warning"}),
    "Info": Text.of({"nb": "Merknad", "nn": "Merknad", "en": "Note"}),
}


def _rule(rule: Rule, iris: Iris) -> dict[str, Any]:
    targets = [{"text": iri.rpartition("/")[2], "href": iri.removeprefix(iris.base)} for iri in rule.targets]
    return {
        "path": f"rule/{rule.identifier}",
        "kind": "rules",
        "type": "sh:NodeShape",
        "iri": rule.iri,
        "title": rule.message.as_dict(),
        "description": rule.description.as_dict(),
        "keywords": {},
        "properties": [
            *_fact("identifier", rule.identifier),
            *_fact("severity", _SEVERITIES[rule.severity]),
            {"label": _LABELS["applies"].as_dict(), "values": targets},
        ],
        "distributions": [],
    }
