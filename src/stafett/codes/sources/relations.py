"""The replacements that a source itself states, taken out of its snapshot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from stafett.codes.replacements import Replacement
from stafett.codes.sources.snapshot import Row, read_provenance, read_tables

_VIGO: Final = {"relation-element-replaces-element": (1, 0), "relation-replaced-by": (0, 1)}
"""In the first table code1 replaces code2, in the second code1 is replaced by code2: (old, new)."""

_LOCAL: Final = re.compile(r".{3,4}Z")
"""VIGO's own codes for training subjects, as NOR1Z13; they are no codes of Grep's."""


def replacements_of(table: str, row: Row, source: str = "") -> Iterator[Replacement]:
    """The replacements that one row of a snapshot states."""
    if table in _VIGO:
        codes = row["code"].split(" ")
        old, new = (codes[n] for n in _VIGO[table])
        if old != new and not _LOCAL.match(old) and not _LOCAL.match(new):
            relation = f"vigo:{table.removeprefix('relation-')}"
            yield Replacement(old, new, relation, "secondary", (source,) if source else ())
        return
    for relation in row.get("relations") or []:
        name, other = relation["property"], relation["code"]
        if name not in {"erstatter", "erstattes-av"} or relation.get("iri") is None:
            continue
        old, new = (other, row["code"]) if name == "erstatter" else (row["code"], other)
        yield Replacement(old, new, f"grep:{name}", "verified", (source,) if source else ())


def replacements_in(folder: Path) -> list[Replacement]:
    """All replacements that a snapshot states, each once."""
    name = str(read_provenance(folder)["source"]["name"])
    found: dict[tuple[str, str], Replacement] = {}
    for table, rows in read_tables(folder):
        for row in rows:
            for replacement in replacements_of(table, row, f"{name} {folder.name}"):
                found.setdefault((replacement.old, replacement.new), replacement)
    return [found[key] for key in sorted(found)]
