"""Triples in, files out, byte for byte the same each time.

Triples are pyoxigraph terms collected in a set and written sorted. Blank nodes are only used for lists
and nested values, with labels made from what they belong to, so that no run differs from the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pyoxigraph as ox
import rdflib

from stafett.iris import PREFIXES, Iris
from stafett.languages import LANGUAGES, Text

Subject = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal

MEDIA_TYPES: Final = {
    "ttl": "text/turtle",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}
"""The serialisations of every graph we publish, by file suffix."""

_FORMATS: Final = {
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
}
_TYPE: Final = PREFIXES["rdf"] + "type"
_LANGUAGE_ORDER: Final[dict[str | None, int]] = {tag: place for place, tag in enumerate(LANGUAGES)}


class Triples:
    """A graph being written."""

    def __init__(self, iris: Iris) -> None:
        self.iris = iris
        self._found: set[ox.Triple] = set()
        self._nodes: dict[str, ox.NamedNode] = {}
        self._prefixes = iris.prefixes()

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[ox.Triple]:
        """Yield the triples sorted: by subject, rdf:type first, then predicate and object."""
        return iter(sorted(self._found, key=_sort_key))

    def node(self, name: str) -> ox.NamedNode:
        """A node from a CURIE of our prefix table, or from a full IRI."""
        found = self._nodes.get(name)
        if found is None:
            prefix, _, local = name.partition(":")
            iri = self._prefixes[prefix] + local if prefix in self._prefixes else name
            found = self._nodes[name] = ox.NamedNode(iri)
        return found

    def add(self, subject: str | Subject, predicate: str, value: str | Term) -> None:
        """Add one triple; strings are CURIEs or IRIs."""
        s = self.node(subject) if isinstance(subject, str) else subject
        o = self.node(value) if isinstance(value, str) else value
        self._found.add(ox.Triple(s, self.node(predicate), o))

    def types(self, subject: str | Subject, *classes: str) -> None:
        """Say what the subject is."""
        for cls in classes:
            self.add(subject, _TYPE, cls)

    def literal(
        self, subject: str | Subject, predicate: str, value: object, datatype: str = "string"
    ) -> None:
        """Add a literal with an XSD datatype; None is left out."""
        if value is not None:
            lexical = str(value).lower() if isinstance(value, bool) else str(value)
            kind = None if datatype == "string" else self.node(f"xsd:{datatype}")
            self.add(subject, predicate, ox.Literal(lexical, datatype=kind))

    def text(self, subject: str | Subject, predicate: str, text: Text) -> None:
        """Add one language-tagged literal for each language of a text."""
        for tag, value in text:
            self.add(subject, predicate, ox.Literal(value, language=tag))

    def list(self, subject: str | Subject, predicate: str, items: Sequence[str | Term]) -> None:
        """Add an RDF list."""
        nodes = [self.node(item) if isinstance(item, str) else item for item in items]
        seed = f"{subject} {predicate} {' '.join(map(str, nodes))}"
        label = "l" + hashlib.sha256(seed.encode()).hexdigest()[:16]
        cells = [ox.BlankNode(f"{label}x{n:03}") for n in range(len(nodes))]
        self.add(subject, predicate, cells[0] if cells else "rdf:nil")
        for n, (cell, node) in enumerate(zip(cells, nodes, strict=True)):
            self.add(cell, "rdf:first", node)
            self.add(cell, "rdf:rest", cells[n + 1] if n + 1 < len(cells) else "rdf:nil")

    def update(self, other: Iterable[ox.Triple]) -> None:
        """Add all triples of another graph."""
        self._found.update(other)


def _sort_key(triple: ox.Triple) -> tuple[bool, str, bool, str, int, str]:
    s, p, o = triple.subject, triple.predicate, triple.object
    language = o.language if isinstance(o, ox.Literal) else None
    return (
        isinstance(s, ox.BlankNode),
        str(s),
        p.value != _TYPE,
        p.value,
        _LANGUAGE_ORDER.get(language, 9),
        str(o),
    )


def serialise(triples: Triples, suffix: str) -> bytes:
    """Write a graph as `ttl`, `rdf`, `jsonld` (expanded, no remote context) or `nt`."""
    ordered = list(triples)
    if suffix != "ttl":
        return ox.serialize(ordered, format=_FORMATS[suffix], prefixes=triples.iris.prefixes()) or b""
    if any(isinstance(t.subject, ox.BlankNode) for t in ordered):
        return _nested_turtle(ordered, triples.iris)
    used = _used_prefixes(ordered, triples.iris)
    flat = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=used) or b""
    return _air(flat.decode()).encode()


def _used_prefixes(triples: list[ox.Triple], iris: Iris) -> dict[str, str]:
    """Only the prefixes a file uses, so that a change elsewhere does not touch it."""
    seen = {
        term.value
        for t in triples
        for term in (t.subject, t.predicate, t.object)
        if isinstance(term, ox.NamedNode)
    }
    seen |= {t.object.datatype.value for t in triples if isinstance(t.object, ox.Literal)}
    return {p: iri for p, iri in iris.prefixes().items() if any(value.startswith(iri) for value in seen)}


def _air(turtle: str) -> str:
    """An empty line before each subject and spaces for tabs, for people who read the file."""
    lines: list[str] = []
    for line in turtle.splitlines():
        if not line.startswith(("\t", "@prefix")) and line:
            lines.append("")
        lines.append(line.replace("\t", "  ", 1) if line.startswith("\t") else line)
    prefixes = sorted(line for line in lines if line.startswith("@prefix"))
    return "\n".join([*prefixes, *(line for line in lines if not line.startswith("@prefix"))]) + "\n"


def _nested_turtle(triples: list[ox.Triple], iris: Iris) -> bytes:
    """Turtle with lists in brackets; pyoxigraph would write each list cell as a subject of its own."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in _used_prefixes(triples, iris).items():
        graph.bind(prefix, iri)
    for t in triples:
        graph.add((_rdflib(t.subject), _rdflib(t.predicate), _rdflib(t.object)))
    return graph.serialize(format="turtle", encoding="utf-8")


def _rdflib(term: Term | ox.Triple) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype.value.endswith("#string"):
            return rdflib.Literal(term.value)
        # normalize=False keeps the lexical form exactly as it was written
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise TypeError(f"{term} is no plain RDF term")


def nquads(parts: Iterable[tuple[str, Triples]]) -> bytes:
    """All parts as N-Quads, one named graph each, in the given order."""
    out: list[bytes] = []
    for graph, triples in parts:
        name = ox.NamedNode(graph)
        quads = (ox.Quad(t.subject, t.predicate, t.object, name) for t in triples)
        out.append(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    return b"".join(out)


def blocks(turtle: str) -> dict[str, str]:
    """Cut Turtle that `serialise` wrote into its subjects' paragraphs, by the subject as written."""
    found: dict[str, str] = {}
    for paragraph in turtle.split("\n\n"):
        block = paragraph.strip()
        if block and not block.startswith("@prefix"):
            found[block.split(maxsplit=1)[0]] = block
    return found
