"""Grep through its SPARQL endpoint, as an alternative to the dumps: items put together from triples.

The endpoint holds today's picture only, is reloaded each night, and stops queries after two minutes;
so things are asked for type by type and page by page. What lies in nested nodes does not come this way.
"""

from __future__ import annotations

import urllib.error
from collections.abc import Iterator
from typing import Any, Final

from SPARQLWrapper import JSON, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed, SPARQLWrapperException

from stafett import __version__
from stafett.codes.grep_types import GrepType
from stafett.codes.sources.http import PASSING, FetchError, PassingError, Policy, parse_json, patiently

ENDPOINT: Final = "https://sparql-data.udir.no/repositories/201906"
ONTOLOGY: Final = "http://psi.udir.no/ontologi/kl06/"
PAGE: Final = 500

_QUERY: Final = """SELECT ?s ?p ?o WHERE {{
  {{ SELECT DISTINCT ?s WHERE {{ ?s a <{type}> }} ORDER BY ?s LIMIT {limit} OFFSET {offset} }}
  ?s ?p ?o . FILTER(!isBlank(?o))
}} ORDER BY ?s ?p ?o"""
_TEXTS: Final = frozenset({"tittel", "kortform", "beskrivelse"})
_PLAIN: Final = frozenset({"kode", "id", "sist-endret", "gyldig-fra", "gyldig-til"})


def page_query(kind: GrepType, offset: int, limit: int = PAGE) -> str:
    """The query for one page of the things of a type."""
    return _QUERY.format(type=ONTOLOGY + kind.name, limit=limit, offset=offset)


def ask(endpoint: str, query: str, policy: Policy) -> list[dict[str, Any]]:
    """The rows of a SELECT query.

    Raises:
        FetchError: the endpoint refused, or did not answer as often as the policy allows.
    """

    def once() -> list[dict[str, Any]]:
        client = SPARQLWrapper(endpoint, agent=f"stafett/{__version__}")
        client.setReturnFormat(JSON)
        client.setMethod("POST")
        client.setTimeout(int(max(1, policy.timeout)))
        client.setQuery(query)
        try:
            answer = client.query().response
            data = parse_json(answer.read(), answer.headers.get("content-type", ""))
        except QueryBadFormed as fault:
            raise FetchError(f"{endpoint} cannot read the query: {fault}") from fault
        except EndPointInternalError as fault:
            raise PassingError("answered 500", status=500) from fault
        except SPARQLWrapperException as fault:
            raise FetchError(f"{endpoint} refused: {fault.msg}") from fault
        except urllib.error.HTTPError as fault:
            if fault.code in PASSING:
                wait = fault.headers.get("Retry-After", "")
                raise PassingError(
                    f"answered {fault.code}", float(wait) if wait.isdigit() else None, fault.code
                ) from fault
            raise FetchError(f"{endpoint} answered {fault.code}", status=fault.code) from fault
        except (urllib.error.URLError, OSError) as fault:
            raise PassingError("cannot be reached, or cut the connection") from fault
        rows = data.get("results", {}).get("bindings") if isinstance(data, dict) else None
        if not isinstance(rows, list):
            raise FetchError(f"{endpoint} answered with JSON that is no SPARQL result")
        return rows

    return patiently(once, endpoint, policy)


def items(rows: list[dict[str, Any]], kind: GrepType) -> Iterator[dict[str, Any]]:
    """The things of a page in the form of the REST service, ready for the normaliser."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        subject = row["s"]["value"]
        item = found.setdefault(subject, {"uri": subject, "grep-type": ONTOLOGY + kind.name})
        name = row["p"]["value"].removeprefix(ONTOLOGY)
        value = row["o"]
        if "://" in name or name in {"grep-type", "uri"}:
            continue
        if name in {"status", "url-data"}:
            item[name] = value["value"]
        elif language := value.get("xml:lang"):
            item.setdefault(name, []).append({"spraak": language, "verdi": value["value"]})
        elif value["type"] == "uri":
            item.setdefault(name, []).append({"uriId": value["value"]})
        elif name in _TEXTS:
            item.setdefault(name, []).append({"spraak": "default", "verdi": value["value"]})
        elif name in _PLAIN:
            item[name] = value["value"]
        else:
            item.setdefault(name, _plain(value))
    yield from found.values()


def _plain(value: dict[str, Any]) -> Any:
    datatype = str(value.get("datatype", "")).rpartition("#")[2]
    if datatype == "boolean":
        return value["value"] == "true"
    return int(value["value"]) if datatype in {"integer", "int", "long"} else value["value"]
