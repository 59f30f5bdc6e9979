"""Code lists as the build wrote them for reading: the index, one list, one code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from rich.table import Table

from stafett.errors import DistError, StafettError
from stafett.languages import Text

MARKS = {"verified": "✔", "secondary": "◇", "inferred": "◌", "codeOnly": "?"}
NO_LABEL = {"nb": "(etikett ikke kjent)", "nn": "(etikett ikkje kjend)", "en": "(label not known)"}


def read_index(dist: Path) -> list[dict[str, Any]]:
    """Return all lists, without their codes.

    Raises:
        DistError: there is no build.
    """
    found: list[dict[str, Any]] = _read(dist / "pages" / "codes.json")["lists"]
    return found


def read_list(dist: Path, scheme: str) -> dict[str, Any]:
    """Return one list with its codes.

    Raises:
        StafettError: there is no such list; the nearest names are suggested.
    """
    known = [entry["scheme"] for entry in read_index(dist)]
    if scheme not in known:
        near = get_close_matches(scheme, known, n=3) or known[:3]
        raise StafettError(f"There is no code list «{scheme}»", hint=f"Did you mean {' or '.join(near)}?")
    found: dict[str, Any] = _read(dist / "pages" / "codes" / f"{scheme}.json")
    return found


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as fault:
        raise DistError(f"{file} cannot be read", hint="Run `stafett build` first.") from fault


def _words(texts: dict[str, str], language: str) -> str:
    best = Text.of(texts).best(language)
    return best[1] if best else NO_LABEL[language]


def list_table(entry: dict[str, Any], language: str) -> Table:
    """The codes of a list, one a row, with certainty marks."""
    table = Table("Code", "", "Label", box=None, pad_edge=False, title=_words(entry["title"], language))
    for code in entry["codes"]:
        table.add_row(code["notation"], MARKS[code["certainty"]], _words(code["label"], language))
    total = "" if entry["complete"] else f" of {entry['total'] or '?'}"
    table.caption = f"{entry['known']}{total} codes · {_words(entry['source']['title'], language)}"
    return table


def code_lines(entry: dict[str, Any], notation: str, language: str) -> Iterator[str]:
    """Everything known of one code, line by line.

    Raises:
        StafettError: the list has no such code.
    """
    found = next((c for c in entry["codes"] if c["notation"] == notation), None)
    if found is None:
        known = ", ".join(c["notation"] for c in entry["codes"][:20])
        raise StafettError(f"{entry['scheme']} has no code «{notation}»", hint=f"It has {known} …")
    yield f"{found['notation']}  {_words(found['label'], language)}  {MARKS[found['certainty']]}"
    yield found["iri"]
    for key in ("definition", "note"):
        if found[key]:
            yield _words(found[key], language)
    for slot, values in found["extra"].items():
        yield f"{slot}: " + ", ".join(v["text"] for v in values)
    yield f"status: {found['status']} · certainty: {found['certainty']} · read {found['read']}"
    for source in found["sources"]:
        yield f"source: {_words(source['title'], language)} <{source['url']}>"
