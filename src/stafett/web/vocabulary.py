"""What an editor can complete a query with: prefixes, and the classes and properties of our own data.

Served at /sparql/metadata.json, so that the query page need not ask services elsewhere what terms there are.
Labels and which properties a class has come from the model; how often each is used comes from the data,
counted once for each snapshot: VoID tells how often a property is used, but not in which class.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from stafett.store.engine import QueryEngine, QueryRequest, collect
from stafett.store.errors import QueryError
from stafett.web.pagedata import ModelPages

_COUNTS: Final = """
SELECT ?class ?n ?property ?m WHERE {
  { SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class } GROUP BY ?class }
  { SELECT ?class ?property (COUNT(*) AS ?m) WHERE { ?s a ?class ; ?property ?o } GROUP BY ?class ?property }
}"""

_log = logging.getLogger("stafett.web")


@dataclass
class Usage:
    """How often a class occurs, and which properties its members have how often."""

    count: int = 0
    properties: dict[str, int] = field(default_factory=dict)


async def count_usage(engine: QueryEngine) -> dict[str, Usage] | None:
    """Usage of each class in the data; None where the store gives no answer within its limits."""
    try:
        result = await collect(engine, QueryRequest(_COUNTS))
    except QueryError as fault:
        _log.warning("The use of classes and properties could not be counted: %s", fault)
        return None
    return None if result.cut else _read(json.loads(result.body)["results"]["bindings"])


def _read(rows: Iterable[dict[str, Any]]) -> dict[str, Usage]:
    found: dict[str, Usage] = {}
    for row in rows:
        usage = found.setdefault(row["class"]["value"], Usage())
        usage.count = int(row["n"]["value"])
        usage.properties[row["property"]["value"]] = int(row["m"]["value"])
    return found


@dataclass(frozen=True)
class Term:
    """A class or property.

    Attributes:
        iri: its identifier.
        label: texts by language; empty for terms of others.
        count: members of a class, statements with a property; None where that is not known.
        properties: of a class: those of the model, then those the data add, the most used first.
    """

    iri: str
    label: dict[str, str]
    count: int | None
    properties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """All that can be completed."""

    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    counted: bool

    def as_dict(self, prefixes: dict[str, str], language: str) -> dict[str, Any]:
        """As the query page reads it, with labels in one language where there is one."""

        def label(term: Term) -> str:
            return term.label.get(language) or term.label.get("nb") or term.label.get("en") or ""

        return {
            "counted": self.counted,
            "prefixes": prefixes,
            "classes": [
                {"iri": t.iri, "label": label(t), "count": t.count, "properties": list(t.properties)}
                for t in self.classes
            ],
            "properties": [{"iri": t.iri, "label": label(t), "count": t.count} for t in self.properties],
        }


def vocabulary_of(model: ModelPages, usage: dict[str, Usage] | None) -> Vocabulary:
    """Put together what the model says and what the data use; the most used first, then by IRI."""
    slots = model["slots"]
    of_model = {
        page["iri"]: tuple(slots[p["slot"]]["path"] for p in page["properties"] if p["slot"] in slots)
        for page in model["classes"].values()
    }
    labels: dict[str, dict[str, str]] = {
        page["iri"]: dict(page["title"]) for page in model["classes"].values()
    }
    # Several slots may stand for one property of another vocabulary; its label is the first one's.
    for slot in slots.values():
        labels.setdefault(slot["path"], dict(slot["title"]))
    used = usage or {}
    totals: dict[str, int] = {}
    for entry in used.values():
        for iri, uses in entry.properties.items():
            totals[iri] = totals.get(iri, 0) + uses
    known = {slot["path"] for slot in slots.values()} | totals.keys()

    def count(iri: str, counts: dict[str, int]) -> int | None:
        return None if usage is None else counts.get(iri, 0)

    members = {iri: entry.count for iri, entry in used.items()}
    classes = []
    for iri in of_model.keys() | used.keys():
        seen = used.get(iri, Usage()).properties
        more = sorted(seen.keys() - set(of_model.get(iri, ())), key=lambda name: (-seen[name], name))
        properties = tuple(dict.fromkeys((*of_model.get(iri, ()), *more)))
        classes.append(Term(iri, labels.get(iri, {}), count(iri, members), properties))
    terms = [Term(iri, labels.get(iri, {}), count(iri, totals)) for iri in known]
    return Vocabulary(_sorted(classes), _sorted(terms), usage is not None)


def _sorted(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=lambda term: (-(term.count or 0), term.iri)))
