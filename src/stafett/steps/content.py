"""What the catalogue says of the sector: checked as data of our model, and written one graph a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stafett.content.coverage import check_coverage, write_coverage
from stafett.content.naming import name_of
from stafett.content.references import check_references
from stafett.content.validation import check_content, write_topics
from stafett.generate.shacl import write_shacl
from stafett.languages import LANGUAGES, Text
from stafett.pages.content import content_page_data, coverage_page_data
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


def write_coverage_rows(work: Work) -> None:
    """Check that each row of the checklist leads somewhere, and write what realises it."""
    sources = work.sources
    known = {*known_things(sources), *sources.content.entries, work.iris.thing("model", "stafett")}
    check_coverage(sources.coverage, known, work.iris.base)
    triples = write_coverage(sources.coverage, work.iris)
    work.output.graph("coverage", triples, ["catalogue/coverage.yaml"])
    work.add("coverage", triples)
    shown = coverage_page_data(sources.coverage, named(work), work.iris)
    work.output.json("pages/coverage.json", shown, [])


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


def named(work: Work) -> Callable[[str], Text]:
    """What to call a thing of ours, by IRI; its path where nothing names it."""
    sources, iris = work.sources, work.iris
    labels = {f"{s}/{c.notation}": c.label for s, li in sources.lists.items() for c in li.codes}
    names = {c.iri: c.label for li in sources.lists.values() for c in li.codes}
    names |= {code_list.iri: code_list.title for code_list in sources.lists.values()}
    names |= {
        iris.term(e.name): e.title for e in (*sources.model.slots.values(), *sources.model.classes.values())
    }
    names |= {rule.iri: rule.message for rule in sources.rules.rules}
    names |= {dataset.iri: dataset.title for dataset in sources.catalogue.datasets}
    names |= {dataset.iri: dataset.title for dataset in sources.others.datasets}
    names |= {service.iri: service.title for service in sources.catalogue.services}
    names |= {service.iri: service.title for service in sources.others.services}
    names |= {s.iri: s.title for s in sources.public_services.services}
    names |= {e.iri: e.title for e in sources.public_services.events}
    names |= {iri: name_of(e, sources.content, labels) for iri, e in sources.content.entries.items()}
    names[iris.thing("model", "stafett")] = sources.model.title

    def name(iri: str) -> Text:
        path = iri.removeprefix(iris.base)
        return names.get(iri) or Text.of(dict.fromkeys(LANGUAGES, path))

    return name
