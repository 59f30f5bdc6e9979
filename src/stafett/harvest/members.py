"""A simulated harvest: which resources are taken, in which container, and what each one's graph holds.

Source: fdk-harvester@40dd0fc, harvester/ResourceHarvester.kt and its subclasses. One difference: the real
one walks in the order its store happens to give; where a code element leads to things that are also reached
another way, its graph may lack what this one has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from stafett.harvest.graph import Graph, Node
from stafett.harvest.identity import BlankCycleError, checksum, fdk_id, skolemise
from stafett.harvest.kinds import CV, DCAT, DCT, MODELL, RDF_TYPE, SKOS, Kind

_SERIES = DCAT + "DatasetSeries"
_IN_SERIES = DCAT + "inSeries"


@dataclass(frozen=True)
class Member:
    """A resource that is taken.

    Attributes:
        iri: its identity at data.norge.no too.
        types: its classes.
        title: dct:title or skos:prefLabel by language.
        container: the first container that holds it, which may be a generated one.
        triples: its graph, blank nodes named.
        reached: what its graph speaks of, as the document names it.
        problem: set where its graph cannot be made; the harvest then stops there.
    """

    iri: str
    types: frozenset[str]
    title: dict[str, str]
    container: str
    triples: frozenset[ox.Triple]
    reached: frozenset[Node]
    problem: BlankCycleError | None = None

    @property
    def fdk_id(self) -> str:
        """Its id at data.norge.no."""
        return fdk_id(self.iri)

    @property
    def checksum(self) -> str:
        """Changes when, and only when, data.norge.no sees it as changed."""
        return checksum(self.triples)


@dataclass(frozen=True)
class Container:
    """A catalogue or collection, or the one that is generated for members without any."""

    iri: str
    members: tuple[str, ...]
    triples: frozenset[ox.Triple]
    reached: frozenset[Node] = frozenset()
    generated: bool = False
    problem: BlankCycleError | None = None

    @property
    def fdk_id(self) -> str:
        """Its id at data.norge.no."""
        return fdk_id(self.iri)


@dataclass(frozen=True)
class Harvest:
    """What one harvest of one document gives."""

    kind: Kind
    source: str
    members: tuple[Member, ...]
    containers: tuple[Container, ...]
    blank_members: tuple[Node, ...]
    blank_containers: tuple[Node, ...]


def harvest(graph: Graph, kind: Kind, source: str) -> Harvest:
    """Simulate the harvest of a document registered as `kind` at the address `source`."""
    found = graph.of_type(kind.members)
    holders = graph.of_type([kind.container])
    held = {str(c.value): _held(graph, c, kind) for c in holders if isinstance(c, ox.NamedNode)}
    orphanage = source + kind.generated
    members = tuple(_member(graph, node, kind, held, orphanage) for node in _named(found))
    containers = [_container(graph, iri, inside, kind) for iri, inside in held.items()]
    orphans = tuple(m.iri for m in members if m.container == orphanage)
    if orphans:
        containers.append(Container(orphanage, orphans, _generated(orphanage, orphans, kind), generated=True))
    return Harvest(
        kind=kind,
        source=source,
        members=members,
        containers=tuple(containers),
        blank_members=tuple(n for n in found if isinstance(n, ox.BlankNode)),
        blank_containers=tuple(n for n in holders if isinstance(n, ox.BlankNode)),
    )


def _named(nodes: Iterable[Node]) -> list[ox.NamedNode]:
    return [node for node in nodes if isinstance(node, ox.NamedNode)]


def _held(graph: Graph, container: Node, kind: Kind) -> tuple[str, ...]:
    """What a container links to; a series brings the datasets that say they are in it."""
    linked = {v.value for v in graph.values(container, kind.link) if isinstance(v, ox.NamedNode)}
    series = {iri for iri in linked if _SERIES in graph.types(ox.NamedNode(iri))}
    if series:
        for node in graph.of_type(kind.members):
            inside = {v.value for v in graph.values(node, _IN_SERIES) if isinstance(v, ox.NamedNode)}
            if inside & series and isinstance(node, ox.NamedNode):
                linked.add(node.value)
    return tuple(sorted(linked))


def _member(
    graph: Graph, node: ox.NamedNode, kind: Kind, held: dict[str, tuple[str, ...]], orphanage: str
) -> Member:
    whole = closure(graph, graph.about(node), kind)
    triples, problem = _settled(whole, node.value)
    return Member(
        iri=node.value,
        types=graph.types(node),
        title=graph.texts(node, DCT + "title") or graph.texts(node, SKOS + "prefLabel"),
        container=next((iri for iri, inside in held.items() if node.value in inside), orphanage),
        triples=triples,
        reached=_subjects(whole),
        problem=problem,
    )


def _settled(
    triples: frozenset[ox.Triple], owner: str
) -> tuple[frozenset[ox.Triple], BlankCycleError | None]:
    try:
        return skolemise(triples, owner), None
    except BlankCycleError as fault:
        return frozenset(t for t in triples if isinstance(t.subject, ox.NamedNode)), fault


def _container(graph: Graph, iri: str, members: tuple[str, ...], kind: Kind) -> Container:
    own = [t for t in graph.about(ox.NamedNode(iri)) if t.predicate.value != kind.link]
    whole = closure(graph, own, kind)
    triples, problem = _settled(whole, iri)
    return Container(iri, members, triples, _subjects(whole), problem=problem)


def _subjects(triples: Iterable[ox.Triple]) -> frozenset[Node]:
    return frozenset(t.subject for t in triples if isinstance(t.subject, ox.NamedNode | ox.BlankNode))


def _generated(iri: str, members: tuple[str, ...], kind: Kind) -> frozenset[ox.Triple]:
    node, link = ox.NamedNode(iri), ox.NamedNode(kind.link)
    kind_of = ox.Triple(node, ox.NamedNode(RDF_TYPE), ox.NamedNode(kind.container))
    return frozenset([kind_of, *(ox.Triple(node, link, ox.NamedNode(member)) for member in members)])


def closure(graph: Graph, start: Iterable[ox.Triple], kind: Kind) -> frozenset[ox.Triple]:
    """The triples, and all that is said of what they lead to, except of resources harvested by themselves."""
    found = set(start)
    seen: set[Node] = {t.subject for t in found}  # type: ignore[misc]
    apart = frozenset(kind.apart)
    extra = _EXTRA.get(kind.name)
    waiting = [t.object for t in found]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ox.NamedNode | ox.BlankNode) or node in seen or node not in graph:
            continue
        if graph.types(node) & apart:
            continue
        seen.add(node)
        found.update(graph.about(node))
        waiting += [t.object for t in graph.about(node)]
    if extra:
        for node in sorted(seen, key=str):
            found.update(extra(graph, node))
    return frozenset(found)


def _with_one_step(graph: Graph, nodes: Iterable[Node]) -> list[ox.Triple]:
    """What is said of the nodes and, one step only, of what they lead to."""
    own = [t for node in nodes for t in graph.about(node)]
    return own + [t for o in own for t in graph.about(o.object)]  # type: ignore[arg-type]


def _code_elements(graph: Graph, node: Node) -> list[ox.Triple]:
    """The codes of a reached code list, which nothing leads to."""
    if MODELL + "CodeList" not in graph.types(node):
        return []
    inside = graph.pointing(SKOS + "inScheme", node)
    return _with_one_step(graph, [c for c in inside if MODELL + "CodeElement" in graph.types(c)])


def _participants(graph: Graph, node: Node) -> list[ox.Triple]:
    """The agents that play a role in a reached participation."""
    if CV + "Participation" not in graph.types(node):
        return []
    players = graph.pointing(CV + "playsRole", node)
    return _with_one_step(graph, [a for a in players if DCT + "Agent" in graph.types(a)])


_EXTRA: dict[str, Callable[[Graph, Node], list[ox.Triple]]] = {
    "informationmodels": _code_elements,
    "services": _participants,
}
