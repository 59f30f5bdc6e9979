"""A snapshot into `codes/`: what was pulled becomes lists of the product, for a person to look through.

Nothing of ours is lost: a code that the source no longer has stays, our own columns, notes, definitions and
translations stay, and only what the source says itself is taken from it.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from stafett.codes import gaps
from stafett.codes.reader import COLUMNS, read_code_lists
from stafett.codes.replacements import COLUMNS as STEP_COLUMNS
from stafett.codes.replacements import read_replacements
from stafett.codes.sources import heads, promoted
from stafett.codes.sources.heads import Origin
from stafett.codes.sources.relations import replacements_of
from stafett.codes.sources.snapshot import Row, read_provenance, read_tables
from stafett.errors import StafettError
from stafett.iris import PLACEHOLDER, Iris
from stafett.languages import LANGUAGES
from stafett.personal import holds_personal_number
from stafett.yamlfile import read_yaml

TAGS: Final = (*LANGUAGES, "se")


@dataclass
class Report:
    """What a promotion did: codes new, changed and kept by list, and codes left out with the reason."""

    lists: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    left_out: list[tuple[str, str, str]] = field(default_factory=list)
    tables_left: list[str] = field(default_factory=list)
    steps: int = 0


def promote(folder: Path, codes: Path, only: Iterable[str] = ()) -> Report:
    """Write the tables of a snapshot into the lists below `codes`.

    Args:
        folder: a snapshot of Grep or VIGO.
        codes: the folder `codes/` of the repository.
        only: tables to take; all that are code lists by default.

    Raises:
        StafettError: the snapshot is of another source, was tampered with, or lacks a wanted table, or the
            lists could not be read as they would be. Nothing is written then.
    """
    origin = _origin(folder)
    wanted = set(only)
    tables = {name: rows for name, rows in read_tables(folder) if not wanted or name in wanted}
    if missing := sorted(wanted - set(tables)):
        raise StafettError(f"The snapshot {folder} has no table {', '.join(missing)}")
    report = Report()
    files: dict[Path, str] = {}
    for table, rows in sorted(tables.items()):
        if target := promoted.list_for(origin.name, table):
            files |= _list(codes, origin, table, rows, target, report)
        else:
            report.tables_left.append(table)
    files[codes / "sources.yaml"] = heads.with_source(codes / "sources.yaml", origin)
    if steps := _steps(codes, origin, tables, report):
        files[codes / "replacements.csv"] = steps
    files[codes / gaps.FILE] = gaps.without(codes / gaps.FILE, report.lists)
    _try(codes, files)
    for file, text in files.items():
        file.write_text(text, encoding="utf-8")
    return report


def _try(codes: Path, files: Mapping[Path, str]) -> None:
    """Read the lists as they would be, in a copy, so that a fault leaves `codes` as it was."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "codes"
        shutil.copytree(codes, copy)
        for file, text in files.items():
            (copy / file.name).write_text(text, encoding="utf-8")
        lists = read_code_lists(copy, Iris(PLACEHOLDER.rstrip("/")))
        gaps.read_gaps(copy / gaps.FILE, lists)
        read_replacements(copy / "replacements.csv", read_yaml(copy / "sources.yaml").data)


def _origin(folder: Path) -> Origin:
    found = read_provenance(folder)
    name = str(found["source"]["name"])
    if name not in promoted.SOURCES:
        raise StafettError(
            f"{folder} is a snapshot of {name}, which is no source of code lists",
            hint=f"Those are {' and '.join(promoted.SOURCES)}.",
        )
    day = date.fromisoformat(str(found["started"])[:10])
    return Origin(name, f"{name}-{day.isoformat()}", day, str(found["source"]["base"]))


def _list(
    codes: Path, origin: Origin, table: str, rows: list[Row], target: tuple[str, Any], report: Report
) -> dict[Path, str]:
    scheme, names = target
    head_file, code_file = codes / f"{scheme}.yaml", codes / f"{scheme}.csv"
    head = (
        dict(read_yaml(head_file).data)
        if head_file.is_file()
        else heads.new_head(scheme, origin, table, names)
    )
    header, known = _read_codes(code_file, head)
    new, changed = 0, 0
    for row in rows:
        if holds_personal_number(str(row["code"])) or any(
            holds_personal_number(words) for words in row.get("label", {}).values()
        ):
            report.left_out.append((scheme, row["code"], "it holds what looks like a personal number"))
            continue
        before = known.get(row["code"])
        after = _cells(row, before or dict.fromkeys(header, ""), origin)
        after |= _related(codes, scheme, row, header)
        new += before is None
        changed += before is not None and _said(before) != _said(after)
        known[row["code"]] = after
    report.lists[scheme] = (new, changed, len(known) - new - changed)
    head |= heads.about(origin, table, len(rows), len(known))
    head.pop("total", None)
    if len(known) == len(rows):
        head["total"] = len(rows)
    return {
        head_file: heads.as_yaml(head),
        code_file: _csv(header, [known[code] for code in sorted(known)]),
    }


