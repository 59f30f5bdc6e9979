"""All codes of one build, to be found by identifier, by notation and by words; and who refers to whom."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeVar

from stafett.grepaddress import grep_iri, named_code
from stafett.store.search import Entry, Hit, SearchIndex
from stafett.web.links import code_path
from stafett.web.listdata import Code, CodeListPage
from stafett.web.pagedata import Texts

MAX_RECENT: Final = 32
"""How many filtered lists are kept."""

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """A code and the list it stands in."""

    codelist: CodeListPage
    code: Code

    @property
    def href(self) -> str:
        """Address of its page."""
        return code_path(self.codelist["scheme"], self.code["notation"])


@dataclass(frozen=True)
class Referrers:
    """The codes of one list that name a code in one of their columns."""

    codelist: CodeListPage
    title: Texts
    level: int | None
    codes: tuple[Code, ...]


class Codebook:
    """The codes of all lists. What is costly is made when it is first asked for."""

    def __init__(self, lists: dict[str, CodeListPage], base: str) -> None:
        self._lists = lists
        self._base = base
        self._indexes: dict[str, SearchIndex] = {}
        self._recent: dict[Hashable, Any] = {}

    def _all(self) -> Iterator[Place]:
        for page in self._lists.values():
            for code in page["codes"]:
                yield Place(page, code)

    @cached_property
    def _by_iri(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for place in self._all():
            found.setdefault(place.code["iri"], []).append(place)
        return found

    @cached_property
    def _by_notation(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for place in self._all():
            found.setdefault(place.code["notation"], []).append(place)
        return found

    @cached_property
    def _everywhere(self) -> tuple[SearchIndex, list[Place]]:
        places = list(self._all())
        return SearchIndex(_entry(place.codelist, place.code) for place in places), places

    @cached_property
    def schemes(self) -> SearchIndex:
        """The lists, to search by name and title."""
        return SearchIndex(Entry("", page["scheme"], page["title"]) for page in self._lists.values())

    def with_iri(self, iri: str) -> list[Place]:
        """The codes with an identifier; one of Grep's may stand in several lists."""
        return self._by_iri.get(iri, [])

    def at_address(self, address: str) -> tuple[str, list[Place]]:
        """The canonical IRI that an address leads to, and the codes that have it.

        Grep's addresses lead to Grep's IRI, whatever host, version and collection they name; so does the
        page of such a code here. Anything else stands for itself.
        """
        named = named_code(address)
        iri = grep_iri(named[1]) if named else address.strip()
        if found := self.with_iri(iri):
            return iri, found
        own = iri.removeprefix(f"{self._base}/code/") if iri.startswith(f"{self._base}/code/") else ""
        scheme, _, notation = own.partition("/")
        place = self.place(scheme, notation)
        return (place.code["iri"], self.with_iri(place.code["iri"])) if place else (iri, [])

    def with_notation(self, notation: str) -> list[Place]:
        """The codes written so, in every list."""
        return self._by_notation.get(notation, [])

    def place(self, scheme: str, notation: str) -> Place | None:
        """The code with a notation in a list."""
        return next((p for p in self.with_notation(notation) if p.codelist["scheme"] == scheme), None)

    def index(self, scheme: str) -> SearchIndex:
        """The codes of one list to search, in the order of the list."""
        if scheme not in self._indexes:
            page = self._lists[scheme]
            self._indexes[scheme] = SearchIndex(_entry(page, code) for code in page["codes"])
        return self._indexes[scheme]

    def recent(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives; the last few answers are kept by their key.

        So leafing through what was filtered from a long list costs no more than leafing through a short one.
        """
        found = self._recent.pop(key, None) or make()
        self._recent[key] = found
        while len(self._recent) > MAX_RECENT:
            # Another thread may have been faster; what is gone is made again.
            self._recent.pop(next(iter(self._recent), key), None)
        answer: T = found
        return answer

    def search(self, wanted: str, limit: int, scheme: str | None = None) -> list[tuple[Place, Hit]]:
        """The codes that fit best in one list, or in all."""
        if scheme is not None:
            page = self._lists[scheme]
            hits = self.index(scheme).ranked(wanted, limit)
            return [(Place(page, page["codes"][hit.place]), hit) for hit in hits]
        index, places = self._everywhere
        return [(places[hit.place], hit) for hit in index.ranked(wanted, limit)]

    @cached_property
    def _referrers(self) -> dict[str, dict[tuple[str, str], list[Code]]]:
        found: dict[str, dict[tuple[str, str], list[Code]]] = {}
        for place in self._all():
            for slot, values in place.code["extra"].items():
                for value in values:
                    if value["href"]:
                        key = (place.codelist["scheme"], slot)
                        found.setdefault(value["href"], {}).setdefault(key, []).append(place.code)
        return found

    def referring(self, scheme: str, notation: str) -> list[Referrers]:
        """The codes of other lists, and of this, that name a code in a column of theirs."""
        found: list[Referrers] = []
        for href in dict.fromkeys((code_path(scheme, notation), f"/code/{scheme}/{notation}")):
            for (other, slot), codes in self._referrers.get(href, {}).items():
                page = self._lists[other]
                column = next(column for column in page["columns"] if column["slot"] == slot)
                found.append(Referrers(page, column["title"], column.get("level"), tuple(codes)))
        return found


def _entry(page: CodeListPage, code: Code) -> Entry:
    return Entry(page["scheme"], code["notation"], code["label"])
