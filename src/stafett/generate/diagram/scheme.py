"""What a diagram shows, before anything is written or placed: classes in trees, and links between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from stafett.generate.cardinality import cardinality
from stafett.model.elements import ClassDef, Model, Property

Form = Literal["full", "neighbour", "rest"]

NEIGHBOURS: Final = 14
"""How many classes that point at a class are drawn; the others are counted."""
_OWN_ROWS: Final = 18


@dataclass(frozen=True)
class Node:
    """A class in a diagram, or (`rest`) the number of classes there was no room for.

    Attributes:
        key: unique in the diagram.
        parent: key of the node above it that it specialises.
        attributes: the properties written as rows.
        references: properties whose values are objects, written as rows and not drawn as lines.
        hidden: properties of its own that are left out.
        inherited: properties that it has from the classes above it, where those are shown too.
    """

    key: str
    cls: str
    form: Form
    parent: str | None = None
    indent: int = 0
    attributes: tuple[Property, ...] = ()
    references: tuple[Property, ...] = ()
    hidden: int = 0
    inherited: int = 0
    rest: int = 0


@dataclass(frozen=True)
class Link:
    """One line: all properties that lead from one class to another in the same way."""

    source: str
    target: str
    properties: tuple[Property, ...]
    contains: bool
    named_at_source: bool = False


Tree = tuple[Node, ...]


@dataclass(frozen=True)
class Scheme:
    """A whole diagram. A tree is a class with those below it, and stands in one column.

    `columns` holds the numbers of the trees from left to right; None where the best has to be found.
    """

    kind: Literal["module", "class"]
    name: str
    trees: tuple[Tree, ...]
    links: tuple[Link, ...]
    columns: tuple[tuple[int, ...], ...] | None = None

    def nodes(self) -> Iterator[Node]:
        """All nodes, tree by tree."""
        for tree in self.trees:
            yield from tree


def module_scheme(model: Model, name: str) -> Scheme:
    """All classes of a module; what lies in other modules is written, not drawn."""
    members = {c.name: c for c in model.classes.values() if c.module == name}
    most = 12 if len(members) <= 6 else 9 if len(members) <= 9 else 7
    trees = tuple(
        tuple(_descend(model, cls, None, 0, members, most))
        for cls in members.values()
        if cls.parent not in members
    )
    links = [
        Link(cls.name, target, properties, contains)
        for cls in members.values()
        for (target, contains), properties in _outgoing(cls).items()
        if target in members
    ]
    return Scheme("module", name, trees, tuple(links))


def _descend(
    model: Model, cls: ClassDef, parent: str | None, indent: int, members: dict[str, ClassDef], most: int
) -> Iterator[Node]:
    yield _full(cls, parent, indent, set(members) - {cls.name}, most)
    for child in cls.children:
        if child in members:
            yield from _descend(model, members[child], cls.name, indent + 1, members, most)


def _full(cls: ClassDef, parent: str | None, indent: int, drawn: set[str], most: int) -> Node:
    own = [p for p in cls.properties if p.own and not p.identifier]
    attributes = [p for p in own if p.range.kind != "class"]
    references = [p for p in own if p.range.kind == "class" and p.range.name not in drawn]
    shown, listed = _shortened(attributes, most), _shortened(references, most)
    hidden = len(attributes) + len(references) - len(shown) - len(listed)
    inherited = sum(not p.own and not p.identifier for p in cls.properties)
    return Node(cls.name, cls.name, "full", parent, indent, shown, listed, hidden, inherited)


def _shortened(properties: list[Property], most: int) -> tuple[Property, ...]:
    """At most so many, those that must be there first; in declared order. One too many is let in."""
    if len(properties) <= most + 1:
        return tuple(properties)
    wanted = sorted(properties, key=lambda p: -p.min_count)[:most]
    return tuple(p for p in properties if p in wanted)


def _outgoing(cls: ClassDef) -> dict[tuple[str, bool], tuple[Property, ...]]:
    found: dict[tuple[str, bool], tuple[Property, ...]] = {}
    for prop in cls.properties:
        if prop.own and prop.range.kind == "class" and prop.range.name != cls.name:
            key = (prop.range.name, prop.inlined)
            found[key] = (*found.get(key, ()), prop)
    return found


def class_scheme(model: Model, name: str) -> Scheme:
    """A class among its neighbours: who points at it | itself, under its parents | what it points at."""
    cls = model.classes[name]
    above = [_neighbour(a, f"above-{a}") for a in reversed(cls.ancestors)]
    middle = _full(cls, above[-1].key if above else None, 0, set(model.classes) - {name}, _OWN_ROWS)
    chain = [Node(n.key, n.cls, n.form, above[i - 1].key if i else None) for i, n in enumerate(above)]
    below = [Node(f"below-{c}", c, "neighbour", name, 1) for c in cls.children]
    outgoing = _outgoing(cls)
    targets = list(dict.fromkeys(target for target, _ in outgoing))
    right = [_neighbour(t, f"out-{t}") for t in targets]
    links = [Link(name, f"out-{t}", found, contains) for (t, contains), found in outgoing.items()]
    incoming = _incoming(model, name)
    sources = list(dict.fromkeys(source for source, _, _ in incoming))
    if len(sources) > NEIGHBOURS + 1:
        sources = sources[:NEIGHBOURS]
    left = [_neighbour(s, f"in-{s}") for s in sources]
    every = len(dict.fromkeys(source for source, _, _ in incoming))
    if every > len(sources):
        left.append(Node("in-rest", name, "rest", rest=every - len(sources)))
    links += [
        Link(f"in-{source}", name, found, contains, named_at_source=True)
        for (source, contains, _), found in incoming.items()
        if source in sources
    ]
    trees = [*((n,) for n in left), (*chain, middle, *below), *((n,) for n in right)]
    first, last = len(left), len(left) + 1
    columns = (tuple(range(first)), (first,), tuple(range(last, len(trees))))
    return Scheme("class", name, tuple(trees), tuple(links), tuple(c for c in columns if c))


def _neighbour(cls: str, key: str) -> Node:
    return Node(key, cls, "neighbour")


def _incoming(model: Model, name: str) -> dict[tuple[str, bool, str], tuple[Property, ...]]:
    found: dict[tuple[str, bool, str], tuple[Property, ...]] = {}
    for cls, prop in model.pointing_at(name):
        if cls.name != name:
            key = (cls.name, prop.inlined, cardinality(prop))
            found[key] = (*found.get(key, ()), prop)
    return found
