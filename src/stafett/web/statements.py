"""Statements of a built file, read for pages: texts by language, and things by name with a place to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import pyoxigraph as ox

from stafett.languages import Text
from stafett.store.documents import Description
from stafett.web.links import safe_href
from stafett.web.pagedata import Texts
from stafett.web.prefixes import STANDARD, shorten
from stafett.web.room import Room

_NAMES: Final = ("dct:title", "skos:prefLabel", "foaf:name", "vcard:fn", "rdfs:label")

_Value: TypeAlias = "ox.Literal | ox.NamedNode"
_LAST: Final = str.maketrans({"æ": "{a", "ø": "{o", "å": "{å"})


@dataclass(frozen=True)
class Thing:
    """Something another thing points at: its identifier, what to call it, and where to read of it."""

    iri: str
    title: Texts
    href: str | None


class Statements:
    """What one built N-Triples file says. Predicates are given short: `dct:title`."""

    def __init__(self, room: Room, path: str) -> None:
        self._room = room
        self._description: Description | None = room.description(path) if path in room.files else None
        self._read: dict[str, dict[str, list[_Value]]] = {}

    def _objects(self, iri: str, predicate: str) -> list[_Value]:
        prefix, _, name = predicate.partition(":")
        return self._about(iri).get(STANDARD[prefix] + name, [])

    def _about(self, iri: str) -> dict[str, list[_Value]]:
        """What is said of a thing, by predicate; looked up once, since a page asks for many predicates."""
        if iri not in self._read:
            found: dict[str, list[_Value]] = {}
            for triple in self._description.of(iri) if self._description else ():
                if isinstance(triple.object, ox.Literal | ox.NamedNode) and _is(triple.subject, iri):
                    found.setdefault(triple.predicate.value, []).append(triple.object)
            self._read[iri] = found
        return self._read[iri]

    def knows(self, iri: str) -> bool:
        """True where something is said of it."""
        return bool(self._about(iri))

    def texts(self, iri: str, predicate: str) -> Texts:
        """A text by language; one without a language counts as bokmål."""
        return {tag: words[0] for tag, words in self.words(iri, predicate).items()}

    def words(self, iri: str, predicate: str) -> dict[str, list[str]]:
        """Several texts by language, as keywords are."""
        found: dict[str, list[str]] = {}
        for value in self._objects(iri, predicate):
            if isinstance(value, ox.Literal):
                found.setdefault(value.language or "nb", []).append(value.value)
        return found

    def values(self, iri: str, predicate: str) -> list[str]:
        """Literals and identifiers as they stand."""
        return [value.value for value in self._objects(iri, predicate)]

    def value(self, iri: str, predicate: str) -> str | None:
        """The first of the values."""
        return next(iter(self.values(iri, predicate)), None)

    def kind(self, iri: str) -> str:
        """The local name of its type, our own or the profile's before any general one."""
        types = self.values(iri, "rdf:type")
        names = [shorten(name, STANDARD) or name for name in types]
        special = [name for name in names if name.startswith("modelldcatno:")]
        return next(iter(special or names), "").rpartition(":")[2]

    def thing(self, iri: str) -> Thing:
        """A thing by its name in this file; where the file names it not, by its identifier."""
        title = next((found for name in _NAMES if (found := self.texts(iri, name))), None)
        site = self._room.site
        words = title or {"nb": shorten(iri, self._room.prefixes) or iri}
        return Thing(iri, words, site.local_path(iri) or safe_href(iri))

    def things(self, iri: str, predicate: str) -> list[Thing]:
        """All things a predicate points at."""
        return [self.thing(value) for value in self.values(iri, predicate)]


def in_order(title: Texts, language: str) -> str:
    """What to sort a title by for a reader of `language`. Æ, ø and å are last, in that order."""
    best = Text.of(title).best(language)
    return best[1].casefold().translate(_LAST) if best else ""


def by_title(things: list[Thing], language: str) -> list[Thing]:
    """Things in the order of their titles."""
    return sorted(things, key=lambda thing: in_order(thing.title, language))


def _is(node: object, iri: str) -> bool:
    return isinstance(node, ox.NamedNode) and node.value == iri
