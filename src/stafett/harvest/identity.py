"""The id and checksum data.norge.no gives what it takes, and the IRIs it gives blank nodes.

Sources: fdk-harvester@40dd0fc, rdf/RDFUtils.kt (createIdFromString, computeChecksum) and
harvester/HarvestHelpers.kt (recursiveBlankNodeSkolem). The id is exact. The checksum is exact for a graph
without blank nodes and without capitals in language tags, which pyoxigraph writes small (compared with
Apache Jena in the tests); with blank nodes it follows the same rule, but their names are made from our
writing of their content, not Jena's, so that it only compares with checksums that we have made.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from typing import Any, Final

import pyoxigraph as ox

from stafett.iris import PREFIXES

_STRING: Final = PREFIXES["xsd"] + "string"
_ESCAPES: Final = str.maketrans(
    {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f"}
)


class BlankCycleError(Exception):
    """Blank nodes that lead to themselves; data.norge.no would follow them without end."""

    def __init__(self, nodes: list[ox.BlankNode]) -> None:
        super().__init__(" → ".join(str(node) for node in nodes))
        self.nodes = nodes


def fdk_id(iri: str) -> str:
    """The id at data.norge.no: Java's UUID.nameUUIDFromBytes, MD5 of the IRI in UTF-8, version 3."""
    digest = hashlib.md5(iri.encode(), usedforsecurity=False).digest()
    return str(uuid.UUID(bytes=digest, version=3))


def checksum(triples: Iterable[ox.Triple]) -> str:
    """SHA-256 over the sorted triples, written as Jena writes them. There may be no blank nodes."""
    lines = [tuple(_written(term) for term in (t.subject, t.predicate, t.object)) for t in set(triples)]
    digest = hashlib.sha256()
    for line in sorted(lines, key=lambda parts: [part.encode("utf-16-be") for part in parts]):
        digest.update(f"{' '.join(line)}\n".encode())
    return digest.hexdigest()


def _written(term: object) -> str:
    """A term as Jena's toString has it: IRIs and plain strings bare, other literals quoted and escaped."""
    if isinstance(term, ox.Literal):
        kind = term.datatype.value
        if kind == _STRING:
            return term.value
        text = f'"{term.value.translate(_ESCAPES)}"'
        if term.language:
            return f"{text}@{term.language}"
        for prefix in ("xsd", "rdf"):
            if kind.startswith(PREFIXES[prefix]):
                return f"{text}^^{prefix}:{kind.removeprefix(PREFIXES[prefix])}"
        return f"{text}^^{kind}"
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def find_blank_cycle(triples: Iterable[ox.Triple]) -> list[ox.BlankNode] | None:
    """The blank nodes of a cycle, in the order they lead to each other, or None."""
    leads = _blank_links(triples)
    done: set[ox.BlankNode] = set()
    for start in sorted(leads, key=str):
        path: list[ox.BlankNode] = []
        stack: list[tuple[ox.BlankNode, bool]] = [(start, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                done.add(path.pop())
            elif node in path:
                return path[path.index(node) :]
            elif node not in done:
                path.append(node)
                stack.append((node, True))
                stack += [(to, False) for to in sorted(leads.get(node, ()), key=str, reverse=True)]
    return None


def _blank_links(triples: Iterable[ox.Triple]) -> dict[ox.BlankNode, set[ox.BlankNode]]:
    leads: dict[ox.BlankNode, set[ox.BlankNode]] = {}
    for t in triples:
        if isinstance(t.subject, ox.BlankNode) and isinstance(t.object, ox.BlankNode):
            leads.setdefault(t.subject, set()).add(t.object)
    return leads


def skolemise(triples: Iterable[ox.Triple], owner: str) -> frozenset[ox.Triple]:
    """Give every blank node an IRI below its owner's, made from what is said of it.

    Raises:
        BlankCycleError: blank nodes lead to themselves.
    """
    graph = set(triples)
    if cycle := find_blank_cycle(graph):
        raise BlankCycleError(cycle)
    named: dict[Any, Any] = {}
    about: dict[ox.BlankNode, list[ox.Triple]] = {}
    for t in graph:
        if isinstance(t.subject, ox.BlankNode):
            about.setdefault(t.subject, []).append(t)
        if isinstance(t.object, ox.BlankNode):
            about.setdefault(t.object, [])
    waiting = list(about)
    while waiting:
        later = []
        for node in waiting:
            inner = [t.object for t in about[node] if isinstance(t.object, ox.BlankNode)]
            if all(other in named for other in inner):
                content = sorted(
                    f"{t.predicate.value} {_written(named.get(t.object, t.object))}" for t in about[node]
                )
                name = fdk_id("\n".join(content))
                named[node] = ox.NamedNode(f"{owner}/.well-known/skolem/{name}")
            else:
                later.append(node)
        waiting = later
    return frozenset(
        ox.Triple(named.get(t.subject, t.subject), t.predicate, named.get(t.object, t.object)) for t in graph
    )
