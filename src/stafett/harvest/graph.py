"""A parsed document, indexed for walking: what is said of each thing, and what is of each type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from stafett.harvest.kinds import RDF_TYPE
from stafett.rdf import Subject, Term

Node = ox.NamedNode | ox.BlankNode


@dataclass
class Graph:
    """Triples by subject. Two graphs with the same triples behave alike, in whatever order they came."""

    by_subject: dict[Node, list[ox.Triple]] = field(default_factory=dict)
    size: int = 0
    _types: dict[Node, frozenset[str]] = field(default_factory=dict)
    _of_type: dict[str, list[Node]] = field(default_factory=dict)
    _pointing: dict[str, dict[Term, list[Node]]] = field(default_factory=dict)

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> Graph:
        """Index triples; each is kept once."""
        graph = cls()
        for triple in dict.fromkeys(triples):
            if isinstance(triple.subject, ox.NamedNode | ox.BlankNode):
                graph.by_subject.setdefault(triple.subject, []).append(triple)
                graph.size += 1
        for node, about in graph.by_subject.items():
            classes = [
                t.object.value
                for t in about
                if t.predicate.value == RDF_TYPE and isinstance(t.object, ox.NamedNode)
            ]
            graph._types[node] = frozenset(classes)
            for name in classes:
                graph._of_type.setdefault(name, []).append(node)
        return graph

    def __iter__(self) -> Iterator[ox.Triple]:
        for triples in self.by_subject.values():
            yield from triples

    def __contains__(self, node: object) -> bool:
        return node in self.by_subject

    def about(self, node: Subject | Term) -> list[ox.Triple]:
        """Everything that is said of a thing."""
        return self.by_subject.get(node, []) if isinstance(node, ox.NamedNode | ox.BlankNode) else []

    def values(self, node: Subject | Term, predicate: str) -> list[Term]:
        """The values of one property of a thing."""
        return [
            t.object
            for t in self.about(node)
            if t.predicate.value == predicate
            and isinstance(t.object, ox.NamedNode | ox.BlankNode | ox.Literal)
        ]

    def texts(self, node: Subject | Term, predicate: str) -> dict[str, str]:
        """The literals of one property by language tag, "" for none; the first of each."""
        found: dict[str, str] = {}
        for value in sorted(self.values(node, predicate), key=str):
            if isinstance(value, ox.Literal):
                found.setdefault(value.language or "", value.value)
        return found

    def types(self, node: Subject | Term) -> frozenset[str]:
        """The classes a thing is said to be of; nothing is inferred, as in the harvester."""
        return (
            self._types.get(node, frozenset())
            if isinstance(node, ox.NamedNode | ox.BlankNode)
            else frozenset()
        )

    def of_type(self, classes: Iterable[str]) -> list[Node]:
        """All things of one of the classes, sorted."""
        return sorted({node for name in classes for node in self._of_type.get(name, [])}, key=str)

    def pointing(self, predicate: str, node: Node) -> list[Node]:
        """The things that have this value for this property."""
        if predicate not in self._pointing:
            index = self._pointing[predicate] = {}
            for subject in self.by_subject:
                for value in self.values(subject, predicate):
                    index.setdefault(value, []).append(subject)
        return self._pointing[predicate].get(node, [])
