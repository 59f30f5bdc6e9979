"""The documents that data.norge.no harvests, one a kind of resource."""

from __future__ import annotations

from stafett.catalogue.dcat import Publisher, write_catalog
from stafett.catalogue.models import write_concepts_collection, write_models_catalog
from stafett.generate.concepts import write_concepts
from stafett.generate.modelldcat import write_modelldcat
from stafett.rdf import Triples
from stafett.steps.work import Work

FILES = ("catalogue/catalog.yaml", "catalogue/vocabulary.yaml")


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
    found = {kind: write_catalog(catalogue, kind, publisher, iris) for kind in ("datasets", "dataservices")}
    found["informationmodels"] = write_models_catalog(catalogue, elements, model.version, publisher, iris)
    found["concepts"] = write_concepts_collection(catalogue, concepts, publisher, iris)
    return found
