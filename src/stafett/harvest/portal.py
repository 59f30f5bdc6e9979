"""What data.norge.no's parser reads of a harvested resource, and rules P1 to P11 about what it loses.

Source: Informasjonsforvaltning/fdk-parser-service@26a1526 (2026-07-21), extract/* and parser/*. Whether a
service or an event is read the same way by the parser in use is not verified: their lists follow the
classes of fdk-rdf-parser 2.9.0, its predecessor.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from stafett.harvest.checks import shorten
from stafett.harvest.graph import Graph, Node
from stafett.harvest.kinds import DCAT, MODELL, RDF_TYPE
from stafett.harvest.members import Harvest, Member
from stafett.harvest.reads import READS, RESOURCES
from stafett.harvest.rules import Finding

TEXT: Final = 60
"""Characters of a text that are shown."""

READ_TAGS: Final = frozenset({"nb", "nn", "no", "en", ""})
"""Language tags that are read; "" is text without one."""

_CODES: Final = (
    (re.compile(r"https://publications\.europa\.eu/resource/authority/"), "http://publications.europa.eu/…"),
    (re.compile(r"http://psi\.norge\.no/los/"), "https://psi.norge.no/los/…"),
    (re.compile(r"http://data\.geonorge\.no/administrativeEnheter/"), "https://data.geonorge.no/…"),
    (re.compile(r"https?://publications\.europa\.eu/resource/authority/\S+/$"), "…/"),
    (re.compile(r"https?://psi\.norge\.no/los/\S+/$"), "…/"),
)
"""Addresses of codes as they are often miswritten, and the form the code list has."""


@dataclass(frozen=True)
class Reads:
    """The properties of one member, as prefixed names: those the parser reads and those it passes over."""

    read: tuple[str, ...]
    ignored: tuple[str, ...]


def reads(member: Member, kind: str) -> Reads:
    """Sort the properties of a member."""
    node = ox.NamedNode(member.iri)
    names = sorted({t.predicate.value for t in member.triples if t.subject == node} - {RDF_TYPE})
    known = READS[kind]
    short = [(shorten(name), shorten(name) in known) for name in names]
    return Reads(tuple(n for n, yes in short if yes), tuple(n for n, yes in short if not yes))


def check_portal(harvest: Harvest) -> list[Finding]:
    """All findings about what the parser makes of the members."""
    found: list[Finding] = []
    ignored: Counter[str] = Counter()
    tags: Counter[tuple[str, str]] = Counter()
    texts: Counter[tuple[str, str]] = Counter()
    codes: Counter[tuple[str, str]] = Counter()
    for member in harvest.members:
        graph = Graph.of(member.triples)
        ignored.update(reads(member, harvest.kind.name).ignored)
        tags.update(_unread(graph))
        texts.update(_texts_among_resources(graph, member))
        codes.update(_miswritten(graph))
        found += _of_member(graph, member)
    found += [Finding(code, tag, count=n) for (code, tag), n in tags.items()]
    found += [Finding("P2", iri, what, n) for (iri, what), n in texts.items()]
    found += [Finding("P3", name, count=n) for name, n in ignored.items()]
    found += [Finding("P7", iri, form, n) for (iri, form), n in codes.items()]
    return found


def _unread(graph: Graph) -> Iterator[tuple[str, str]]:
    """Each text in a language that is not read: lost (P1), or a translation of one that is read (P11)."""
    for subject, triples in graph.by_subject.items():
        for triple in triples:
            tag = triple.object.language if isinstance(triple.object, ox.Literal) else None
            if tag and tag not in READ_TAGS:
                said = graph.texts(subject, triple.predicate.value)
                yield ("P11" if READ_TAGS & said.keys() else "P1"), tag


def _texts_among_resources(graph: Graph, member: Member) -> Iterator[tuple[str, str]]:
    """The thing that has the text, or the resource whose nameless part it is, with property and text."""
    for triple in graph:
        name = shorten(triple.predicate.value)
        if name in RESOURCES and isinstance(triple.object, ox.Literal):
            named = isinstance(triple.subject, ox.NamedNode) and not _is_skolem(triple.subject)
            text = triple.object.value
            text = text if len(text) <= TEXT else f"{text[:TEXT]}…"
            yield str(triple.subject).strip("<>") if named else member.iri, f"{name} «{text}»"


def _miswritten(graph: Graph) -> Iterator[tuple[str, str]]:
    for triple in graph:
        if isinstance(triple.object, ox.NamedNode):
            for pattern, form in _CODES:
                if pattern.match(triple.object.value):
                    yield triple.object.value, form


def _of_member(graph: Graph, member: Member) -> Iterator[Finding]:
    node = ox.NamedNode(member.iri)
    if not READ_TAGS & member.title.keys():
        yield Finding("P6", member.iri, ", ".join(member.title))
    unnamed = [n for n in graph.by_subject if _is_skolem(n)]
    if unnamed and graph.of_type(_LASTING):
        parts = [n for n in unnamed if graph.types(n) & frozenset(_LASTING)]
        if parts:
            names = sorted({shorten(t) for n in parts for t in graph.types(n)})
            yield Finding("P4", member.iri, ", ".join(names), len(parts))
    for subject in graph.by_subject:
        for value in graph.values(subject, MODELL + "maxOccurs"):
            text = value.value if isinstance(value, ox.Literal) else str(value)
            if text != "*" and not text.isdecimal():
                yield Finding("P5", str(subject).strip("<>"), f"«{text}»")
    for value in graph.values(node, DCAT + "distribution"):
        if isinstance(value, ox.NamedNode) and not graph.about(value):
            yield Finding("P10", member.iri, value.value)
    if len(graph.values(node, DCAT + "endpointURL")) > 1:
        yield Finding("P8", member.iri)
    if DCAT + "DatasetSeries" in member.types and not graph.values(node, DCAT + "last"):
        yield Finding("P9", member.iri)


def _is_skolem(node: Node) -> bool:
    return isinstance(node, ox.NamedNode) and "/.well-known/skolem/" in node.value


_LASTING: Final = (
    DCAT + "Distribution",
    *(
        MODELL + name
        for name in (
            "ObjectType", "RootObjectType", "DataType", "SimpleType", "CodeList", "CodeElement", "Attribute",
            "Association", "Role", "Specialization", "Realization", "Composition", "Collection", "Choice",
        )
    ),
)  # fmt: skip
"""What should have a lasting address."""
