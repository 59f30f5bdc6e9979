"""The commands on live sources and replacements: `stafett codes pull · diff · promote · replaced`."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from stafett.errors import SettingError, StafettError

if TYPE_CHECKING:
    from stafett.codes.replacements import Answer, ReplacementGraph
    from stafett.codes.sources.snapshot import SourceInfo

sources_app = typer.Typer(no_args_is_help=True)
err = Console(stderr=True)

SOURCES = ("grep", "vigo", "klass", "nsr")
Snapshots = Annotated[
    Path, typer.Option("--snapshots", envvar="STAFETT_SNAPSHOTS", help="Folder with the snapshots.")
]


def _out() -> Console:
    """Standard output; where it is no terminal, lines are not cut to the width of one."""
    return Console(width=None if sys.stdout.isatty() else 300)


@sources_app.command("pull")
def pull(
    source: Annotated[str, typer.Argument(help="grep, vigo, klass or nsr.")],
    since: Annotated[
        str | None, typer.Option("--since", help="Grep: only what has changed since YYYY-MM-DD.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Another address than the source's own.")] = None,
    route: Annotated[
        str, typer.Option("--route", help="Grep: json or jsonld (dump), rest or sparql.")
    ] = "json",
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Only this collection, table or classification.")
    ] = None,
    header: Annotated[
        str | None,
        typer.Option("--header", envvar="STAFETT_PULL_HEADER", help="«Name: value», as for a key. Not kept."),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Do not go on with a pull that was stopped.")
    ] = False,
    snapshots: Snapshots = Path("snapshots"),
) -> None:
    """Fetch a source into a dated snapshot, with address, time, checksum and licence.

    A pull that is stopped, by Ctrl-C or by the source, goes on where it was when the command is given
    again. Until it is done, earlier snapshots stand as they are.

    Example: `stafett codes pull grep --since 2026-10-01`
    """
    from stafett.codes.sources import run
    from stafett.codes.sources.http import Policy

    if source not in SOURCES:
        raise SettingError(f"There is no source «{source}»; they are {', '.join(SOURCES)}")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=err, transient=True) as progress:
        task = progress.add_task(source, total=None)

        def step(what: str, have: int, of: int | None) -> None:
            progress.update(task, description=f"{source}: {what}", completed=have, total=of)

        request = run.Request(
            source=source,
            root=snapshots,
            url=url,
            since=_day(since),
            route=route,
            only=tuple(only or ()),
            header=header,
            fresh=fresh,
            policy=Policy(notice=lambda text: progress.console.print(text, markup=False, highlight=False)),
        )
        result = run.pull(request, step)
    if result.resumed:
        err.print("Went on with the pull that was stopped.")
    _show_result(result.folder, result.info)


def _show_result(folder: Path, info: SourceInfo) -> None:
    from stafett.codes.sources.snapshot import FAULTS, read_provenance

    found = read_provenance(folder)
    counts = found["counts"]
    _out().print(
        f"{folder}: read {counts['read']}, kept {counts['kept']}, skipped {counts['skipped']}.",
        highlight=False,
        markup=False,
    )
    for kind, number in found["faults"].items():
        _out().print(f"  {kind}: {number}", highlight=False)
    if found["faults"]:
        _out().print(f"  Each is named in {folder / FAULTS}.", highlight=False, markup=False)
    licence = info.licence or "none stated"
    _out().print(f"Licence: {licence}. {info.licence_note}", highlight=False, markup=False)


@sources_app.command("diff")
def diff(
    old: Annotated[Path | None, typer.Argument(help="A snapshot. Default: the newest but one.")] = None,
    new: Annotated[Path | None, typer.Argument(help="A later one. Default: the newest.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="Only this source.")] = None,
    form: Annotated[str, typer.Option("--format", help="table or json")] = "table",
    snapshots: Snapshots = Path("snapshots"),
) -> None:
    """Show what changed from one snapshot to the next: new, expired, replaced, relabelled, changed, gone.

    Without folders, the two newest snapshots of every source are compared.

    Example: `stafett codes diff --source grep`
    """
    from stafett.codes.sources.diff import compare

    if form not in {"table", "json"}:
        raise SettingError(f"--format is «{form}», but must be table or json")
    found = [compare(one, other) for one, other in _pairs(old, new, source, snapshots)]
    if form == "json":
        text = json.dumps([d.as_dict() for d in found], ensure_ascii=False, indent=1)
        sys.stdout.write(text + "\n")
        return
    for difference in found:
        numbers = ", ".join(f"{number} {kind}" for kind, number in difference.counts().items())
        _out().print(f"{difference.source} {difference.old} → {difference.new}: {numbers}", highlight=False)
        table = Table("Kind", "Table", "Code", "What", box=None, pad_edge=False)
        for change in difference.changes:
            table.add_row(change.kind, change.table, change.code, change.detail)
        if difference.changes:
            _out().print(table, markup=False)


@sources_app.command("promote")
def promote(
    source: Annotated[str, typer.Argument(help="grep or vigo.")],
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Only this collection or table of the snapshot.")
    ] = None,
    codes: Annotated[Path, typer.Option("--codes", help="The folder with the code lists.")] = Path("codes"),
    snapshots: Snapshots = Path("snapshots"),
) -> None:
    """Write the newest snapshot of a source into the code lists, for you to look through and build.

    Labels, status and validity are the source's; our own columns, notes and translations stay, and so does
    a code that the source no longer has. `git diff codes` shows what changed.

    Example: `stafett codes promote grep --only fagkoder`
    """
    from stafett.codes.sources.promote import promote as run
    from stafett.codes.sources.snapshot import latest

    folder = latest(snapshots, source)
    if folder is None:
        raise StafettError(
            f"There is no snapshot of {source} in {snapshots}", hint=f"Pull one: stafett codes pull {source}"
        )
    report = run(folder, codes, only or ())
    table = Table("List", "New", "Changed", "As before", box=None, pad_edge=False)
    for scheme, numbers in report.lists.items():
        table.add_row(scheme, *map(str, numbers))
    _out().print(table, markup=False)
    _out().print(f"{report.steps} new replacements.", highlight=False)
    for scheme, code, why in report.left_out:
        _out().print(f"{scheme}: «{code}» was left out: {why}.", highlight=False, markup=False)
    if report.tables_left:
        _out().print(f"No code lists: {', '.join(report.tables_left)}.", highlight=False, markup=False)


def _pairs(old: Path | None, new: Path | None, source: str | None, root: Path) -> list[tuple[Path, Path]]:
    from stafett.codes.sources.snapshot import snapshots

    if old is not None and new is not None:
        return [(old, new)]
    if old is not None:
        newest = snapshots(old.parent.parent, old.parent.name)
        if not newest or newest[-1] == old:
            raise StafettError(f"There is no later snapshot than {old}")
        return [(old, newest[-1])]
    found = [(name, snapshots(root, name)) for name in ([source] if source else SOURCES)]
    pairs = [(folders[-2], folders[-1]) for _, folders in found if len(folders) > 1]
    if not pairs:
        have = ", ".join(f"{name} {len(folders)}" for name, folders in found)
        raise StafettError(
            f"It takes two snapshots of a source to compare; there are: {have}",
            hint="Pull once more, on another day: stafett codes pull grep",
        )
    return pairs


@sources_app.command("replaced")
def replaced(
    code: Annotated[str, typer.Argument(help="A code, or its address at psi.udir.no or data.udir.no.")],
    form: Annotated[str, typer.Option("--format", help="table or json")] = "table",
    file: Annotated[Path, typer.Option("--file", help="The replacements we keep, as CSV.")] = Path(
        "codes/replacements.csv"
    ),
    with_snapshots: Annotated[
        bool, typer.Option("--with-snapshots", help="Also what the newest snapshots of Grep and VIGO say.")
    ] = False,
    snapshots: Snapshots = Path("snapshots"),
) -> None:
    """Show what replaced a code, through which steps, and what it replaced itself.

    Where no source says anything the answer is «no mapping known»; that is not the same as «not replaced».

    Example: `stafett codes replaced NOR1003`
    """
    from stafett.codes.identity import grep_code
    from stafett.codes.replacements import UNKNOWN, read_replacements

    if form not in {"table", "json"}:
        raise SettingError(f"--format is «{form}», but must be table or json")
    wanted = grep_code(code) or code
    graph = read_replacements(file)
    if with_snapshots:
        graph = _with_snapshots(graph, snapshots)
    after, before = graph.follow(wanted), graph.follow(wanted, "before")
    if form == "json":
        answer = {
            "code": wanted,
            "replacedBy": [_as_dict(a, graph) for a in after] or UNKNOWN,
            "replaces": [_as_dict(a, graph, back=True) for a in before] or UNKNOWN,
            "inForce": graph.current(wanted),
        }
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
        return
    _show_way(f"{wanted} was replaced by", after, graph, back=False)
    _show_way(f"{wanted} replaced", before, graph, back=True)


def _with_snapshots(graph: ReplacementGraph, root: Path) -> ReplacementGraph:
    from stafett.codes.sources.relations import replacements_in
    from stafett.codes.sources.snapshot import latest

    folders = [folder for name in ("grep", "vigo") if (folder := latest(root, name))]
    if not folders:
        raise StafettError(
            f"There is no snapshot of Grep or VIGO in {root}", hint="Pull one: stafett codes pull vigo"
        )
    for folder in folders:
        graph = graph.joined(replacements_in(folder))
    return graph


def _sources_of(answer: Answer, graph: ReplacementGraph, *, back: bool) -> list[str]:
    one, other = answer.path[-2:]
    steps = graph.stated(other, one) if back else graph.stated(one, other)
    return [f"{step.relation} ({', '.join(step.sources)}; {step.certainty})" for step in steps]


def _as_dict(answer: Answer, graph: ReplacementGraph, *, back: bool = False) -> dict[str, object]:
    stated = _sources_of(answer, graph, back=back)
    return {"code": answer.code, "length": answer.length, "path": list(answer.path), "stated": stated}


def _show_way(title: str, answers: list[Answer], graph: ReplacementGraph, *, back: bool) -> None:
    from stafett.codes.replacements import UNKNOWN

    if not answers:
        _out().print(f"{title}: {UNKNOWN}", highlight=False, markup=False)
        return
    _out().print(f"{title}:", highlight=False, markup=False)
    table = Table("Code", "Steps", "Way", "As stated", box=None, pad_edge=False)
    for answer in answers:
        way = (" ← " if back else " → ").join(answer.path)
        table.add_row(answer.code, str(answer.length), way, "; ".join(_sources_of(answer, graph, back=back)))
    _out().print(table, markup=False)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise SettingError(f"--since is «{text}», but must be a date, YYYY-MM-DD") from None
