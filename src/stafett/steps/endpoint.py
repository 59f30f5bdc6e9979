"""What the endpoint says of itself: the example queries as data, and counts of everything that is loaded."""

from __future__ import annotations

from stafett.catalogue.executables import write_executables
from stafett.catalogue.void import write_void
from stafett.generate.owl import LICENCE, ontology_iri
from stafett.steps.work import Work


def write_queries(work: Work) -> None:
    """Write the example queries into a graph of their own."""
    ontology = ontology_iri(work.iris)
    triples = write_executables(work.sources.queries, ontology, work.iris)
    files = sorted((work.sources.root / "catalogue" / "queries").glob("*.yaml"))
    work.output.graph("queries", triples, [f"catalogue/queries/{file.name}" for file in files])
    work.add("queries", triples)


def write_counts(work: Work) -> None:
    """Write VoID of all graphs; the last thing before they are written together."""
    triples = write_void(work.graphs, work.sources.model.title, LICENCE, work.iris)
    work.output.graph("void", triples, [])
