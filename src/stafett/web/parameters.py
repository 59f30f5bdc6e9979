"""Query parameters: read strictly, and refused with one clear sentence in the three languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from stafett.web.problems import Problem

MAX_WORDS: Final = 200
"""Characters of a text to search for."""
MAX_NAME: Final = 100
"""Characters of a scheme or a notation."""
MAX_IRI: Final = 2000
MAX_PAGE: Final = 100_000
_SHOWN: Final = 60

DATE_SCHEMA: Final[dict[str, Any]] = {"format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def whole_number(least: int, most: int) -> dict[str, Any]:
    """The JSON Schema of a parameter that is a whole number, for the API description."""
    return {"type": "integer", "minimum": least, "maximum": most}


def wrong(name: str, value: str, expected: Mapping[str, str]) -> Problem:
    """The refusal of a parameter: which, what it was, and what was expected, in each language."""
    shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
    texts = {
        "nb": f"«{name}» er «{shown}», men må være {expected['nb']}.",
        "nn": f"«{name}» er «{shown}», men må vere {expected['nn']}.",
        "en": f"“{name}” is “{shown}”, but must be {expected['en']}.",
    }
    return Problem(400, texts["en"], members={"parameter": name}, texts=texts)


def words(name: str, value: str | None, most: int = MAX_WORDS) -> str:
    """A text without space around it, empty where it is missing.

    Raises:
        Problem: it is too long.
    """
    text = (value or "").strip()
    if len(text) > most:
        raise wrong(
            name,
            text,
            {
                "nb": f"på høyst {most} tegn",
                "nn": f"på høgst {most} teikn",
                "en": f"of {most} characters at most",
            },
        )
    return text


def day(name: str, value: str | None) -> str | None:
    """A date as `YYYY-MM-DD`, or None where it is missing.

    Raises:
        Problem: it is no date, or not written so.
    """
    text = (value or "").strip()
    if not text:
        return None
    try:
        found = date.fromisoformat(text).isoformat()
    except ValueError:
        found = ""
    # Python also reads 20260801 and 2026-W31-6.
    if found != text:
        raise wrong(
            name,
            text,
            {"nb": "en dato, ÅÅÅÅ-MM-DD", "nn": "ein dato, ÅÅÅÅ-MM-DD", "en": "a date, YYYY-MM-DD"},
        )
    return text


def number(name: str, value: str | None, default: int, most: int, least: int = 1) -> int:
    """A whole number.

    Raises:
        Problem: it is none, or outside its bounds.
    """
    text = (value or "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and least <= int(text) <= most):
        raise wrong(
            name,
            text,
            {
                "nb": f"et heltall fra {least} til {most}",
                "nn": f"eit heiltal frå {least} til {most}",
                "en": f"a whole number from {least} to {most}",
            },
        )
    return int(text)


def one_of(name: str, value: str | None, allowed: Sequence[str]) -> str | None:
    """One of some words, or None where it is missing.

    Raises:
        Problem: it is none of them.
    """
    text = (value or "").strip()
    if not text:
        return None
    if text not in allowed:
        listed = ", ".join(allowed)
        raise wrong(name, text, {"nb": f"én av {listed}", "nn": f"ein av {listed}", "en": f"one of {listed}"})
    return text
