"""Interface texts in three languages, read from .po files at start, and the choice of language.

The English text is the key (msgid). To add a text, write it in English in a template inside `_()` or
`{% trans %}` and give it in each of locale/nb, locale/nn and locale/en, in the .po file of its topic; a text
that several topics use stands in main.po. A test names what is missing or stands twice.
"""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from stafett.languages import LANGUAGES
from stafett.web.negotiation import parse_quality

LOCALE_FOLDER: Final = Path(__file__).parent / "locale"
DEFAULT_LANGUAGE: Final = "nb"

_NEAREST: Final = {"no": "nb", "da": "nb", "sv": "nb", "se": "nb", "fo": "nb", "is": "nb"}
"""Languages whose readers we serve in bokmål rather than in English."""


@dataclass(frozen=True)
class LanguageChoice:
    """The language of a page and whether the address itself names it (`?lang=`)."""

    tag: str
    explicit: bool


def choose_language(query_value: str | None, header: str | None) -> LanguageChoice:
    """Choose by `?lang=`, then Accept-Language; no wish at all gives bokmål, a foreign one English."""
    if query_value in LANGUAGES:
        return LanguageChoice(query_value, explicit=True)
    wishes = sorted(parse_quality(header or ""), key=lambda wish: -wish[1])
    for value, quality in wishes:
        primary = value.split("-", 1)[0]
        tag = _NEAREST.get(primary, primary)
        if quality > 0 and tag in LANGUAGES:
            return LanguageChoice(tag, explicit=False)
    foreign = any(quality > 0 and value != "*" for value, quality in wishes)
    return LanguageChoice("en" if foreign else DEFAULT_LANGUAGE, explicit=False)


def read_catalog(language: str) -> Catalog:
    """Read the .po files of a language, one a topic, into one catalogue.

    Raises:
        ValueError: a text stands in two files.
    """
    merged = Catalog(locale=language)
    for path in sorted((LOCALE_FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            part = read_po(file, locale=language, abort_invalid=True)
        for message in part:
            if message.id and message.id in merged:
                raise ValueError(f"{path} repeats the text «{message.id}»")
            if message.id:
                merged[message.id] = message
    return merged


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The texts of a language, compiled in memory so that no .mo file has to be built or kept in step."""
    compiled = io.BytesIO()
    write_mo(compiled, read_catalog(language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
