"""The commands `stafett diff` and `stafett release`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from stafett.errors import StafettError
from stafett.generate.inventory import terms
from stafett.release import LOCK, Comparison, compare, read_inventory, write_lock

out = Console()


def diff(
    old: Annotated[Path, typer.Argument(help="A dist folder, or a file in releases/.")],
    new: Annotated[Path, typer.Argument(help="A dist folder, or a file in releases/.")] = Path("dist"),
    form: Annotated[str, typer.Option("--format", help="table or json")] = "table",
) -> None:
    """Compare two versions of the model, and say whether the version number says enough.

    Lists added, removed and changed classes, properties, cardinalities and codes, each with the step it
    asks for (patch, minor, major). Exit code 1 when the declared version is too small a step.

    Example: `stafett diff releases/0.1.0.json dist`
    """
    found = compare(read_inventory(old), read_inventory(new))
    if form == "json":
        out.print_json(json.dumps(_as_json(found), ensure_ascii=False))
    else:
        table = Table("Step", "What", "Change", box=None, pad_edge=False)
        for change in found.changes:
            table.add_row(change.step, change.subject, change.what)
        out.print(table)
    verdict = f"{found.old} → {found.new}: {len(found.changes)} changes ask for «{found.needed}»"
    if not found.is_enough:
        raise StafettError(
            f"{verdict}, but the versions declare «{found.declared}»",
            hint="Raise version in model/stafett.yaml.",
        )
    out.print(verdict, highlight=False)


def _as_json(found: Comparison) -> dict[str, object]:
    return {
        "old": found.old,
        "new": found.new,
        "needed": found.needed,
        "declared": found.declared,
        "enough": found.is_enough,
        "changes": [{"step": c.step, "subject": c.subject, "what": c.what} for c in found.changes],
    }


def release(
    dist: Annotated[Path, typer.Option("--dist", help="The build to release.")] = Path("dist"),
    folder: Annotated[
        Path, typer.Option("--releases", help="Where inventories of releases are kept.")
    ] = Path("releases"),
    day: Annotated[
        str | None, typer.Option("--date", help="Day of the release, YYYY-MM-DD. Default: today.")
    ] = None,
) -> None:
    """Record a build as a published version: its inventory, and its identifiers in published-terms.lock.

    From then on a build fails where one of the identifiers would vanish. A version is recorded once.
    """
    inventory = read_inventory(dist)
    file = folder / f"{inventory['version']}.json"
    if file.exists():
        raise StafettError(
            f"{file} exists: that version is already released", hint="Raise version in model/stafett.yaml."
        )
    folder.mkdir(exist_ok=True)
    inventory["date"] = day or datetime.now(UTC).date().isoformat()
    file.write_text(json.dumps(inventory, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    added = write_lock(folder.parent / LOCK, terms(inventory))
    out.print(
        f"Recorded {inventory['version']} in {file}; {added} identifiers are new in {LOCK}.", highlight=False
    )
