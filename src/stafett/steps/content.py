"""What the catalogue says of the sector: checked as data of our model, and written one graph a file."""

from __future__ import annotations

from collections.abc import Iterator

from stafett.content.references import check_references
from stafett.content.validation import check_content, write_topics
from stafett.generate.shacl import write_shacl
from stafett.pages.content import content_page_data
from stafett.sources import Sources
from stafett.steps.work import Work


def write_content(work: Work) -> None:
    """Check all content, write `content/{topic}` as RDF, and add each as `graph/content-{topic}`."""
    sources = work.sources
    codes = sources.code_sets
    topics = write_topics(sources.content, sources.model, codes)
    check_references(sources.content, set(known_things(sources)), sources.model)
    background = [t for name, graph in work.graphs.items() if "/codes-" in name for t in graph]
    check_content(sources.content, topics, background, write_shacl(sources.model, codes), sources.rules)
    for topic, triples in topics.items():
        work.output.graph(f"content/{topic}", triples, [f"catalogue/content/{topic}.yaml"])
        work.add(f"content-{topic}", triples)
    work.output.json(
        "pages/content.json", content_page_data(sources.content, sources.model, sources.lists), []
    )


def known_things(sources: Sources) -> Iterator[str]:
    """Everything of ours that content may refer to, besides other content."""
    model = sources.model
    yield from (model.iris.term(name) for name in (*model.classes, *model.slots))
    for code_list in sources.lists.values():
        yield code_list.iri
        yield from (code.iri for code in code_list.codes)
    yield from (source.iri for source in sources.provenance())
    yield from (rule.iri for rule in sources.rules.rules)
    yield from (dataset.iri for dataset in sources.catalogue.datasets)
    yield from (service.iri for service in sources.catalogue.services)
    yield from (dataset.iri for dataset in sources.others.datasets)
    yield from (service.iri for service in sources.others.services)
    yield from (service.iri for service in sources.public_services.services)
    yield from (event.iri for event in sources.public_services.events)
