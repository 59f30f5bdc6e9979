"""The pages that read the catalogue's content together: matrix, annual wheel, cases, landscape and more."""

from __future__ import annotations

from stafett.pages.calendar import calendar_page_data
from stafett.pages.labels import Labels
from stafett.pages.landscape import delivery_page_data, document_page_data, landscape_page_data
from stafett.pages.matrix import matrix_page_data
from stafett.pages.practices import case_page_data, practice_page_data
from stafett.steps.work import Work


def write_sector_pages(work: Work) -> None:
    """Write the data of each as `pages/{name}.json`."""
    sources = work.sources
    labels = Labels(sources.content, sources.model, sources.lists)
    parts = {
        "matrix": matrix_page_data(labels),
        "calendar": calendar_page_data(labels, sources.catalogue.modified),
        "cases": case_page_data(labels),
        "practices": practice_page_data(labels),
        "landscape": landscape_page_data(labels),
        "deliveries": delivery_page_data(labels),
        "documents": document_page_data(labels),
    }
    for name, data in parts.items():
        work.output.json(f"pages/{name}.json", data, [])
