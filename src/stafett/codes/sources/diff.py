"""What has changed from one snapshot to the next: new, gone, expired, replaced, relabelled and so on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from stafett.codes.sources.relations import replacements_of
from stafett.codes.sources.snapshot import Row, read_provenance, read_tables
from stafett.errors import StafettError

KINDS: Final = ("new", "expired", "replaced", "labels", "changed", "gone")
"""The kinds of change, in the order they are shown. A row is in every kind that is true of it."""


@dataclass(frozen=True)
class Change:
    """One change: of which code in which table, of which kind, and what it was and is."""

    table: str
    code: str
    kind: str
    detail: str


@dataclass(frozen=True)
class Difference:
    """All changes between two snapshots of a source."""

    source: str
    old: str
    new: str
    changes: tuple[Change, ...] = field(default=())

    def counts(self) -> dict[str, int]:
        """How many changes of each kind; every kind is there."""
        return {kind: sum(c.kind == kind for c in self.changes) for kind in KINDS}

    def as_dict(self) -> dict[str, Any]:
        """The difference as JSON has it."""
        changes = [
            {"table": c.table, "code": c.code, "kind": c.kind, "detail": c.detail} for c in self.changes
        ]
        return {
            "source": self.source,
            "old": self.old,
            "new": self.new,
            "counts": self.counts(),
            "changes": changes,
        }


def compare(old: Path, new: Path) -> Difference:
    """Compare two snapshots of one source.

    Raises:
        StafettError: one of them is no snapshot, or they are of different sources.
    """
    sources = [str(read_provenance(folder)["source"]["name"]) for folder in (old, new)]
    if sources[0] != sources[1]:
        raise StafettError(
            f"{old} is of {sources[0]} and {new} of {sources[1]}; only the same can be compared"
        )
    before, after = _rows(old), _rows(new)
    changes = [
        c for key in sorted(before.keys() | after.keys()) for c in _of(key, before.get(key), after.get(key))
    ]
    return Difference(sources[0], old.name, new.name, tuple(changes))


def _rows(folder: Path) -> dict[tuple[str, str, str], Row]:
    return {
        (name, str(row.get("version", "")), row["code"]): row
        for name, rows in read_tables(folder)
        for row in rows
    }


def _of(key: tuple[str, str, str], before: Row | None, after: Row | None) -> list[Change]:
    table, _, code = key
    if before is None and after is not None:
        return [Change(table, code, "new", _label(after)), *_replaced(table, code, None, after)]
    if after is None and before is not None:
        return [Change(table, code, "gone", _label(before))]
    if before is None or after is None or before == after:
        return []
    found: list[Change] = []
    if after.get("status") == "expired" and before.get("status") != "expired":
        found.append(Change(table, code, "expired", str(after.get("validTo") or "")))
    found += _replaced(table, code, before, after)
    labels = [(before.get("label") or {}, after.get("label") or {})]
    for was, now in labels:
        for tag in sorted(was.keys() | now.keys()):
            if was.get(tag) != now.get(tag):
                text = f"{tag}: {was.get(tag, '–')} → {now.get(tag, '–')}"
                found.append(Change(table, code, "labels", text))
    if not found:
        fields = sorted(f for f in before.keys() | after.keys() if before.get(f) != after.get(f))
        if fields != ["modified"]:
            found.append(Change(table, code, "changed", ", ".join(fields)))
    return found


def _replaced(table: str, code: str, before: Row | None, after: Row) -> list[Change]:
    known = {(r.old, r.new) for r in replacements_of(table, before)} if before else set()
    fresh = [r for r in replacements_of(table, after) if (r.old, r.new) not in known]
    return [Change(table, code, "replaced", f"{r.old} → {r.new}") for r in fresh]


def _label(row: Row) -> str:
    label = row.get("label") or {}
    return str(label.get("nb") or row.get("labelFallback") or "")
