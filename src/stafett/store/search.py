"""Searching names and labels: case and diacritics folded, ranked the same way every time.

The tiers come one after the other, each in a fixed order: the name itself, a whole label, the beginning of
a name or label, the beginning of a word, any part, and last what is spelt nearly so (rapidfuzz). Each tier
is read only as far as it is needed, so that 20 000 entries take milliseconds.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

EXACT_NAME: Final = 100.0
FOLDED_NAME: Final = 98.0
EXACT_LABEL: Final = 95.0
BEGINNING: Final = 80.0
WORD_BEGINNING: Final = 70.0
PART: Final = 60.0
FUZZY_AT_MOST: Final = 55.0
"""What is only nearly the same never scores above this."""

_FUZZY_CUTOFF: Final = 75.0
_FUZZY_WORDS: Final = 12
"""Each word is compared with every word there is, which takes a millisecond; no label misspelt is longer."""
_LETTERS: Final = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})
"""Letters of Norwegian and Northern Sámi that Unicode does not take apart."""


def fold(text: str) -> str:
    """The text without case, diacritics and repeated spaces: «Årstrinn  Øst» gives `arstrinn ost`."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


@dataclass(frozen=True)
class Entry:
    """Something that can be found.

    Attributes:
        group: the list or kind it belongs to.
        name: its code or short name within the group.
        texts: what it is called, by language.
    """

    group: str
    name: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Hit:
    """An entry that fits, and how well: 100 at most. `place` is its number in the index."""

    entry: Entry
    place: int
    score: float


class SearchIndex:
    """Entries to search, in the order in which equals are to come."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)
        self._names = [fold(entry.name) for entry in self.entries]
        self._labels = [tuple(fold(text) for text in entry.texts.values()) for entry in self.entries]

    @cached_property
    def _lines(self) -> list[str]:
        """All folded texts of each entry."""
        return ["\t".join((name, *labels)) for name, labels in zip(self._names, self._labels, strict=True)]

    @cached_property
    def _whole(self) -> dict[str, list[int]]:
        return _places((label, at) for at, labels in enumerate(self._labels) for label in labels)

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        return _places((name, at) for at, name in enumerate(self._names))

    @cached_property
    def _beginnings(self) -> list[tuple[str, int]]:
        return sorted(
            {(text, at) for at, name in enumerate(self._names) for text in (name, *self._labels[at]) if text}
        )

    @cached_property
    def _words(self) -> list[tuple[str, int]]:
        return sorted(
            {
                (word, at)
                for at, labels in enumerate(self._labels)
                for label in labels
                for word in label.split()[1:]
            }
        )

    def containing(self, wanted: str) -> list[int]:
        """The places of all entries whose name or labels hold every word of `wanted`, in order."""
        places: Iterable[int] = range(len(self.entries))
        for word in fold(wanted).split():
            places = [at for at in places if word in self._lines[at]]
        return list(places)

    def ranked(self, wanted: str, limit: int, *, fuzzy: bool = True) -> list[Hit]:
        """The entries that fit best, the best first, and the same every time.

        Args:
            wanted: what somebody wrote.
            limit: how many at most.
            fuzzy: also what is spelt nearly so, where nothing is called exactly so.
        """
        folded = fold(wanted)
        if not folded or limit < 1:
            return []
        seen: dict[int, Hit] = {}
        for place, score in self._tiers(wanted.strip(), folded, fuzzy):
            if place not in seen:
                seen[place] = Hit(self.entries[place], place, score)
                if len(seen) == limit:
                    break
        return list(seen.values())

    def _tiers(self, wanted: str, folded: str, fuzzy: bool) -> Iterator[tuple[int, float]]:
        same = self._by_name.get(folded, [])
        yield from ((at, EXACT_NAME) for at in same if self.entries[at].name == wanted)
        yield from ((at, FOLDED_NAME) for at in same)
        yield from ((at, EXACT_LABEL) for at in self._whole.get(folded, []))
        yield from ((at, BEGINNING) for at in _beginning(self._beginnings, folded))
        yield from ((at, WORD_BEGINNING) for at in _beginning(self._words, folded))
        yield from ((at, PART) for at in self.containing(folded))
        if fuzzy and not same and folded not in self._whole:
            yield from self._nearly(folded)

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted({word for labels in self._labels for label in labels for word in label.split()})

    def _nearly(self, folded: str) -> Iterator[tuple[int, float]]:
        """What fits when each word that nobody uses is read as the nearest one that somebody does."""
        words = folded.split()
        if len(words) > _FUZZY_WORDS:
            return
        near = [
            process.extractOne(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_FUZZY_CUTOFF)
            for word in words
        ]
        found = [match for match in near if match]
        if len(found) == len(near):
            score = round(sum(match[1] for match in found) / len(found) * FUZZY_AT_MOST / 100, 1)
            yield from ((at, score) for at in self.containing(" ".join(match[0] for match in found)))


def _places(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for text, at in pairs:
        if text:
            found.setdefault(text, []).append(at)
    return found


def _beginning(table: Sequence[tuple[str, int]], start: str) -> Iterator[int]:
    at = bisect_left(table, (start, -1))
    while at < len(table) and table[at][0].startswith(start):
        yield table[at][1]
        at += 1
