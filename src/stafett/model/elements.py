"""What the model consists of, as every writer sees it: plain, frozen and complete.

IRIs are full and already under the configured base; inheritance and slot_usage are already worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from stafett.errors import Location
from stafett.iris import Iris
from stafett.languages import Text

RangeKind = Literal["datatype", "class", "choice", "codelist", "text", "iri"]


@dataclass(frozen=True)
class Range:
    """What values a slot takes.

    Attributes:
        kind: datatype (an XSD literal), text (language-tagged strings), class (a reference or a nested
            object), choice (a reference to one of several classes), codelist (a code of a list) or iri
            (any IRI).
        name: the LinkML name of the type, class or enum; of a choice the classes' names with | between.
        iri: of the datatype, class or code list; None for `iri` and `choice`.
    """

    kind: RangeKind
    name: str
    iri: str | None

    @property
    def options(self) -> tuple[str, ...]:
        """The classes a reference may point to; none for what is no reference to a class."""
        return tuple(self.name.split("|")) if self.kind in {"class", "choice"} else ()


@dataclass(frozen=True)
class TermMapping:
    """A mapping of one of our terms to somebody else's: predicate and object, as CURIE and IRI."""

    predicate: str
    curie: str
    iri: str


@dataclass(frozen=True)
class Element:
    """What all named parts of the model have in common.

    A deprecated element stays, with the name of what replaces it where something does.
    """

    name: str
    iri: str
    module: str
    title: Text
    description: Text
    usage: Text
    deprecated: bool
    replaced_by: str | None
    where: Location = field(compare=False)


@dataclass(frozen=True)
class Property:
    """A slot as one class has it, with its inherited and refined constraints.

    `max_count` None is unbounded. `path` is the IRI used in data. `declared_by` is the class whose
    slot list names the slot; `own` is true when that is this class.
    """

    slot: str
    path: str
    declared_by: str
    own: bool
    min_count: int
    max_count: int | None
    range: Range
    inlined: bool
    identifier: bool
    pattern: str | None
    minimum: int | float | None
    maximum: int | float | None
    const: bool | None
    title: Text
    description: Text


@dataclass(frozen=True)
class ClassDef(Element):
    """A class with all its properties: own first, then inherited, each group in declared order."""

    abstract: bool
    parent: str | None
    ancestors: tuple[str, ...]
    children: tuple[str, ...]
    superclasses: tuple[tuple[str, str], ...]
    mappings: tuple[TermMapping, ...]
    properties: tuple[Property, ...]

    @property
    def has_identity(self) -> bool:
        """True when instances have an IRI; value objects without one are always nested."""
        return any(p.identifier for p in self.properties)


@dataclass(frozen=True)
class SlotDef(Element):
    """A slot of the model. `path` differs from `iri` where data use a standard property directly."""

    path: str
    range: Range
    multivalued: bool
    identifier: bool
    mappings: tuple[TermMapping, ...]


@dataclass(frozen=True)
class EnumValue:
    """One value of an enumeration of our own."""

    name: str
    iri: str
    title: Text
    description: Text


@dataclass(frozen=True)
class EnumDef(Element):
    """An enumeration: our own values, or (external) the codes of a list kept as data under codes/."""

    scheme: str
    external: bool
    values: tuple[EnumValue, ...]


@dataclass(frozen=True)
class Module:
    """One file of the model."""

    name: str
    title: Text
    description: Text
    where: Location = field(compare=False)


@dataclass(frozen=True)
class Model:
    """The whole model. Maps are in source order: module by module, as the files list them."""

    version: str
    title: Text
    description: Text
    iris: Iris
    modules: Mapping[str, Module]
    classes: Mapping[str, ClassDef]
    slots: Mapping[str, SlotDef]
    enums: Mapping[str, EnumDef]
    prefixes: Mapping[str, str]

    def concrete(self) -> Iterator[ClassDef]:
        """Classes that can have instances."""
        return (c for c in self.classes.values() if not c.abstract)

    def subclasses(self, name: str) -> tuple[str, ...]:
        """The class itself and everything below it."""
        return tuple(c.name for c in self.classes.values() if name == c.name or name in c.ancestors)

    def used_by(self, slot: str) -> tuple[tuple[ClassDef, Property], ...]:
        """Every class that has the slot, with how it has it."""
        return tuple((c, p) for c in self.classes.values() for p in c.properties if p.slot == slot)

    def pointing_at(self, name: str) -> tuple[tuple[ClassDef, Property], ...]:
        """Own properties anywhere in the model whose range is the class."""
        return tuple(
            (c, p) for c in self.classes.values() for p in c.properties if p.own and name in p.range.options
        )


@dataclass(frozen=True)
class CodeSet:
    """The codes of a list as writers need them: notation to IRI, and whether they are all there are.

    `labels` holds the label of each code by notation, empty where it is not known.
    """

    scheme: str
    complete: bool
    codes: Mapping[str, str]
    labels: Mapping[str, Text] = field(default_factory=dict)

    def home(self, iris: Iris) -> str:
        """What stands before the notation in the IRIs of the list; our own list where they differ."""
        homes = {iri.rpartition("/")[0] + "/" for iri in self.codes.values()}
        return homes.pop() if len(homes) == 1 else iris.scheme(self.scheme) + "/"


CodeSets = Mapping[str, CodeSet]
"""Every code list by scheme, enumerations of our own included."""
