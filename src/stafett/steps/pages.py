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
from stafett.release import RELEASES, compare, read_releases
from stafett.steps.content import named
from stafett.steps.work import Work


def write_pages(work: Work) -> None:
    """Write the data of every page."""
    output, sources = work.output, work.sources
    model = sources.model
    shown = model_page_data(
        model, sources.code_sets, sources.examples, work.shapes[0], sources.rules, work.ages
    )
    history = read_releases(sources.root / RELEASES)
    for inventory in history:
        output.json(
            f"releases/{inventory['version']}.json", inventory, [f"{RELEASES}/{inventory['version']}.json"], 1
        )
    if history:
        output.json("pages/releases.json", [_release(n, history) for n in reversed(range(len(history)))], [])
    output.json("pages/model.json", shown, [])
    index, full = code_page_data(model, sources.lists)
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


def _release(number: int, history: list[dict[str, Any]]) -> dict[str, Any]:
    """One release as /changes shows it: what differs from the one before; the first has nothing to list."""
    inventory = history[number]
    changes = compare(history[number - 1], inventory).changes if number else ()
    return {
        "version": inventory["version"],
        "date": inventory.get("date", ""),
        "changes": [{"step": c.step, "subject": c.subject, "what": c.what} for c in changes],
    }
