"""Triples in, files out, byte for byte the same each time.

Triples are pyoxigraph terms collected in a set and written sorted. Blank nodes are only used for lists
and nested values, with labels made from what they belong to, so that no run differs from the next.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pyoxigraph as ox

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
_SCHEMES: Final = frozenset({"http", "https", "mailto", "urn"})
_BLANK: Final = re.compile(r"(_:\w+) ")
_MENTION: Final = re.compile(r" (_:\w+)(?= )")
_REFERENCE: Final = re.compile(r" (_:\w+)(?= [,;.]| \)|$)")
_CELL: Final = re.compile(r"rdf:first (.+) ;\n\s+rdf:rest (\S+)", re.DOTALL)
_TYPE: Final = PREFIXES["rdf"] + "type"
_LANGUAGE_ORDER: Final[dict[str | None, int]] = {tag: place for place, tag in enumerate(LANGUAGES)}


class Triples:
    """A graph being written."""

    def __init__(self, iris: Iris) -> None:
        self.iris = iris
        self._found: set[ox.Triple] = set()
        self._sorted: list[ox.Triple] = []
        self._nodes: dict[str, ox.NamedNode] = {}
        self._prefixes = iris.prefixes()

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[ox.Triple]:
        """Yield the triples sorted: by subject, rdf:type first, then predicate and object."""
        if len(self._sorted) != len(self._found):  # triples are only ever added
            self._sorted = sorted(self._found, key=_sort_key)
        return iter(self._sorted)

    def node(self, name: str) -> ox.NamedNode:
        """A node from a CURIE of our prefix table, or from a full IRI."""
        found = self._nodes.get(name)
        if found is None:
            prefix, _, local = name.partition(":")
            if prefix not in self._prefixes and prefix not in _SCHEMES:
                raise KeyError(f"«{name}» is no IRI, and its prefix is unknown")
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
        seed = f"{subject} {predicate} {' '.join(map(str, nodes))}".replace(self.iris.base, "")
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
    ordered = sorted(seen)
    return {p: iri for p, iri in iris.prefixes().items() if _begins_any(iri, ordered)}


def _begins_any(start: str, ordered: Sequence[str]) -> bool:
    """Whether any of the sorted texts begins so: the first that is not before `start` does, or none."""
    place = bisect_left(ordered, start)
    return place < len(ordered) and ordered[place].startswith(start)


def _air(turtle: str) -> str:
    """For people who read the file: prefixes sorted, an empty line before each subject, values nested.

    pyoxigraph writes each blank node, and so each cell of a list, as a subject of its own.
    """
    prefixes: list[str] = []
    paragraphs: list[list[str]] = []
    for line in turtle.splitlines():
        if line.startswith("@prefix"):
            prefixes.append(line)
        elif line.startswith("\t"):
            paragraphs[-1].append("  " + line[1:])
        else:
            paragraphs.append([line])
    texts = ["\n".join(lines) for lines in paragraphs]
    nested = {m[1]: text[m.end() :].removesuffix(" .") for text in texts if (m := _BLANK.match(text))}
    # A text begins with its own label, without a space before it, so that only references are found.
    used = {label for text in texts for label in _MENTION.findall(text)}
    texts = [text for text in texts if not (m := _BLANK.match(text)) or m[1] not in used]
    body = "\n\n".join(_nest(text, nested) for text in texts)
    return "\n".join(sorted(prefixes)) + "\n\n" + body + "\n"


def _nest(text: str, nested: dict[str, str], depth: int = 1) -> str:
    """Put what is said of each blank node where the node is referred to: lists in ( ), others in [ ]."""

    def inside(match: re.Match[str]) -> str:
        return " " + _value(match[1], nested, depth)

    return _REFERENCE.sub(inside, text)


def _value(term: str, nested: dict[str, str], depth: int) -> str:
    if term not in nested:
        return term
    pad = "  " * (depth + 1)
    if nested[term].startswith("rdf:first "):
        items = f"\n{pad}".join(_value(item, nested, depth + 1) for item in _items(term, nested))
        return f"(\n{pad}{items}\n{pad[2:]})"
    body = _nest(nested[term].replace("\n", "\n" + "  " * depth), nested, depth + 1)
    return f"[\n{pad}{body}\n{pad[2:]}]"


def _items(label: str, nested: dict[str, str]) -> Iterator[str]:
    while label in nested and (cell := _CELL.fullmatch(nested[label])):
        yield cell[1]
        label = cell[2]


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