def _said(cells: Mapping[str, str]) -> dict[str, str]:
    """What a code says, without where and when it was read."""
    return {name: cell for name, cell in cells.items() if name not in {"source", "read", "certainty"}}


def _read_codes(file: Path, head: Mapping[str, Any]) -> tuple[list[str], dict[str, dict[str, str]]]:
    if not file.is_file():
        return [*COLUMNS, *(head.get("columns") or {})], {}
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        return list(reader.fieldnames or COLUMNS), {row["notation"]: dict(row) for row in reader}


def _cells(row: Row, before: Mapping[str, str], origin: Origin) -> dict[str, str]:
    """The cells of a code: the source's labels, validity and status over ours, the rest as it was."""
    label: dict[str, str] = {tag: words for tag, words in row.get("label", {}).items() if tag in TAGS}
    fallback = row.get("labelFallback") if "nb" not in label else None
    cells = dict(before)
    cells["notation"] = row["code"]
    for tag in TAGS:
        cells[f"label_{tag}"] = label.get(tag) or cells.get(f"label_{tag}", "")
    # Grep's default title has no stated language; where there is no other it is taken for Bokmål.
    cells["label_nb"] = cells["label_nb"] or str(fallback or "")
    cells["valid_from"] = row.get("validFrom") or cells.get("valid_from", "")
    cells["valid_to"] = row.get("validTo") or cells.get("valid_to", "")
    stated = row.get("status", "unknown")
    cells["status"] = stated if stated != "unknown" else cells.get("status") or "unknown"
    named = "secondary" if fallback else "verified"
    cells["certainty"] = named if cells["label_nb"] else "codeOnly"
    earlier = [key for key in cells.get("source", "").split(";") if key and key != origin.key]
    cells["source"] = ";".join([origin.key, *earlier])
    cells["read"] = origin.day.isoformat()
    own = set(cells.get("own_translation", "").split()) - set(label)
    cells["own_translation"] = " ".join(tag for tag in TAGS if tag in own)
    return cells


def _related(codes: Path, scheme: str, row: Row, header: list[str]) -> dict[str, str]:
    """Our own columns that a relation of the source fills, where its code is in the list it refers to."""
    found: dict[str, str] = {}
    for column, relation in promoted.COLUMNS.get(scheme, {}).items():
        stated = [r["code"] for r in row.get("relations") or [] if r["property"] == relation and r.get("iri")]
        if len(stated) == 1 and column in header and stated[0] in _notations(codes, scheme, column):
            found[column] = stated[0]
    if scheme == "grep-programomraader":
        found |= {"grep_code": row["code"][:6], "vigo_category": row["code"][6:]}
    return found


def _notations(codes: Path, scheme: str, column: str) -> set[str]:
    target = read_yaml(codes / f"{scheme}.yaml").data["columns"][column].get("scheme")
    return set(_read_codes(codes / f"{target}.csv", {})[1])


def _steps(codes: Path, origin: Origin, tables: Mapping[str, list[Row]], report: Report) -> str | None:
    """The replacements with those that the snapshot states as well; None where it states no new one."""
    file = codes / "replacements.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    known = {(row["old"], row["new"], row["relation"]) for row in rows}
    for table, found in tables.items():
        for step in (s for row in found for s in replacements_of(table, row, origin.key)):
            if (step.old, step.new, step.relation) in known:
                continue
            known.add((step.old, step.new, step.relation))
            report.steps += 1
            cells = (step.old, step.new, step.relation, step.certainty, origin.key, origin.day.isoformat())
            rows.append(dict(zip(STEP_COLUMNS, cells, strict=True)))
    if not report.steps:
        return None
    return _csv(list(STEP_COLUMNS), sorted(rows, key=lambda r: (r["old"], r["new"], r["relation"])))


def _csv(header: list[str], rows: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
