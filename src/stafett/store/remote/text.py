"""The text of a query as it is sent on: our prefixes declared, words that this engine misuses refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from stafett.limits import Limits
from stafett.store import guard
from stafett.store.engine import QueryRequest
from stafett.store.errors import QueryRefusedError
from stafett.store.remote.dialects import Dialect

_RELATIVE: Final = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\x00-\x20]*>")
"""An IRI that needs a base. Where it is none after all (`?a <?b` before a `>`), a base does no harm."""

_BASE: Final = re.compile(r"(?:\s|#[^\n]*\n)*BASE\s*<[^<>]*>", re.IGNORECASE)
"""A BASE at the beginning of a query."""


@dataclass(frozen=True)
class QueryText:
    """A query ready to be sent.

    Attributes:
        text: with the prefixes it uses but does not declare, and the base where it needs one, all on its
            first line: lines keep their numbers.
        graph: it answers with a graph (CONSTRUCT, DESCRIBE) and not with a table.
        names_dataset: it has a FROM of its own.
        asks_graphs: it has a GRAPH, so that it matters which named graphs there are.
    """

    text: str
    graph: bool
    names_dataset: bool
    asks_graphs: bool


def prepare(
    request: QueryRequest, prefixes: Mapping[str, str], limits: Limits, dialect: Dialect
) -> QueryText:
    """Make the text of a query ready for an engine.

    Raises:
        QueryRefusedError: it breaks a rule of this endpoint.
    """
    text = request.text
    shape = guard.check(text, limits)
    readings = (text, guard.unescape(text))
    if dialect.forbidden and any(dialect.forbidden.search(reading) for reading in readings):
        raise QueryRefusedError("The query uses words that are refused, since they are no SPARQL 1.1 here.")
    own = guard.declared(text)
    used = [
        f"PREFIX {prefix}: <{start}> "
        for prefix, start in prefixes.items()
        if prefix not in own and re.search(rf"(?<![\w.-]){re.escape(prefix)}:", text)
    ]
    if request.base and "BASE" not in shape.keywords and _RELATIVE.search(text):
        used.insert(0, f"BASE <{request.base}> ")
    begun = _BASE.match(text)  # BASE comes first (rule 4 of SPARQL 1.0, which Virtuoso keeps)
    place = begun.end() if begun else 0
    return QueryText(
        text=f"{text[:place]} {''.join(used)}{text[place:]}" if used else text,
        graph=shape.form in {"CONSTRUCT", "DESCRIBE"},
        names_dataset="FROM" in shape.keywords,
        asks_graphs="GRAPH" in shape.keywords,
    )
