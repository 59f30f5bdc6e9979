"""The command line: `stafett build · serve · validate · query · codes · settings`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from stafett import __version__
from stafett.codes_cli import sources_app
from stafett.errors import DistError, SettingError, StafettError
from stafett.harvest_cli import harvest_preview, score
from stafett.languages import LANGUAGES
from stafett.mappings_cli import check_mappings
from stafett.mutants_cli import mutants
from stafett.release_cli import diff, release
from stafett.serve_cli import publish, serve
from stafett.settings import TABLE, Settings, check_base, read_settings
from stafett.store_cli import load

if TYPE_CHECKING:
    from stafett.iris import Iris

app = typer.Typer(
    name="stafett",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="""Stafett: one information model, its code lists and a catalogue, from YAML to a
    served SPARQL endpoint.

    Typical use: **stafett build**, then **stafett serve** and open http://localhost:8000.

    Exit codes: 0 all is well · 1 something is wrong with sources, data or settings · 2 the command was
    misspelt.
    """,
)
codes_app = typer.Typer(no_args_is_help=True, help="Look up code lists in the built files.")
app.add_typer(codes_app, name="codes")
app.command()(diff)
app.command()(release)
app.command()(load)
app.command()(publish)
app.command()(serve)
app.command()(harvest_preview)
app.command()(score)
app.command()(mutants)
app.command()(check_mappings)
codes_app.add_typer(sources_app)

out = Console()
err = Console(stderr=True)

Dist = Annotated[
    Path | None, typer.Option("--dist", help="Folder with built files. Default: STAFETT_DIST, else dist.")
]


@app.command()
def build(
    out_dir: Annotated[
        Path | None, typer.Option("--out", help="Folder to write. Default: STAFETT_DIST, else dist.")
    ] = None,
    base: Annotated[
        str | None, typer.Option("--base", help="Start of our identifiers. Default: STAFETT_BASE.")
    ] = None,
    root: Annotated[Path, typer.Option("--root", help="Folder with model/, codes/ and catalogue/.")] = Path(),
) -> None:
    """Build everything in dist/ from the sources.

    Writes the ontology, SHACL, JSON-LD context and JSON Schema, each code list, the catalogue documents,
    `all.nq` with everything in named graphs, and `manifest.json`. The same sources give the same bytes. If a
    source has a fault, it is named with file and line, and the previous build stays as it was.

    Example: `stafett build --base http://localhost:8000`
    """
    from stafett.build import build as run

    settings = _settings(base)
    target = out_dir or settings.dist
    with _progress() as progress:
        task = progress.add_task("building")
        files = run(root, target, settings, step=lambda part: progress.update(task, description=part))
    triples = next(f["triples"] for f in files if f["path"] == "all.nq")
    out.print(f"Built {len(files)} files with {triples} triples in {target}.", highlight=False)
    if settings.is_example:
        err.print("The catalogue speaks for an example publisher; set STAFETT_PUBLISHER to change that.")


@app.command()
def validate(
    files: Annotated[list[Path], typer.Argument(help="Turtle, N-Triples, RDF/XML, JSON-LD, JSON or YAML.")],
    shapes: Annotated[
        list[Path] | None, typer.Option("--shapes", help="SHACL to use instead of the model's own.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text, json or ttl")] = "text",
    lang: Annotated[str | None, typer.Option("--lang", help="nb, nn or en. Default: STAFETT_LANG.")] = None,
    dist: Dist = None,
) -> None:
    """Check data against the model.

    JSON and YAML are objects with `type` and `id`, as in model/examples; a file with a list under `data`
    will do. Broken syntax is reported with line and column; data that break a rule with focus node, property,
    value and message.

    Example: `stafett validate model/examples/invalid/Person-birth-year-low.yaml --lang en`
    """
    from stafett.records.reading import read_data
    from stafett.records.report import FORMATS, write_report
    from stafett.records.validation import load_rules
    from stafett.records.validation import validate as check

    settings = _settings()
    language = lang or settings.language
    _one_of("--lang", language, LANGUAGES)
    _one_of("--format", form, FORMATS)
    with _progress() as progress:
        task = progress.add_task("loading rules")
        rules = load_rules(dist or settings.dist, shapes or ())
        found = []
        for file in files:
            progress.update(task, description=f"checking {file}")
            found.append((file, check(read_data(file, rules.context), rules)))
    sys.stdout.write(write_report(found, form, language))
    if any(v.severity == "Violation" for _, violations in found for v in violations):
        raise typer.Exit(1)


def _one_of(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise SettingError(f"{option} is «{value}», but must be one of {', '.join(allowed)}")


@app.command()
def query(
    file: Annotated[str, typer.Argument(help="File with a SPARQL query, or - for standard input.")] = "-",
    form: Annotated[str, typer.Option("--format", help="table, json, csv or ttl (graphs)")] = "table",
    dist: Dist = None,
) -> None:
    """Run a SPARQL query over the built files, without a server.

    Example: `echo 'SELECT ?s { ?s a skos:ConceptScheme }' | stafett query`
    """
    from stafett.records.table import print_table
    from stafett.store.embedded import EmbeddedEngine
    from stafett.store.engine import QueryRequest
    from stafett.store.errors import QueryError

    _one_of("--format", form, ("table", "json", "csv", "ttl"))
    folder = dist or _settings().dist
    text = sys.stdin.read() if file == "-" else _read(Path(file))
    wanted = "text/csv" if form == "csv" else "application/sparql-results+json"
    iris = _iris(folder)
    engine = EmbeddedEngine.load(folder / "all.nq", iris.prefixes())
    try:
        # The base is the endpoint's, so that a query means the same here and there.
        result = engine.run(
            QueryRequest(text, solutions=wanted, graph="text/turtle", base=f"{iris.base}/sparql")
        )
    except QueryError as fault:
        raise StafettError(f"The query cannot be run: {fault}") from fault
    if form == "table" and result.media_type == wanted:
        print_table(out, result.body)
    else:
        sys.stdout.write(result.body.decode())
    if result.cut:
        raise StafettError(f"The answer was cut after {result.rows} rows", hint="See STAFETT_QUERY_ROWS.")


@codes_app.command("list")
def codes_list(dist: Dist = None) -> None:
    """List all code lists: how many codes are known, of how many, and who keeps the list."""
    from stafett.store.lists import read_index

    table = Table("Scheme", "Title", "Known", "Of", "Owner", box=None, pad_edge=False)
    for entry in read_index(dist or _settings().dist):
        total = "all" if entry["complete"] else str(entry["total"] or "?")
        table.add_row(
            entry["scheme"], entry["title"]["nb"], str(entry["known"]), total, entry["owner"]["name"]["nb"]
        )
    out.print(table)


@codes_app.command("show")
def codes_show(
    scheme: Annotated[str, typer.Argument(help="A scheme, as in `stafett codes list`.")],
    notation: Annotated[str | None, typer.Argument(help="One code of it.")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="nb, nn or en. Default: STAFETT_LANG.")] = None,
    dist: Dist = None,
) -> None:
    """Show a code list, or one code with its source and certainty.

    A code is always looked up in its list: S alone means eight different things.

    Example: `stafett codes show vigo-fullfortkode L`
    """
    from stafett.store.lists import code_lines, list_table, read_list

    settings = _settings()
    language = lang or settings.language
    _one_of("--lang", language, LANGUAGES)
    entry = read_list(dist or settings.dist, scheme)
    if notation is None:
        out.print(list_table(entry, language))
    else:
        for line in code_lines(entry, notation, language):
            out.print(line, highlight=False, markup=False)


@app.command()
def settings() -> None:
    """List every setting: environment variable, value in force, default and meaning."""
    import os

    table = Table(box=None, pad_edge=False)
    for heading in ("Variable", "Value", "Default", "Meaning"):
        table.add_column(heading, no_wrap=heading == "Variable")
    for setting in TABLE:
        value = os.environ.get(setting.name) or setting.default
        table.add_row(setting.name, value, setting.default, setting.description)
    out.print(table)
    read_settings()  # complains where a value cannot be used


@app.command()
def version() -> None:
    """Print the version of the program and of the model it was made for."""
    out.print(__version__, highlight=False)


def _settings(base: str | None = None) -> Settings:
    from dataclasses import replace

    found = read_settings()
    return replace(found, base=check_base(base)) if base else found


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise StafettError(f"{file} cannot be read: {fault}") from fault


def _iris(dist: Path) -> Iris:
    import json

    from stafett.iris import Iris

    try:
        manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as fault:
        raise DistError(f"{dist} is no complete build", hint="Run `stafett build` first.") from fault
    return Iris(manifest["base"])


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True)


def main() -> None:
    """Run the command line; faults that people can put right are shown without a traceback."""
    try:
        app()
    except (StafettError, KeyboardInterrupt) as fault:
        give_up(fault)


def give_up(fault: StafettError | KeyboardInterrupt) -> NoReturn:
    """Say why, and end with the exit code for it."""
    if isinstance(fault, StafettError):
        err.print(str(fault), style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)
    err.print("Interrupted; nothing was changed.")
    sys.exit(130)
