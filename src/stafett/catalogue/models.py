"""The catalogues of information models (ModellDCAT-AP-NO 1.3) and of concepts (SKOS-AP-NO-Begrep 2)."""

from __future__ import annotations

from stafett.catalogue.dcat import Publisher, Writer
from stafett.catalogue.entries import EU, Catalogue, Dataset
from stafett.iris import Iris
from stafett.rdf import Triples

LOS_THEME = "https://psi.norge.no/los/tema/videregaende-skole"
_STATUS = "http://purl.org/adms/status/UnderDevelopment"
_LOGICAL = "https://data.norge.no/vocabulary/information-model-type#logical-model"


def write_models_catalog(
    catalogue: Catalogue, elements: Triples, version: str, publisher: Publisher, iris: Iris
) -> Triples:
    """Return the document of information models: the catalogue, the model and all its elements."""
    writer = Writer(catalogue, publisher, iris)
    out, entry = writer.out, catalogue.catalogs["informationmodels"]
    model = iris.thing("model", "stafett")
    described = catalogue.datasets[0]
    writer.catalog(entry)
    out.add(entry.iri, "dct:hasPart", model)
    out.add(entry.iri, "modelldcatno:model", model)
    out.types(model, "modelldcatno:InformationModel")
    writer.common(model, described.title, described.description)
    writer.keywords(model, described.keywords)
    out.literal(model, "modelldcatno:informationModelIdentifier", model)
    out.add(model, "dcat:theme", LOS_THEME)  # ModellDCAT-AP-NO asks for Los, and for nothing but Los
    out.add(model, "dct:license", EU + "licence/CC_BY_4_0")
    out.add(model, "dct:type", _LOGICAL)
    out.add(model, "adms:status", _STATUS)
    out.literal(model, "owl:versionInfo", version)
    out.literal(model, "dct:issued", catalogue.issued, "date")
    out.literal(model, "dct:modified", catalogue.modified, "date")
    out.add(model, "dct:spatial", EU + "country/NOR")  # as the datasets: upper-secondary education in Norway
    writer.languages(model)
    out.add(model, "foaf:homepage", iris.base + "/model")
    out.types(iris.base + "/model", "foaf:Document")
    _formats(out, model, described)
    out.update(elements)
    writer.stubs()
    return out


def _formats(out: Triples, model: str, described: Dataset) -> None:
    for distribution in described.distributions:
        url = f"{out.iris.base}/{distribution.path}"
        out.add(model, "dct:hasFormat", url)
        out.types(url, "foaf:Document")
        out.text(url, "dct:title", distribution.title)


def write_concepts_collection(
    catalogue: Catalogue, concepts: Triples, publisher: Publisher, iris: Iris
) -> Triples:
    """Return the document of concepts: one collection with every concept of the model."""
    writer = Writer(catalogue, publisher, iris)
    out, entry = writer.out, catalogue.catalogs["concepts"]
    out.types(entry.iri, "skos:Collection")
    writer.common(entry.iri, entry.title, entry.description, identifier="anyURI")
    writer.agent("org:Organization")
    for triple in concepts:
        if triple.predicate.value.endswith("#prefLabel"):
            out.add(entry.iri, "skos:member", str(triple.subject).strip("<>"))
    out.update(concepts)
    return out
