"""The documents of public services and of events (CPSV-AP-NO 1.1), one catalogue each.

Neither document describes members of the other: data.norge.no would take them for ours twice.
"""

from __future__ import annotations

from collections.abc import Mapping

from stafett.catalogue.dcat import Publisher, Writer
from stafett.catalogue.entries import EU, CatalogEntry, Catalogue
from stafett.catalogue.others import described
from stafett.catalogue.publicservices import PublicService, ServiceCatalogue
from stafett.iris import Iris
from stafett.languages import Text
from stafett.rdf import Triples

_NORWAY = EU + "country/NOR"


def write_services_catalog(
    catalogue: Catalogue,
    services: ServiceCatalogue,
    names: Mapping[str, Text],
    publisher: Publisher,
    iris: Iris,
) -> Triples:
    """Return the document of public services.

    Args:
        catalogue: for titles, dates and the codes of others.
        services: services and events.
        names: the name of each competent body and legal resource, by IRI.
        publisher: who speaks.
        iris: makes identifiers.
    """
    writer = Writer(catalogue, publisher, iris)
    entry = catalogue.catalogs["services"]
    _catalog(writer, entry)
    for service in services.services:
        writer.out.add(entry.iri, "dcatno:containsService", service.iri)
        _service(writer, service, names)
    writer.stubs()
    return writer.out


def write_events_catalog(
    catalogue: Catalogue, services: ServiceCatalogue, publisher: Publisher, iris: Iris
) -> Triples:
    """Return the document of events; the services they lead to are named by identifier only."""
    writer = Writer(catalogue, publisher, iris)
    out, entry = writer.out, catalogue.catalogs["events"]
    _catalog(writer, entry)
    for event in services.events:
        out.add(entry.iri, "dcatno:containsEvent", event.iri)
        out.types(event.iri, f"cv:{event.kind}")
        out.text(event.iri, "dct:title", event.title)
        out.text(event.iri, "dct:description", event.description)
        out.literal(event.iri, "dct:identifier", event.iri)
        for service in services.triggered_by(event.slug):
            out.add(event.iri, "cpsvno:mayTriggerNeedFor", service.iri)
    writer.stubs()
    return out


def _catalog(writer: Writer, entry: CatalogEntry) -> None:
    out, iri, who = writer.out, entry.iri, writer.publisher
    out.types(iri, "dcat:Catalog")
    out.text(iri, "dct:title", entry.title)
    out.text(iri, "dct:description", entry.description)
    out.literal(iri, "dct:identifier", iri)
    out.add(iri, "dct:publisher", who.iri)
    out.add(iri, "cv:contactPoint", writer.contact)
    out.add(iri, "foaf:homepage", out.iris.base + "/")
    out.types(out.iris.base + "/", "foaf:Document")
    out.add(iri, "dct:license", EU + "licence/CC_BY_4_0")
    out.literal(iri, "dct:issued", writer.catalogue.issued, "date")
    out.literal(iri, "dct:modified", writer.catalogue.modified, "date")
    out.add(iri, "dct:spatial", _NORWAY)
    writer.languages(iri)
    _body(writer, who.iri, Text.of({"nb": who.name}), who.number)
    out.text(who.iri, "foaf:name", Text.of({"nb": who.name}))
    out.types(writer.contact, "cv:ContactPoint")
    page = who.contact if not who.contact.startswith("mailto:") else None
    if page:
        out.add(writer.contact, "cv:contactPage", page)
        out.types(page, "foaf:Document")
    else:
        out.literal(writer.contact, "cv:email", who.contact.removeprefix("mailto:"))


def _body(writer: Writer, iri: str, name: Text, identifier: str) -> None:
    out = writer.out
    out.types(iri, "cv:PublicOrganisation")
    out.text(iri, "skos:prefLabel", name)
    out.literal(iri, "dct:identifier", identifier)
    out.add(iri, "dct:spatial", _NORWAY)


def _service(writer: Writer, service: PublicService, names: Mapping[str, Text]) -> None:
    out, iri = writer.out, service.iri
    out.types(iri, "cpsv:PublicService")
    out.text(iri, "dct:title", service.title)
    out.text(iri, "dct:description", described(service.description, service.verified))
    out.literal(iri, "dct:identifier", iri)
    writer.keywords(iri, service.keywords)
    out.add(iri, "cv:contactPoint", writer.contact)
    out.add(iri, "dct:spatial", _NORWAY)
    out.add(iri, "foaf:homepage", service.page)
    out.types(service.page, "foaf:Document")
    for authority in service.authorities:
        body = out.iris.thing("agent", authority)
        out.add(iri, "cv:hasCompetentAuthority", body)
        _body(writer, body, names[body], body)
    for law in service.laws:
        out.add(iri, "cv:hasLegalResource", law)
        out.types(law, "eli:LegalResource")
        out.text(law, "dct:title", names[law])
    for event in service.events:
        out.add(iri, "cv:isGroupedBy", out.iris.thing("event", event))
    for output in service.outputs:
        result = f"{iri}#{output.slug}"
        out.add(iri, "cpsvno:hasPossibleOutput", result)
        out.types(result, "cpsvno:PossibleOutput")
        out.text(result, "dct:title", output.title)
        out.text(result, "dct:description", output.description)
        out.literal(result, "dct:identifier", result)
