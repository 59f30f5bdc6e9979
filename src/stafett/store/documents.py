"""Descriptions of one thing, cut out of a built N-Triples file without touching its literals.

The store rewrites some literals when it loads them (`1.50` becomes `1.5`); the built files are the
authority, so a description is read from them and not from the store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from stafett.errors import DistError
from stafett.store.engine import GRAPH_FORMATS

SH_TARGET_CLASS: Final = ox.NamedNode("http://www.w3.org/ns/shacl#targetClass")
SH_PROPERTY: Final = ox.NamedNode("http://www.w3.org/ns/shacl#property")
HAS_POSSIBLE_OUTPUT: Final = ox.NamedNode("https://data.norge.no/vocabulary/cpsvno#hasPossibleOutput")
DCT_TEMPORAL: Final = ox.NamedNode("http://purl.org/dc/terms/temporal")
DCAT_DISTRIBUTION: Final = ox.NamedNode("http://www.w3.org/ns/dcat#distribution")


class Description:
    """The triples of one N-Triples file, by subject, in the order of the file."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._by_subject: dict[object, list[ox.Triple]] = {}
        self._targets: dict[object, list[ox.NamedNode | ox.BlankNode]] = {}
        for triple in triples:
            subject = triple.subject
            self._by_subject.setdefault(subject, []).append(triple)
            if triple.predicate == SH_TARGET_CLASS and isinstance(subject, ox.NamedNode | ox.BlankNode):
                self._targets.setdefault(triple.object, []).append(subject)

    @classmethod
    def parse(cls, content: bytes, name: str) -> Description:
        """Read N-Triples.

        Args:
            content: the file's bytes.
            name: what to call it if it is broken.

        Raises:
            DistError: it is not N-Triples.
        """
        try:
            quads = list(ox.parse(content, format=ox.RdfFormat.N_TRIPLES))
        except (SyntaxError, ValueError) as fault:
            raise DistError(f"{name} is not N-Triples: {fault}", hint="Run `stafett build` again.") from fault
        return cls(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)

    def names(self) -> Iterator[str]:
        """The IRI of everything that the file describes."""
        return (subject.value for subject in self._by_subject if isinstance(subject, ox.NamedNode))

    def of(self, iri: str, *, follow: Collection[ox.NamedNode] = ()) -> list[ox.Triple]:
        """All triples about `iri`, with the blank nodes they lead to.

        Args:
            iri: the thing.
            follow: predicates whose objects are described too, although they have an IRI.
        """
        return self._closure([ox.NamedNode(iri)], follow)

    def shapes_of(self, iri: str) -> list[ox.Triple]:
        """The SHACL node shapes whose target is the class `iri`, with their property shapes."""
        return self._closure(self._targets.get(ox.NamedNode(iri), []), (SH_PROPERTY,))

    def _closure(
        self, start: Iterable[ox.NamedNode | ox.BlankNode], follow: Collection[ox.NamedNode]
    ) -> list[ox.Triple]:
        waiting: list[object] = list(start)
        seen: set[object] = set(waiting)
        found: list[ox.Triple] = []
        while waiting:
            triples = self._by_subject.get(waiting.pop(0), [])
            found.extend(triples)
            for triple in triples:
                into = isinstance(triple.object, ox.BlankNode) or triple.predicate in follow
                if into and triple.object not in seen:
                    seen.add(triple.object)
                    waiting.append(triple.object)
        return found


def serialise(triples: Iterable[ox.Triple], media_type: str, prefixes: Mapping[str, str]) -> bytes:
    """Write triples in one of GRAPH_FORMATS, the same bytes every time, with the prefixes that are used."""
    unique = list(dict.fromkeys(triples))
    used = {
        prefix: start
        for prefix, start in sorted(prefixes.items())
        if any(iri.startswith(start) for iri in _iris(unique))
    }
    return ox.serialize(unique, format=GRAPH_FORMATS[media_type], prefixes=used) or b""


def _iris(triples: Iterable[ox.Triple]) -> Iterator[str]:
    for triple in triples:
        for node in (triple.subject, triple.predicate, triple.object):
            if isinstance(node, ox.NamedNode):
                yield node.value
            elif isinstance(node, ox.Literal):
                yield node.datatype.value
