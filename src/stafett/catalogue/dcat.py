"""The catalogue as DCAT-AP-NO 3, one document a kind of resource, as data.norge.no harvests it.

Two choices follow measured facts about the harvester and the official shapes (see docs/catalogue.md):
distributions carry neither dcat:byteSize, adms:status nor dcat:mediaType, on which the shapes of the
national and the EU profile contradict each other; and every code of another body that is used is
described beside it, because the shapes ask for its type and scheme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from stafett.catalogue.entries import EU, FORMATS, CatalogEntry, Catalogue, Dataset, Distribution, Service
from stafett.iris import Iris
from stafett.languages import Text
from stafett.rdf import Triples
from stafett.settings import Settings

EDUCATION = EU + "data-theme/EDUC"
UPPER_SECONDARY = "https://psi.norge.no/los/ord/videregaende-opplaring"
_LANGUAGE = {"nb": EU + "language/NOB", "nn": EU + "language/NNO", "en": EU + "language/ENG"}


@dataclass(frozen=True)
class Publisher:
    """Who the catalogue speaks for."""

    number: str
    name: str
    contact: str

    @classmethod
    def of(cls, settings: Settings) -> Publisher:
        """The publisher that the settings name."""
        return cls(settings.publisher, settings.publisher_name, settings.contact)

    @property
    def iri(self) -> str:
        """An IRI with the nine digits that data.norge.no looks the organisation up by."""
        return f"https://data.brreg.no/enhetsregisteret/api/enheter/{self.number}"


def write_catalog(catalogue: Catalogue, kind: str, writer: Writer) -> Triples:
    """Return the document of one kind: the catalogue and everything of ours in it.

    Args:
        catalogue: what the catalogue holds.
        kind: `datasets` or `dataservices`.
        writer: the document, which may hold what others own already.
    """
    entry = catalogue.catalogs[kind]
    writer.catalog(entry)
    if kind == "datasets":
        for dataset in catalogue.datasets:
            writer.out.add(entry.iri, "dcat:dataset", dataset.iri)
            writer.dataset(dataset)
    for service in catalogue.services:
        writer.out.add(entry.iri, "dcat:service", service.iri)
        writer.service(service, with_datasets=kind == "datasets")
    writer.stubs()
    return writer.out


class Writer:
    """One document being written; the other catalogue writers build on it."""

    def __init__(self, catalogue: Catalogue, publisher: Publisher, iris: Iris) -> None:
        self.catalogue = catalogue
        self.publisher = publisher
        self.out = Triples(iris)
        self.contact = iris.thing("contact", "catalogue")

    def common(self, iri: str, title: Text, description: Text, identifier: str = "string") -> None:
        """What every described thing has: title, description, identifier, publisher and contact point."""
        self.out.text(iri, "dct:title", title)
        self.out.text(iri, "dct:description", description)
        self.out.literal(iri, "dct:identifier", iri, identifier)
        self.out.add(iri, "dct:publisher", self.publisher.iri)
        self.out.add(iri, "dcat:contactPoint", self.contact)

    def catalog(self, entry: CatalogEntry) -> None:
        """Describe a catalogue, and who publishes it."""
        iri, out = entry.iri, self.out
        out.types(iri, "dcat:Catalog")
        self.common(iri, entry.title, entry.description)
        out.add(iri, "foaf:homepage", out.iris.base + "/")
        out.types(out.iris.base + "/", "foaf:Document")
        out.add(iri, "dct:license", EU + "licence/CC_BY_4_0")
        out.literal(iri, "dct:issued", self.catalogue.issued, "date")
        out.literal(iri, "dct:modified", self.catalogue.modified, "date")
        out.add(iri, "dct:spatial", EU + "country/NOR")
        self.languages(iri)
        self.agent()

    def languages(self, iri: str) -> None:
        """Say that the texts are in all our languages."""
        for language in _LANGUAGE.values():
            self.out.add(iri, "dct:language", language)

    def agent(self, kind: str = "foaf:Agent") -> None:
        """Describe the publisher and the contact point."""
        out, who = self.out, self.publisher
        out.types(who.iri, kind)
        out.text(who.iri, "foaf:name", Text.of({"nb": who.name}))
        out.literal(who.iri, "dct:identifier", who.number)
        out.types(self.contact, "vcard:Organization", "vcard:Kind")
        out.text(self.contact, "vcard:fn", self.catalogue.contact_name)
        kind = "vcard:hasEmail" if who.contact.startswith("mailto:") else "vcard:hasURL"
        out.add(self.contact, kind, who.contact)

    def dataset(self, dataset: Dataset) -> None:
        """Describe a dataset with its distributions."""
        iri, out = dataset.iri, self.out
        out.types(iri, "dcat:Dataset")
        self.common(iri, dataset.title, dataset.description)
        self.keywords(iri, dataset.keywords)
        out.add(iri, "dcat:theme", EDUCATION)
        out.add(iri, "dcat:theme", UPPER_SECONDARY)
        out.add(iri, "dct:accessRights", EU + "access-right/PUBLIC")
        out.add(iri, "dct:accrualPeriodicity", EU + "frequency/IRREG")
        if dataset.type_code:
            out.add(iri, "dct:type", EU + f"dataset-type/{dataset.type_code}")
        for document in dataset.derived:
            out.add(iri, "prov:wasDerivedFrom", document)
        out.add(iri, "dct:spatial", EU + "country/NOR")
        for language in dataset.languages:
            out.add(iri, "dct:language", _LANGUAGE[language])
        out.literal(iri, "dct:issued", dataset.issued, "date")
        out.literal(iri, "dct:modified", dataset.modified, "date")
        period = f"{iri}#period"
        out.add(iri, "dct:temporal", period)
        out.types(period, "dct:PeriodOfTime")
        out.literal(period, "dcat:startDate", dataset.start, "date")
        out.add(iri, "dcat:landingPage", dataset.landing_page)
        out.types(dataset.landing_page, "foaf:Document")
        for distribution in dataset.distributions:
            self.distribution(dataset, distribution)

    def distribution(self, dataset: Dataset, distribution: Distribution) -> None:
        """Describe one file of a dataset."""
        out = self.out
        url = f"{out.iris.base}/{distribution.path}"
        iri = out.iris.thing("distribution", distribution.path.replace("/", "-").replace(".", "-"))
        out.add(dataset.iri, "dcat:distribution", iri)
        out.types(iri, "dcat:Distribution")
        out.text(iri, "dct:title", distribution.title)
        out.add(iri, "dcat:accessURL", url)
        out.add(iri, "dcat:downloadURL", url)
        out.add(iri, "dct:format", EU + f"file-type/{FORMATS[distribution.suffix][0]}")
        out.add(iri, "dct:license", dataset.licence)
        out.add(iri, "dcatap:availability", EU + "planned-availability/EXPERIMENTAL")
        out.literal(iri, "dct:issued", dataset.issued, "date")
        out.literal(iri, "dct:modified", dataset.modified, "date")
        if dataset.rights or dataset.attribution:
            rights = out.iris.thing("rights", dataset.slug)
            out.add(iri, "dct:rights", rights)
            out.types(rights, "dct:RightsStatement", "odrs:RightsStatement")
            out.text(rights, "dct:description", dataset.rights)
            if dataset.attribution:
                out.add(rights, "odrs:attributionText", ox.Literal(dataset.attribution, language="nb"))

    def service(self, service: Service, *, with_datasets: bool) -> None:
        """Describe a data service; where the datasets stand elsewhere, they are not pointed at."""
        iri, out = service.iri, self.out
        out.types(iri, "dcat:DataService")
        self.common(iri, service.title, service.description)
        self.keywords(iri, service.keywords)
        out.add(iri, "dcat:theme", EDUCATION)
        out.add(iri, "dcat:endpointURL", service.endpoint)
        out.add(iri, "dcat:endpointDescription", service.endpoint_description)
        out.add(iri, "dct:accessRights", EU + "access-right/PUBLIC")
        out.add(iri, "dct:license", EU + "licence/CC_BY_4_0")
        out.add(iri, "dcatap:availability", EU + "planned-availability/EXPERIMENTAL")
        out.add(iri, "dct:format", EU + "file-type/JSON")
        out.add(iri, "dct:conformsTo", service.conforms_to)
        out.types(service.conforms_to, "dct:Standard")
        out.text(service.conforms_to, "dct:title", Text.of({"en": "SPARQL 1.1 Protocol"}))
        if with_datasets:  # the other document holds no datasets, and may not point at half of one
            for dataset in self.catalogue.datasets:
                out.add(iri, "dcat:servesDataset", dataset.iri)

    def keywords(self, iri: str, keywords: Mapping[str, tuple[str, ...]]) -> None:
        """Add each keyword in its language."""
        for tag, words in keywords.items():
            for word in words:
                self.out.text(iri, "dcat:keyword", Text.of({tag: word}))

    def stubs(self) -> None:
        """Describe every code of another body that the document uses."""
        used = {t.object.value for t in self.out if isinstance(t.object, ox.NamedNode)}
        for iri, stub in self.catalogue.vocabulary.items():
            if iri in used:
                self.out.types(iri, "skos:Concept", *([stub.kind] if stub.kind else []))
                self.out.add(iri, "skos:inScheme", stub.scheme)
                self.out.text(iri, "skos:prefLabel", stub.label)
