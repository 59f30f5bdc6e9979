"""VIGO Kodeverksbase: one table after another over its paged POST service.

The base states no licence and documents no service; what is known of its fields was read in a client
of others. A snapshot is for looking up and comparing; what is published from it is short labels with a
link to the source. Tables with contact details or addresses are not among those we read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from stafett.codes.sources.http import Client
from stafett.codes.sources.snapshot import Fault, Row, SourceInfo, Workspace, day
from stafett.errors import StafettError

INFO: Final = SourceInfo(
    name="vigo",
    title="VIGO Kodeverksbase",
    publisher="Novari IKS",
    base="https://kodeverk.vigo.no/api",
    licence=None,
    licence_note="No licence is stated. Use short labels and link to the source; no bulk copies.",
)
PAGE: Final = 2000
"""The service gives at most so many rows a page."""
PAGES: Final = 200
PLACEHOLDER: Final = "oversettelse kommer"

_LABELS: Final = {
    "nb": ("norwegianName", "bokmalName", "officialName", "courseName", "text", "name", "description"),
    "nn": ("nynorskName",),
    "se": ("samiName",),
    "en": ("englishName",),
}


@dataclass(frozen=True)
class Table:
    """A table: its path, and the fields that together name a row, best first where there are several ways."""

    path: str
    keys: tuple[tuple[str, ...], ...] = (("code",),)

    @property
    def name(self) -> str:
        """The name of the table in a snapshot."""
        return self.path.replace("relation/", "relation-")


_PAIR: Final = (("code1", "code2"),)
_NUMBERED: Final = (("code",), ("number",), ("nr",))

TABLES: Final = tuple(
    [
        Table(path)
        for path in (
            "course-remarks", "diploma-remarks", "wish-statuses", "ot-statuses", "reason-codes", "grades",
            "course-types", "exam-forms", "courses", "program-areas", "program-area-categories",
            "education-programs", "foreign-languages",
        )
    ]
    + [Table(path, _NUMBERED) for path in ("exam-assessments", "variables", "refund-rates", "counties")]
    + [
        Table("program-area-courses", (("programAreaCode", "courseCode"), ("code1", "code2"))),
        Table("course-belongs-to-programarea", (("courseCode", "programAreaCode"), ("code1", "code2"))),
        Table("entry-requirements", (("programAreaCode", "providesCompetenceCode", "countyNr"),)),
        Table("programarea-paabygning", (("code1", "code2"), ("code",))),
        Table("similar-courses", (("code1", "code2"), ("code",))),
        Table("relation/element-replaces-element", _PAIR),
        Table("relation/replaced-by", _PAIR),
    ]
)  # fmt: skip
"""The tables that concern results, competence and transitions."""

Step = Callable[[str, int, int | None], None]


def pull(
    workspace: Workspace, client: Client, *, only: tuple[str, ...] = (), step: Step = lambda *_: None
) -> Path:
    """Pull the tables into a new snapshot and return its folder.

    Raises:
        StafettError: a page never came whole, repeats another, or has lost the field that names its rows.
    """
    for table in tables(only):
        rows = _read(workspace, client, table, step)
        workspace.write(table.name, _normalised(workspace, table, rows))
    return workspace.finish()


def tables(only: tuple[str, ...]) -> list[Table]:
    """The tables of these names, or all.

    Raises:
        StafettError: there is no table of that name.
    """
    known = {name: table for table in TABLES for name in (table.name, table.path)}
    if unknown := sorted(set(only) - set(known)):
        raise StafettError(
            f"VIGO has no table {', '.join(unknown)} that we read",
            hint=f"They are {', '.join(t.name for t in TABLES)}.",
        )
    return [known[name] for name in only] if only else list(TABLES)


def _read(ws: Workspace, client: Client, table: Table, step: Step) -> list[Row]:
    """All rows of a table. If it grows or shrinks while it is read, it is read once more from the start."""
    for attempt in range(2):
        rows = _read_once(ws, client, table, step)
        if rows is not None:
            return rows
        ws.forget(f"{table.path}/")
        detail = "the number of rows changed while the table was read; it was read again"
        ws.tally.faults.append(Fault(table.name, "moved", detail, where=table.name))
        if attempt:
            break
    raise StafettError(f"{client.url(table.path)} changes while it is read", hint="Pull it again later.")


def _read_once(ws: Workspace, client: Client, table: Table, step: Step) -> list[Row] | None:
    rows: list[Row] = []
    seen: dict[str, int] = {}
    total: int | None = None
    for page in range(PAGES):
        params = {"page": page, "size": PAGE}
        address = client.url(f"{table.path}?page={page}&size={PAGE}")
        answer = ws.once(
            f"{table.path}/{page}",
            address,
            lambda params=params: client.json(table.path, params, []),  # type: ignore[misc]
        )
        content, count = _page(answer, address)
        if total is not None and count != total:
            return None
        total = count
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        if content and digest in seen:
            ws.forget(f"{table.path}/")
            raise StafettError(
                f"{address} repeats page {seen[digest]}",
                hint="The paging of the source is broken; pull later.",
            )
        seen[digest] = page
        rows += content
        step(table.name, len(rows), total)
        if len(rows) >= total:
            return rows
        if not content:
            ws.forget(f"{table.path}/")
            raise StafettError(f"{address} is empty, but {total - len(rows)} of {total} rows have not come")
    raise StafettError(f"{client.url(table.path)} has more than {PAGES} pages")


def _page(answer: Any, address: str) -> tuple[list[Row], int]:
    content = answer.get("content") if isinstance(answer, dict) else None
    total = answer.get("totalElements") if isinstance(answer, dict) else None
    if not isinstance(content, list) or not isinstance(total, int):
        have = ", ".join(sorted(answer)) if isinstance(answer, dict) else type(answer).__name__
        raise StafettError(
            f"{address} has no «content» and «totalElements», but {have}",
            hint="The service has changed. No snapshot was made; earlier ones stand.",
        )
    return content, total


def _normalised(ws: Workspace, table: Table, rows: list[Row]) -> Iterator[Row]:
    ws.tally.read += len(rows)
    lost = [n for n, row in enumerate(rows) if _key(table, row) is None]
    if rows and len(lost) > len(rows) * 0.05:
        fields = ", ".join(sorted(rows[lost[0]])) if isinstance(rows[lost[0]], dict) else "no object"
        wanted = " or ".join("+".join(key) for key in table.keys)
        raise StafettError(
            f"{len(lost)} of {len(rows)} rows of {table.name} lack {wanted}; the first has {fields}",
            hint="A field has changed its name. No snapshot was made; earlier ones stand.",
        )
    found: dict[str, Row] = {}
    for number, row in enumerate(rows):
        code = _key(table, row)
        if code is None:
            ws.tally.faults.append(
                Fault(f"row {number}", "no-code", "the row has no code", skipped=True, where=table.name)
            )
        elif code in found:
            same = found[code]["row"] == row
            kind, detail = ("repeated", "the same row comes twice") if same else _clash(found[code], row)
            ws.tally.faults.append(Fault(code, kind, detail, skipped=True, where=table.name))
        else:
            found[code] = _normal(code, row)
    yield from (found[code] for code in sorted(found))


def _clash(kept: Row, other: Row) -> tuple[str, str]:
    first, second = (r.get("label", {}).get("nb") for r in (kept, _normal("", other)))
    return (
        "duplicate",
        f"the code comes twice with different content: «{first}» and «{second}»; the first is kept",
    )


def _key(table: Table, row: Any) -> str | None:
    if isinstance(row, dict):
        for fields in table.keys:
            values = [str(row.get(field) if row.get(field) is not None else "").strip() for field in fields]
            if all(values):
                return " ".join(values)
    return None


def _normal(code: str, row: Row) -> Row:
    """A row with its label by language, its validity and its status; the source's own row stands beside."""
    label: dict[str, str] = {}
    for tag, fields in _LABELS.items():
        texts = (" ".join(str(row.get(field) or "").split()) for field in fields)
        if text := next((t for t in texts if t and not t.lower().startswith(PLACEHOLDER)), None):
            label[tag] = text
    valid_from = day(row.get("validFrom") or row.get("gyldigFoM"))
    valid_to = day(row.get("validTo") or row.get("gyldigToM"))
    expired = row.get("expired") in {"Ja", "J", True} or (valid_to is not None and valid_to < _today())
    known = expired or "expired" in row or "validTo" in row
    return {
        "code": code,
        "label": label,
        "validFrom": valid_from,
        "validTo": valid_to,
        "status": "expired" if expired else "current" if known else "unknown",
        "row": row,
    }


def _today() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()
