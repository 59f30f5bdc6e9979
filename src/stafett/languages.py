"""Text in bokmål, nynorsk and English, with one fallback order for the whole product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("nb", "nn", "en")
"""The three languages of the product, in the order they are written."""

FALLBACK: Final[Mapping[str, tuple[str, ...]]] = {
    "nb": ("nb", "nn", "no", "en", "se"),
    "nn": ("nn", "nb", "no", "en", "se"),
    "en": ("en", "nb", "nn", "no", "se"),
}
"""Which language is shown when the wanted one is missing; the tag is then shown too, never hidden."""


@dataclass(frozen=True)
class Text:
    """The same text in one or more languages, sorted in the product's order."""

    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, str | None]) -> Text:
        """Make a text from a map of language tag to string; empty strings are left out."""
        order = {tag: place for place, tag in enumerate(LANGUAGES)}
        kept = [(tag, value) for tag, value in values.items() if value]
        return cls(tuple(sorted(kept, key=lambda item: (order.get(item[0], len(order)), item[0]))))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield (language tag, string)."""
        return iter(self.values)

    def __bool__(self) -> bool:
        return bool(self.values)

    def get(self, language: str) -> str | None:
        """The string in exactly this language, or None."""
        return dict(self.values).get(language)

    def best(self, language: str) -> tuple[str, str] | None:
        """The (tag, string) to show to a reader of `language`, or None where there is no text at all."""
        have = dict(self.values)
        for tag in FALLBACK.get(language, LANGUAGES):
            if tag in have:
                return tag, have[tag]
        return self.values[0] if self.values else None

    def as_dict(self) -> dict[str, str]:
        """The text as a plain map, as JSON and templates want it."""
        return dict(self.values)
