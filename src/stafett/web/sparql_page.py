"""The query page: a form that works without JavaScript, examples by topic, and answers as a table."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response
from markupsafe import Markup

from stafett.store.engine import GRAPH_FORMATS, SOLUTION_FORMATS, QueryRequest, QueryResult
from stafett.store.errors import QueryError, QuerySyntaxError
from stafett.web.asking import ask_whole, problem_of
from stafett.web.headers import EDITOR_POLICY
from stafett.web.links import Alternate, safe_href
from stafett.web.negotiation import FORMATS, RDF_SUFFIXES
from stafett.web.pagedata import ExampleQuery, Texts
from stafett.web.prefixes import shorten
from stafett.web.problems import Problem
from stafett.web.querytools import draw_answer
from stafett.web.render import page_language
from stafett.web.room import Room

ROWS_SHOWN: Final = 1000
"""Rows of an answer that the page shows; the files hold them all."""

TURTLE_SHOWN: Final = 200_000
"""Characters of a graph that the page shows."""

SOLUTION_DOWNLOADS: Final = {"csv": "CSV", "tsv": "TSV", "json": "JSON", "xml": "XML"}
GRAPH_DOWNLOADS: Final = {suffix: FORMATS[suffix].name for suffix in RDF_SUFFIXES}

DESCRIPTIONS: Final = tuple(
    Alternate(f"/sparql?download={s}", FORMATS[s].media_type, FORMATS[s].name) for s in RDF_SUFFIXES
)


@dataclass(frozen=True)
class Cell:
    """One value in a table of solutions.

    Attributes:
        text: what is shown.
        full: the whole identifier, where `text` is short for it.
        href: where a click leads, if anywhere.
        language: of a literal.
        datatype: of a literal, if it is not plain text.
    """

    text: str
    full: str | None = None
    href: str | None = None
    language: str | None = None
    datatype: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What running a query gave: a table, a yes or no, a graph, or an error."""

    status: int = 200
    milliseconds: int = 0
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    cut: bool = False
    boolean: bool | None = None
    graph: str | None = None
    graph_cut: bool = False
    chart: Markup | None = None
    error: str | None = None
    refused: bool = False
    line: int | None = None
    column: int | None = None

    @property
    def kind(self) -> str:
        """Which part of the page shows it."""
        if self.error is not None:
            return "error"
        if self.graph is not None:
            return "graph"
        return "table" if self.boolean is None else "boolean"


def form(request: Request, room: Room, example: str | None) -> Response:
    """The page before anything is run; `?example=` fills the text area."""
    if example is not None and example not in room.site.queries:
        raise Problem(404, "There is no example query «%(name)s».", values={"name": example})
    chosen = room.site.queries[example] if example else next(iter(room.site.queries.values()), None)
    text = chosen["query"] if chosen else ""
    return _page(request, room, text, None, chosen if example else None)


async def run(request: Request, room: Room, wanted: QueryRequest) -> Response:
    """Run a query and show its answer, or the error with the line marked."""
    shown = replace(
        wanted, solutions="application/sparql-results+json", graph="text/turtle", max_rows=ROWS_SHOWN
    )
    outcome = await _outcome(request, room, shown)
    return _page(request, room, wanted.text, outcome, None)


def _page(
    request: Request, room: Room, text: str, outcome: Outcome | None, chosen: ExampleQuery | None
) -> Response:
    names = GRAPH_DOWNLOADS if outcome and outcome.kind == "graph" else SOLUTION_DOWNLOADS
    response = room.renderer.page(
        request,
        "sparql.html",
        status=outcome.status if outcome else 200,
        query=text,
        outcome=outcome,
        chosen=chosen,
        topics=_by_topic(room.site.queries.values()),
        downloads=[
            (name, f"/sparql?{urlencode({'query': text, 'download': key})}") for key, name in names.items()
        ],
        solution_formats=SOLUTION_DOWNLOADS,
        graph_formats=GRAPH_DOWNLOADS,
        limits=room.engine.limits,
        editor=room.assets.has_yasgui(),
        given=chosen is not None or outcome is not None,
        prefixes=room.prefixes,
        rows_shown=ROWS_SHOWN,
        max_length=room.engine.limits.length,
        formats=(*SOLUTION_FORMATS, *GRAPH_FORMATS),
    )
    if room.assets.has_yasgui():
        response.headers["Content-Security-Policy"] = EDITOR_POLICY
    return response


def _by_topic(queries: Iterable[ExampleQuery]) -> list[tuple[Texts, list[ExampleQuery]]]:
    found: dict[str, tuple[Texts, list[ExampleQuery]]] = {}
    for query in queries:
        key = json.dumps(query["topic"], sort_keys=True)
        found.setdefault(key, (query["topic"], []))[1].append(query)
    return list(found.values())


async def _outcome(request: Request, room: Room, wanted: QueryRequest) -> Outcome:
    language = page_language(request).tag
    try:
        result = await ask_whole(request, room.desk, wanted)
    except QueryError as fault:
        error = problem_of(fault).in_language(language)
        if isinstance(fault, QuerySyntaxError):
            return Outcome(fault.status, error=error, line=fault.line, column=fault.column)
        return Outcome(fault.status, error=error, refused=fault.status == 403)
    return _read(result, room, language)


def _read(result: QueryResult, room: Room, language: str) -> Outcome:
    text = result.body.decode()
    milliseconds = round(result.seconds * 1000)
    if result.media_type in GRAPH_FORMATS:
        text = _without_unused_prefixes(text)
        cut = result.cut is not None or len(text) > TURTLE_SHOWN
        return Outcome(200, milliseconds, graph=text[:TURTLE_SHOWN], graph_cut=cut)
    answer: dict[str, Any] = json.loads(text)
    if "boolean" in answer:
        return Outcome(200, milliseconds, boolean=answer["boolean"])
    columns = tuple(answer["head"]["vars"])
    bindings = answer["results"]["bindings"]
    rows = tuple(
        tuple(_cell(row[name], room) if name in row else None for name in columns) for row in bindings
    )
    drawing = draw_answer(list(columns), bindings, room, language)
    # Safe: chart.py escapes every value of the data.
    chart = Markup(drawing) if drawing else None  # noqa: S704
    return Outcome(200, milliseconds, columns, rows, result.cut is not None, chart=chart)


def _without_unused_prefixes(turtle: str) -> str:
    """The engine declares every prefix it knows; a reader wants to see the graph first."""
    lines = turtle.splitlines(keepends=True)
    declared = [line for line in lines if line.startswith("@prefix ")]
    rest = "".join(lines[len(declared) :])
    return "".join(line for line in declared if line.split()[1] in rest) + rest


def _cell(term: dict[str, Any], room: Room) -> Cell:
    value = str(term["value"])
    if term["type"] == "uri":
        href = room.site.local_path(value) or safe_href(value)
        return Cell(shorten(value, room.prefixes) or value, full=value, href=href)
    if term["type"] == "bnode":
        return Cell(f"_:{value}")
    datatype = term.get("datatype")
    return Cell(
        value,
        language=term.get("xml:lang"),
        datatype=(shorten(datatype, room.prefixes) or datatype) if datatype else None,
    )
