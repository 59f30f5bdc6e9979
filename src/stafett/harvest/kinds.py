"""The six kinds of resource that data.norge.no harvests, and what it does with each.

Source: Informasjonsforvaltning/fdk-harvester@40dd0fc, harvester/*Harvester.kt and rdf/Namespace.kt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

DCAT: Final = "http://www.w3.org/ns/dcat#"
DCT: Final = "http://purl.org/dc/terms/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
CV: Final = "http://data.europa.eu/m8g/"
CPSV: Final = "http://purl.org/vocab/cpsv#"
CPSVNO: Final = "https://data.norge.no/vocabulary/cpsvno#"
DCATNO: Final = "https://data.norge.no/vocabulary/dcatno#"
MODELL: Final = "https://data.norge.no/vocabulary/modelldcatno#"
RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_SERVICES: Final = (CPSV + "PublicService", CPSVNO + "Service")
_EVENTS: Final = (CV + "Event", CV + "BusinessEvent", CV + "LifeEvent")


@dataclass(frozen=True)
class Kind:
    """One registered data type.

    Attributes:
        name: as we and our documents name it.
        registered_as: as data.norge.no's register of sources names it.
        members: classes whose resources are taken.
        container: class of what holds them.
        link: from the container to a member.
        apart: classes that are never put into another member's graph.
        page: start of the member's page at data.norge.no; the path of datasets is seen in its code, the
            others follow by analogy and are not verified.
        records: start of the catalogue records that data.norge.no makes.
        containers: start of the records of containers.
        generated: what is put after the source's address for members that no container links to.
        profile: the specification its content follows.
    """

    name: str
    registered_as: str
    members: tuple[str, ...]
    container: str
    link: str
    apart: tuple[str, ...]
    page: str
    records: str
    containers: str
    generated: str
    profile: str


def _kind(
    name: str,
    registered_as: str,
    members: tuple[str, ...],
    link: str,
    host: str,
    profile: str,
    *,
    page: str,
    apart: tuple[str, ...] | None = None,
    container: str = DCAT + "Catalog",
) -> Kind:
    collection = container == SKOS + "Collection"
    start = f"https://{host}.fellesdatakatalog.digdir.no/"
    return Kind(
        name=name,
        registered_as=registered_as,
        members=members,
        container=container,
        link=link,
        apart=apart or members,
        page=f"https://data.norge.no/{page}/",
        records=f"{start}{host}/",
        containers=start + ("collections/" if collection else "catalogs/"),
        generated="#GeneratedCollection" if collection else "#GeneratedCatalog",
        profile=profile,
    )


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            _kind(
                "datasets",
                "dataset",
                (DCAT + "Dataset", DCAT + "DatasetSeries"),
                DCAT + "dataset",
                "datasets",
                "DCAT-AP-NO",
                page="datasets",
            ),
            _kind(
                "dataservices",
                "dataservice",
                (DCAT + "DataService",),
                DCAT + "service",
                "dataservices",
                "DCAT-AP-NO",
                page="data-services",
            ),
            _kind(
                "informationmodels",
                "informationmodel",
                (MODELL + "InformationModel",),
                MODELL + "model",
                "informationmodels",
                "ModellDCAT-AP-NO",
                page="information-models",
            ),
            _kind(
                "concepts",
                "concept",
                (SKOS + "Concept",),
                SKOS + "member",
                "concepts",
                "SKOS-AP-NO-Begrep",
                page="concepts",
                container=SKOS + "Collection",
            ),
            _kind(
                "services",
                "publicService",
                _SERVICES,
                DCATNO + "containsService",
                "services",
                "CPSV-AP-NO",
                page="services",
                apart=_SERVICES + _EVENTS,
            ),
            _kind(
                "events",
                "event",
                _EVENTS,
                DCATNO + "containsEvent",
                "events",
                "CPSV-AP-NO",
                page="events",
                apart=_SERVICES + _EVENTS,
            ),
        )
    }
)
"""By our name, which is also the name of our document."""
