"""The command `stafett mutants`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from stafett.errors import StafettError
from stafett.settings import read_settings

if TYPE_CHECKING:
    from stafett.model.elements import Model
    from stafett.model.examples import Example
    from stafett.records.mutation import Score

out = Console()
ENOUGH = 0.95
"""The share of constraints that some example must prove; under it the command fails."""


def mutants(
    root: Annotated[Path, typer.Option("--root", help="Folder with model/, codes/ and shapes/.")] = Path(),
    write: Annotated[
        Path | None, typer.Option("--write", help="Write the invalid records to this folder instead.")
    ] = None,
) -> None:
    """Prove that every constraint bites: take each out in turn, and see whether some example notices.

    The examples are those in model/examples and the invalid records derived from them, one for each
    constraint of each property. Prints the score by module and what nobody noticed; exit code 1 under 95 %.

    With --write the derived records are written as JSON files, one a record, with `expected.json` that says
    what each breaks: a test suite for anyone's own validator.

    Example: `stafett mutants --write invalid-records`
    """
    from stafett.generate.shacl import write_shacl
    from stafett.records.mutants import make_mutants
    from stafett.records.mutation import measure
    from stafett.sources import read_sources

    sources = read_sources(root, read_settings().base)
    model, codes = sources.model, sources.code_sets
    derived = make_mutants(model, codes, sources.examples)
    if write is not None:
        _write(write, derived)
        out.print(f"Wrote {len(derived)} invalid records to {write}.", highlight=False)
        return
    shapes = write_shacl(model, codes)
    examples = (*sources.examples, *derived)
    with out.status("dropping constraints") as status:
        score = measure(examples, model, codes, shapes, sources.rules, lambda name: status.update(name))
    _show(score, model)
    total = len(score.noticed) + len(score.missed)
    verdict = f"{len(score.noticed)} of {total} constraints are noticed: {score.share:.1%}"
    if score.share < ENOUGH:
        raise StafettError(f"{verdict}, under {ENOUGH:.0%}", hint="Write examples for those nobody notices.")
    out.print(verdict, highlight=False)


def _write(to: Path, derived: Sequence[Example]) -> None:
    """Write each record, and what each breaks."""
    from stafett.output import beside

    with beside(to) as folder:
        for mutant in derived:
            text = json.dumps(mutant.data, ensure_ascii=False, indent=1)
            (folder / f"{mutant.name}.json").write_text(text + "\n", encoding="utf-8")
        expected = {
            m.name: [{"path": e.path, "constraint": e.constraint, "severity": e.severity} for e in m.expect]
            for m in derived
        }
        (folder / "expected.json").write_text(json.dumps(expected, indent=1) + "\n", encoding="utf-8")


def _show(score: Score, model: Model) -> None:
    """Print the score by module, and what nobody noticed."""
    module_of = {name: cls.module for name, cls in model.classes.items()}
    noticed = Counter(module_of.get(c.shape, "rules") for c in score.noticed)
    missed = Counter(module_of.get(c.shape, "rules") for c in score.missed)
    table = Table("Module", "Constraints", "Noticed", "Share", box=None, pad_edge=False)
    for name in [*model.modules, "rules"]:
        total = noticed[name] + missed[name]
        if total:
            table.add_row(name, str(total), str(noticed[name]), f"{noticed[name] / total:.1%}")
    out.print(table)
    for constraint in score.missed:
        out.print(f"nobody notices {constraint}", highlight=False)
