"""Rules H4 to H12: what the harvest of one document drops, chokes on or gets wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

import pyoxigraph as ox
from stdnum.no import orgnr

from stafett.harvest.graph import Graph, Node
from stafett.harvest.kinds import CPSV, CPSVNO, CV, DCAT, DCATNO, DCT, KINDS, SKOS, Kind
from stafett.harvest.members import Container, Harvest, Member
from stafett.harvest.rules import Finding
from stafett.iris import PREFIXES
from stafett.settings import EXAMPLE_PUBLISHER

_NINE: Final = re.compile(r"(?<!\d)\d{9}(?!\d)")
_LABELS: Final = (DCT + "title", SKOS + "prefLabel", SKOS + "notation", DCT + "identifier")
_PUBLISHERS: Final = {
    "services": (CV + "hasCompetentAuthority", CV + "ownedBy", DCT + "publisher"),
    "events": (),
}
"""By kind, where it is not just dct:publisher; events have none."""


def check_harvest(graph: Graph, harvest: Harvest) -> list[Finding]:
    """All findings about what the document holds."""
    found: list[Finding] = []
    for check in (
        _nothing,
        _blank,
        _unlinked,
        _wrongly_linked,
        _unreached,
        _cycles,
        _moments,
        _kinds,
        _records,
        _back_links,
    ):
        found += check(graph, harvest)
    found += _foreign(harvest)
    found += _publishers(graph, harvest)
    return found


@lru_cache(maxsize=4096)  # the same few hundred predicates are asked for in every member
def shorten(iri: str) -> str:
    """An IRI as a prefixed name, where we know a prefix."""
    for prefix, start in _PREFIXES:
        if iri.startswith(start) and len(iri) > len(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


_PREFIXES: Final = sorted(
    {
        **PREFIXES,
        "cpsv": CPSV,
        "cpsvno": CPSVNO,
        "cv": CV,
        "dcatno": DCATNO,
        "dqv": "http://www.w3.org/ns/dqv#",
        "eli": "http://data.europa.eu/eli/ontology#",
        "prof": "http://www.w3.org/ns/dx/prof/",
        "prov": "http://www.w3.org/ns/prov#",
        "uneskos": "http://purl.org/umu/uneskos#",
    }.items(),
    key=lambda item: -len(item[1]),
)


def _parts(harvest: Harvest) -> tuple[Member | Container, ...]:
    return (*harvest.members, *harvest.containers)


def _nothing(_graph: Graph, harvest: Harvest) -> Iterator[Finding]:
    if not harvest.members:
        yield Finding("H4.1", detail=" / ".join(shorten(name) for name in harvest.kind.members))


def _blank(graph: Graph, harvest: Harvest) -> Iterator[Finding]:
    for code, nodes in (("H6.1", harvest.blank_members), ("H6.2", harvest.blank_containers)):
        for node in nodes:
            yield Finding(code, name_of(graph, node), _label(graph, node))


def name_of(graph: Graph, node: Node) -> str:
    """The IRI of a thing; a blank node by its classes, since its label differs from reading to reading."""
    return node.value if isinstance(node, ox.NamedNode) else f"[ a {_classes(graph, node) or '…'} ]"


def _classes(graph: Graph, node: Node) -> str:
    return ", ".join(sorted(shorten(t) for t in graph.types(node)))


def _label(graph: Graph, node: Node) -> str:
    for predicate in _LABELS:
        if texts := graph.texts(node, predicate):
            return f"«{next(iter(texts.values()))}»"
    return ""


def _unlinked(_graph: Graph, harvest: Harvest) -> Iterator[Finding]:
    generated = {c.iri for c in harvest.containers if c.generated}
    for member in harvest.members:
        if member.container in generated:
            yield Finding("H6.3", member.iri, shorten(harvest.kind.link))


def _wrongly_linked(graph: Graph, harvest: Harvest) -> Iterator[Finding]:
    """What a catalogue links to as a member, and which is not taken: its type is another, or it has none."""
    for node in _linked_in_vain(graph, harvest):
        if node not in graph:
            yield Finding("H6.5", node.value, shorten(harvest.kind.link))
        else:
            wanted = " / ".join(shorten(name) for name in harvest.kind.members)
            yield Finding("H6.4", node.value, f"{_classes(graph, node) or 'rdf:type –'} ≠ {wanted}")


def _linked_in_vain(graph: Graph, harvest: Harvest) -> list[ox.NamedNode]:
    taken = {m.iri for m in harvest.members}
    holders = [ox.NamedNode(c.iri) for c in harvest.containers] + list(harvest.blank_containers)
    linked = {v for holder in holders for v in graph.values(holder, harvest.kind.link)}
    return sorted((v for v in linked if isinstance(v, ox.NamedNode) and v.value not in taken), key=str)


def _unreached(graph: Graph, harvest: Harvest) -> Iterator[Finding]:
    reached: set[Node] = {ox.NamedNode(c.iri) for c in harvest.containers}
    reached |= _reachable(graph, [n for n in _linked_in_vain(graph, harvest) if n in graph])
    reached.update(harvest.blank_members, harvest.blank_containers)
    for part in _parts(harvest):
        reached |= part.reached
    others = [n for name in KINDS for n in graph.of_type((*KINDS[name].members, KINDS[name].container))]
    reached |= _reachable(graph, [n for n in others if n not in reached])
    reached |= _reachable(graph, harvest.blank_members)
    for node in graph.by_subject:
        if node not in reached and not _is_record(graph, node):
            name = node.value if isinstance(node, ox.NamedNode) else None
            what = name_of(graph, node) if name is None else _classes(graph, node)
            yield Finding("H7.1", name, what)


def _reachable(graph: Graph, start: Iterable[Node]) -> set[Node]:
    found: set[Node] = set()
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            links = (t.object for t in graph.about(node))
            waiting += [o for o in links if isinstance(o, ox.NamedNode | ox.BlankNode) and o in graph]
    return found


def _is_record(graph: Graph, node: Node) -> bool:
    return DCAT + "CatalogRecord" in graph.types(node)


def _cycles(_graph: Graph, harvest: Harvest) -> Iterator[Finding]:
    for part in _parts(harvest):
        if part.problem:
            yield Finding("H8.1", part.iri, str(part.problem))


def _moments(graph: Graph, harvest: Harvest) -> Iterator[Finding]:
    """One time of day on everything is the moment the document was made."""
    moments = Counter(
        value.value
        for member in harvest.members
        for value in graph.values(ox.NamedNode(member.iri), DCT + "modified")
        if isinstance(value, ox.Literal) and re.search(r"T(?!00:00:00)", value.value)
    )
    if len(moments) == 1 and moments.total() == len(harvest.members) > 1:
        moment = next(iter(moments))
        yield Finding("H10.1", None, moment, moments.total())


def _kinds(graph: Graph, harvest: Harvest) -> Iterator[Finding]:
    own = {m.iri for m in harvest.members}
    for kind in KINDS.values():
        if kind.name == harvest.kind.name:
            continue
        nodes = [n for n in graph.of_type(kind.members) if isinstance(n, ox.NamedNode)]
        alone = [n for n in nodes if n.value not in own]
        # Concepts are described beside their use in every profile, since the shapes ask for it.
        if alone and kind.name != "concepts":
            yield Finding("H11.1", None, ", ".join(shorten(m) for m in kind.members), len(alone))
        for node in nodes:
            if node.value in own:
                yield Finding("H11.3", node.value, _classes(graph, node))


def _records(graph: Graph, _harvest: Harvest) -> Iterator[Finding]:
    for node in graph.of_type([DCAT + "CatalogRecord"]):
        yield Finding("H11.4", name_of(graph, node))


def _back_links(graph: Graph, harvest: Harvest) -> Iterator[Finding]:
    holders = {n for n in graph.of_type([harvest.kind.container]) if isinstance(n, ox.NamedNode)}
    for member in harvest.members:
        for holder in sorted(member.reached & holders, key=str):
            yield Finding("H11.5", member.iri, str(holder.value))


def _foreign(harvest: Harvest) -> Iterator[Finding]:
    hosts = {_host(c.iri) for c in harvest.containers if not c.generated}
    if not hosts:
        return
    for member in harvest.members:
        if _host(member.iri) not in hosts:
            yield Finding("H11.2", member.iri, _host(member.iri))


def _host(iri: str) -> str:
    try:
        return urlsplit(iri).netloc
    except ValueError:
        return iri


def _publishers(graph: Graph, harvest: Harvest) -> Iterator[Finding]:
    if harvest.kind.name == "events":
        return
    without: list[Member] = []
    used: Counter[object] = Counter()
    for member in harvest.members:
        values = _publisher_of(graph, member.iri, harvest.kind)
        values = values or _publisher_of(graph, member.container, harvest.kind)
        used.update(values)
        if not values:
            without.append(member)
    for member in without:
        yield Finding("H12.1", member.iri)
    for value, count in sorted(used.items(), key=lambda item: str(item[0])):
        name = value.value if isinstance(value, ox.NamedNode | ox.Literal) else "[ ]"
        numbers = _NINE.findall(name) if isinstance(value, ox.NamedNode) else []
        if len(numbers) != 1:
            yield Finding("H12.2", name, count=count)
        elif numbers[0] == EXAMPLE_PUBLISHER or not orgnr.is_valid(numbers[0]):
            yield Finding("H12.3", name, numbers[0], count)


def _publisher_of(graph: Graph, iri: str, kind: Kind) -> list[object]:
    properties = _PUBLISHERS.get(kind.name, (DCT + "publisher",))
    return [v for name in properties for v in graph.values(ox.NamedNode(iri), name)]
