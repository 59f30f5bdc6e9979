"""What the pages show, as JSON in `dist/pages`."""

from __future__ import annotations

from typing import Any

from stafett.catalogue.dcat import Publisher
from stafett.pages.catalog import catalog_page_data
from stafett.pages.codes import code_page_data
from stafett.pages.deviations import deviation_page_data
from stafett.pages.mappings import mapping_page_data
from stafett.pages.model import model_page_data
from stafett.pages.others import OtherPages
from stafett.steps.content import named
from stafett.steps.work import Work


def write_pages(work: Work) -> None:
    """Write the data of every page."""
    output, sources = work.output, work.sources
    model = sources.model
    shown = model_page_data(
        model, sources.code_sets, sources.examples, work.shapes[0], sources.rules, work.ages
    )
    output.json("pages/model.json", shown, [])
    index, full = code_page_data(model, sources.lists, work.code_ages)
    output.json("pages/codes.json", index, [])
    for scheme, entry in full.items():
        output.json(f"pages/codes/{scheme}.json", entry, [])
    deviating = deviation_page_data(sources.deviations, sources.gaps, sources.lists, model.iris)
    output.json("pages/deviations.json", deviating, ["codes/deviations.yaml", "codes/gaps.yaml"])
    catalog = catalog_page_data(
        sources.catalogue,
        sources.provenance(),
        sources.rules,
        Publisher.of(work.settings),
        model.iris,
        example=work.settings.is_example,
        others=other_pages(work),
    )
    output.json("pages/catalog.json", catalog, [])
    shown_sets = mapping_page_data(sources.mappings.values())
    output.json(
        "pages/mappings.json", shown_sets, [f"mappings/{name}.sssom.tsv" for name in sources.mappings]
    )
    output.json("pages/queries.json", sources.queries, [])


def other_pages(work: Work) -> list[dict[str, Any]]:
    """The pages of what the catalogue describes for others."""
    pages = OtherPages(work.iris, named(work), work.sources.catalogue.vocabulary)
    return pages.all(work.sources.others, work.sources.public_services)
