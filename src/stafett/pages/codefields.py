"""Page data of the fields of deliveries that take their values from a code list, read from all graphs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pyoxigraph as ox

from stafett.iris import PREFIXES, Iris

_SLOTS: Final = ("codeList", "fieldName", "interfaceRef", "handbookRef", "dataElement")


def code_field_data(triples: Iterable[ox.Triple], iris: Iris) -> dict[str, list[dict[str, Any]]]:
    """Return, by the IRI of each list, the fields with that list, with their references and deliveries.

    Args:
        triples: everything that is loaded, in any order.
        iris: makes the identifiers of our terms.
    """
    wanted = {iris.term(name): name for name in _SLOTS} | {PREFIXES["dct"] + "title": "title"}
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for triple in triples:
        name = wanted.get(triple.predicate.value)
        subject, value = triple.subject, triple.object
        if name and isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            said.setdefault(subject.value, {}).setdefault(name, []).append(value)
    carriers: dict[str, list[str]] = {}
    for carrier, about in said.items():
        for field in about.get("dataElement", []):
            carriers.setdefault(field.value, []).append(carrier)
    found: dict[str, list[dict[str, Any]]] = {}
    for iri, about in sorted(said.items()):
        for code_list in sorted({value.value for value in about.get("codeList", [])}):
            entry = {
                "iri": iri,
                "name": _first(about, "fieldName") or iri.rpartition("/")[2],
                "interfaceRef": _first(about, "interfaceRef"),
                "handbookRef": _first(about, "handbookRef"),
                "deliveries": [
                    {"iri": carrier, "title": _texts(said[carrier])}
                    for carrier in sorted(set(carriers.get(iri, [])))
                ],
            }
            found.setdefault(code_list, []).append(entry)
    return dict(sorted(found.items()))


def _first(about: dict[str, list[ox.NamedNode | ox.Literal]], name: str) -> str | None:
    values = sorted(value.value for value in about.get(name, []))
    return values[0] if values else None


def _texts(about: dict[str, list[ox.NamedNode | ox.Literal]]) -> dict[str, str]:
    literals = [value for value in about.get("title", []) if isinstance(value, ox.Literal)]
    return {value.language or "nb": value.value for value in sorted(literals, key=str)}
