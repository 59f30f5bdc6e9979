"""What the pages of code lists show besides the lists: history, mappings, changes, gaps and fields."""

from __future__ import annotations

from itertools import chain

from stafett.codes.reader import read_sources
from stafett.pages.codechanges import code_change_data
from stafett.pages.codefields import code_field_data
from stafett.pages.codegaps import code_gap_data
from stafett.pages.codehistory import code_history_data
from stafett.pages.codemappings import code_mapping_data
from stafett.steps.work import Work


def write_code_pages(work: Work) -> None:
    """Write the data as JSON in `dist/pages`."""
    sources, output = work.sources, work.output
    known = read_sources(sources.root / "codes" / "sources.yaml", work.iris)
    parts = {
        "history": code_history_data(sources.replacements, known),
        "mappings": code_mapping_data(sources.mappings, sources.lists),
        "changes": code_change_data(sources.lists, sources.replacements),
        "gaps": code_gap_data(sources.lists),
        "fields": code_field_data(chain.from_iterable(work.graphs.values()), work.iris),
    }
    for name, data in parts.items():
        output.json(f"pages/code-{name}.json", data, [])
