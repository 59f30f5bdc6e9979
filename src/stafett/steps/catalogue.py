"""The documents that data.norge.no harvests, one a kind of resource."""

from __future__ import annotations

from stafett.catalogue.cpsv import write_events_catalog, write_services_catalog
from stafett.catalogue.dcat import Publisher, Writer, write_catalog
from stafett.catalogue.models import write_concepts_collection, write_models_catalog
from stafett.catalogue.othersdcat import write_other_datasets, write_other_services
from stafett.content.naming import name_of
from stafett.generate.concepts import write_concepts
from stafett.generate.modelldcat import write_modelldcat
from stafett.rdf import Triples
from stafett.steps.work import Work

FILES = tuple(f"catalogue/{name}.yaml" for name in ("catalog", "vocabulary", "others", "publicservices"))


def write_documents(work: Work) -> None:
    """Write each document."""
    for kind, document in _documents(work).items():
        work.output.graph(f"catalog/{kind}", document, FILES)
        work.add(f"catalog-{kind}", document)


def _documents(work: Work) -> dict[str, Triples]:
    model, catalogue, iris = work.sources.model, work.sources.catalogue, work.iris
    publisher = Publisher.of(work.settings)
    elements = write_modelldcat(model, work.sources.code_sets)
    concepts = write_concepts(model, publisher.iri, iris.thing("contact", "catalogue"))
    names = {
        iri: name_of(entry, work.sources.content, {}) for iri, entry in work.sources.content.entries.items()
    }
    found: dict[str, Triples] = {}
    for kind in ("datasets", "dataservices"):
        writer = Writer(catalogue, publisher, iris)
        if kind == "datasets":
            write_other_datasets(writer, catalogue.catalogs[kind].iri, work.sources.others, names)
        else:
            write_other_services(writer, catalogue.catalogs[kind].iri, work.sources.others)
        found[kind] = write_catalog(catalogue, kind, writer)
    found["informationmodels"] = write_models_catalog(catalogue, elements, model.version, publisher, iris)
    found["concepts"] = write_concepts_collection(catalogue, concepts, publisher, iris)
    services = work.sources.public_services
    found["services"] = write_services_catalog(catalogue, services, names, publisher, iris)
    found["events"] = write_events_catalog(catalogue, services, publisher, iris)
    return found
