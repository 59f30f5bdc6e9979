"""The commands `stafett diff` and `stafett release`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from stafett.errors import StafettError

if TYPE_CHECKING:
    from stafett.release import Comparison

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
    from stafett.release import compare, read_inventory

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
    folder: Annotated[Path, typer.Option("--releases", help="Where releases are kept.")] = Path("releases"),
    day: Annotated[
        str | None, typer.Option("--date", help="Day of the release, YYYY-MM-DD. Default: today.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Record the newest version once more, before it is announced.")
    ] = False,
) -> None:
    """Record a build as a published version, so that its addresses answer for ever.

    Keeps its inventory, its ontology, shapes, rules, code lists, context and JSON Schema in releases/, and
    its identifiers in published-terms.lock; from then on a build fails where one of them would vanish. A
    version is recorded once. --again is for one that nobody has been told of: it is refused for any but the
    newest, and where something that was recorded is gone.
    """
    from stafett.archive import documents, keep
    from stafett.generate.inventory import terms
    from stafett.output import beside
    from stafett.release import LOCK, read_inventory, write_lock

    inventory = read_inventory(dist)
    version, file = inventory["version"], folder / f"{inventory['version']}.json"
    if file.exists():
        _may_record_again(inventory, file, again=again)
    base = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))["base"]
    found = documents(dist)
    folder.mkdir(exist_ok=True)
    with beside(folder / version) as new:
        size = keep(found, new, base)
    inventory["date"] = day or datetime.now(UTC).date().isoformat()
    file.write_text(json.dumps(inventory, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    added = write_lock(folder.parent / LOCK, terms(inventory))
    out.print(
        f"Recorded {version} in {file} and {len(found)} documents in {folder / version} "
        f"({size / 1024:.0f} KiB); {added} identifiers are new in {LOCK}.",
        highlight=False,
    )


def _may_record_again(inventory: dict[str, Any], file: Path, *, again: bool) -> None:
    """Refuse unless it is asked for, the version is the newest, and nothing that was recorded is gone."""
    from stafett.generate.inventory import terms
    from stafett.release import read_releases

    if not again:
        raise StafettError(
            f"{file} exists: that version is already released",
            hint="Raise version in model/stafett.yaml; or, if nobody has been told of it, give --again.",
        )
    newest = read_releases(file.parent)[-1]
    if newest["version"] != inventory["version"]:
        raise StafettError(f"{file.stem} cannot be recorded again: {newest['version']} came after it")
    if gone := sorted(set(terms(newest)) - set(terms(inventory))):
        shown = ", ".join(gone[:10]) + (" …" if len(gone) > 10 else "")
        raise StafettError(
            f"{file.stem} cannot be recorded again: {len(gone)} identifiers in it would be gone: {shown}",
            hint="Deprecate what is not to be used, and keep it.",
        )
