"""From sources to `dist/`: deterministic, offline, and all or nothing.

Everything is written to a folder beside `dist` and takes its place only when it is complete, so that a
fault in the sources, or an interruption, leaves the previous build as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from stafett.output import Output, beside
from stafett.rdf import nquads
from stafett.settings import Settings
from stafett.sources import read_sources
from stafett.steps.catalogue import write_documents
from stafett.steps.codepages import write_code_pages
from stafett.steps.codes import write_all_mappings, write_codes, write_deviations
from stafett.steps.content import write_content, write_coverage_rows
from stafett.steps.endpoint import write_counts, write_queries
from stafett.steps.harvest import write_harvest
from stafett.steps.model import write_model, write_model_diagrams
from stafett.steps.pages import write_pages
from stafett.steps.sectorpages import write_sector_pages
from stafett.steps.versions import write_versions
from stafett.steps.work import Work

Step = Callable[[str], None]


def write_everything(work: Work) -> None:
    """Write all graphs into one file, as the store loads it."""
    body = nquads(list(work.graphs.items()))
    work.output.write("all.nq", body, [], sum(len(triples) for triples in work.graphs.values()))


STEPS: Final[tuple[tuple[str, Callable[[Work], None]], ...]] = (
    ("the model and its examples", write_model),
    ("the diagrams", write_model_diagrams),
    ("the versions published before", write_versions),
    ("the code lists", write_codes),
    ("the deviations between them", write_deviations),
    ("the mappings", write_all_mappings),
    ("what the catalogue says of the sector", write_content),
    ("what realises the rows of the sources", write_coverage_rows),
    ("the catalogue", write_documents),
    ("the example queries", write_queries),
    ("counts of everything", write_counts),
    ("everything together", write_everything),
    ("what data.norge.no makes of it", write_harvest),
    ("the pages", write_pages),
    ("the pages of the code lists", write_code_pages),
    ("the pages of the sector", write_sector_pages),
)
"""What a build does, in order, each step with the name that is shown while it runs."""


def build(root: Path, out: Path, settings: Settings, step: Step = lambda _: None) -> list[dict[str, Any]]:
    """Build everything from the sources below `root` into `out`.

    Args:
        root: folder with model/, codes/ and catalogue/.
        out: the folder to write; replaced as a whole when the build is complete.
        settings: base and publisher.
        step: called with the name of each part as it begins.

    Returns:
        the files written, as in the manifest.

    Raises:
        StafettError: the sources have a fault; `out` is then unchanged.
    """
    step("reading the sources")
    sources = read_sources(root, settings.base)
    with beside(out) as folder:
        work = Work(Output(folder), sources, settings)
        for name, run in STEPS:
            step(name)
            run(work)
        manifest = {"version": sources.model.version, "base": settings.base, "files": work.output.files}
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return work.output.files
