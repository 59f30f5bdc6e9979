"""Reading code lists: `{scheme}.yaml` says what a list is, `{scheme}.csv` holds its codes.

Every fault names file and line: a code given twice, a source that is not listed, a date that is none,
a cell that looks like a personal number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from stafett.codes.lists import CERTAINTIES, STATUSES, Code, CodeList, Column, Source
from stafett.errors import Location, SourceError
from stafett.fields import Fields
from stafett.iris import Iris
from stafett.languages import LANGUAGES, Text
from stafett.personal import holds_personal_number
from stafett.yamlfile import YamlFile, read_yaml

COLUMNS = (
    "notation", "label_nb", "label_nn", "label_en", "label_se", "definition_nb", "definition_nn",
    "definition_en", "note_nb", "note_nn", "note_en", "valid_from", "valid_to", "status", "certainty",
    "source", "read", "own_translation",
)  # fmt: skip
"""The columns every list has, in this order; a list's own columns and `iri` follow."""

NO_LISTS = frozenset({"sources.yaml", "deviations.yaml", "gaps.yaml"})
"""The YAML files of the folder that describe no list."""

_TAGS = (*LANGUAGES, "se")


def read_code_lists(folder: Path, iris: Iris) -> dict[str, CodeList]:
    """Read all lists of a folder, by scheme.

    Raises:
        SourceError: naming file, line and what was expected.
    """
    sources = read_sources(folder / "sources.yaml", iris)
    files = sorted(f for f in folder.glob("*.yaml") if f.name not in NO_LISTS)
    found = {f.stem: _read_list(f, sources, iris) for f in files}
    _check_references(found)
    return found


def read_sources(file: Path, iris: Iris) -> dict[str, Source]:
    """Read the sources that code lists refer to by key."""
    parsed = read_yaml(file)
    return {str(key): _source(parsed, str(key), iris) for key in parsed.data or {}}


def _source(parsed: YamlFile, key: str, iris: Iris) -> Source:
    get = Fields(parsed, (key,))
    return Source(
        key=key,
        iri=iris.thing("source", key),
        title=get.text("title"),
        url=get.string("url"),
        publisher=get.text("publisher"),
        published=get.optional_date("published"),
        licence=get.optional("licence"),
        licence_note=get.text("licence_note", required=False),
        attribution=get.optional("attribution"),
        read=get.date("read"),
    )


def _read_list(file: Path, sources: Mapping[str, Source], iris: Iris) -> CodeList:
    parsed = read_yaml(file)
    get = Fields(parsed)
    scheme = get.string("scheme")
    if scheme != file.stem:
        raise get.fault("scheme", f"The scheme is «{scheme}», but the file is named {file.name}")
    key = get.string("source")
    if key not in sources:
        raise get.fault("source", f"The source «{key}» is not in sources.yaml")
    if not isinstance(parsed.data.get("complete"), bool):
        raise get.fault("complete", "«complete» must be true or false")
    owner = Fields(parsed, ("owner",)) if isinstance(parsed.data.get("owner"), dict) else None
    if owner is None:
        raise get.fault("owner", "«owner» must be a mapping with name")
    total = parsed.data.get("total")
    if isinstance(total, bool) or not isinstance(total, int | None) or (total is not None and total < 0):
        raise get.fault("total", f"«total» is «{total}», but must be a whole number from 0 up")
    columns = (
        tuple(_column(parsed, name) for name in get.within("columns").data) if "columns" in get.data else ()
    )
    codes = tuple(_rows(file.with_suffix(".csv"), parsed.data, columns, sources, iris))
    return CodeList(
        scheme=scheme,
        iri=iris.scheme(scheme),
        title=get.text("title"),
        description=get.text("description"),
        owner=owner.text("name"),
        agent=iris.thing("agent", owner.string("agent")),
        homepage=owner.optional("homepage"),
        origin=get.string("origin"),
        version=get.string("version"),
        issued=get.optional_date("issued"),
        source=sources[key],
        read=get.date("read"),
        licence=get.optional("licence"),
        licence_note=get.text("licence_note", required=get.optional("licence") is None),
        complete=parsed.data["complete"],
        total=total,
        concept_type=get.optional("concept_type"),
        columns=columns,
        codes=codes,
        levels=_levels(get, columns),
    )


def _levels(get: Fields, columns: tuple[Column, ...]) -> tuple[str, ...]:
    levels = get.data.get("levels") or []
    known = [column.name for column in columns if column.scheme]
    if not isinstance(levels, list) or any(level not in known for level in levels):
        raise get.fault("levels", f"«levels» must be a list of columns that hold codes: {', '.join(known)}")
    return tuple(levels)


def _column(parsed: YamlFile, name: str) -> Column:
    get = Fields(parsed, ("columns", name))
    kind = get.string("kind")
    if kind not in {"code", "literal"}:
        raise get.fault("kind", f"The column «{name}» has kind «{kind}», but must have code or literal")
    level = get.data.get("level")
    if level is not None and (kind != "code" or not isinstance(level, int) or level < 1):
        raise get.fault("level", f"«level» is «{level}», but must be a number from 1, on a column of codes")
    return Column(name, get.string("slot"), get.string("scheme") if kind == "code" else None, level)


def _rows(
    file: Path,
    head: Mapping[str, Any],
    columns: tuple[Column, ...],
    sources: Mapping[str, Source],
    iris: Iris,
) -> Iterator[Code]:
    if not file.is_file():
        raise SourceError(
            f"There is no {file.name} beside {file.with_suffix('.yaml').name}", where=Location(file)
        )
    expected = [*COLUMNS, *(c.name for c in columns)]
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as fault:
        raise SourceError(f"The file is not UTF-8 (byte {fault.start})", where=Location(file)) from None
    with io.StringIO(text, newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, [])
        if header[: len(expected)] != expected or header[len(expected) :] not in ([], ["iri"]):
            text = f"The columns are {','.join(header)}; expected {','.join(expected)}"
            raise SourceError(text, where=Location(file, 1))
        seen: dict[str, int] = {}
        for cells in reader:
            where = Location(file, reader.line_num)
            if len(cells) != len(header):
                raise SourceError(f"The row has {len(cells)} cells; expected {len(header)}", where=where)
            row = dict(zip(header, (c.strip() for c in cells), strict=True))
            if row["notation"] in seen:
                text = f"The code «{row['notation']}» is already on line {seen[row['notation']]}"
                raise SourceError(
                    text, where=where, hint="A code stands once in a list; remove one of the rows."
                )
            seen[row["notation"]] = reader.line_num
            yield _code(row, where, head, columns, sources, iris)


def _code(
    row: Mapping[str, str],
    where: Location,
    head: Mapping[str, Any],
    columns: tuple[Column, ...],
    sources: Mapping[str, Source],
    iris: Iris,
) -> Code:
    if not row["notation"]:
        raise SourceError("The row has no notation", where=where)
    _refuse_personal_numbers(row, where)
    for name, allowed in (("status", STATUSES), ("certainty", CERTAINTIES)):
        if row[name] not in allowed:
            raise SourceError(
                f"«{name}» is «{row[name]}», but must be one of {', '.join(allowed)}", where=where
            )
    if not row["label_nb"] and row["certainty"] != "codeOnly":
        raise SourceError("A code without a label must have certainty codeOnly", where=where)
    if unknown := set(row["own_translation"].split()) - set(_TAGS):
        text = f"«own_translation» is «{' '.join(sorted(unknown))}», but must be among {' '.join(_TAGS)}"
        raise SourceError(text, where=where)
    keys = [k.strip() for k in row["source"].split(";") if k.strip()]
    for key in keys or [""]:
        if key not in sources:
            raise SourceError(f"The source «{key}» is not in sources.yaml", where=where)
    notation = row["notation"]
    pattern = row.get("iri") or str(head.get("iri") or iris.scheme(str(head["scheme"])) + "/{notation}")
    see_also = head.get("see_also")
    valid_from, valid_to = (_date(row[name], where, name) for name in ("valid_from", "valid_to"))
    if valid_from and valid_to and valid_to < valid_from:
        raise SourceError("«valid_to» is before «valid_from»", where=where)
    read = _date(row["read"], where, "read")
    if read is None:
        raise SourceError("«read» is missing: the date the source was read", where=where)
    return Code(
        notation=notation,
        iri=iris.expand(pattern.replace("{notation}", quote(notation, safe="-._~"))),
        label=_text(row, "label", _TAGS),
        definition=_text(row, "definition", LANGUAGES),
        note=_text(row, "note", LANGUAGES),
        valid_from=valid_from,
        valid_to=valid_to,
        status=row["status"],
        certainty=row["certainty"],
        sources=tuple(sources[k] for k in keys),
        read=read,
        own_translation=tuple(row["own_translation"].split()),
        see_also=str(see_also).replace("{notation}", notation) if see_also and not row.get("iri") else None,
        extra={c.name: row[c.name] for c in columns if row[c.name]},
        where=where,
    )


def _text(row: Mapping[str, str], field: str, tags: tuple[str, ...]) -> Text:
    return Text.of({tag: row[f"{field}_{tag}"] for tag in tags})


def _date(cell: str, where: Location, name: str) -> date | None:
    try:
        found = date.fromisoformat(cell) if cell else None
    except ValueError:
        found = None
    # Python also reads 20260801 and 2026-W31-6, which no one who reads the file would expect.
    if cell and (found is None or found.isoformat() != cell):
        raise SourceError(f"«{name}» is «{cell}», but must be a date, YYYY-MM-DD", where=where)
    return found


def _refuse_personal_numbers(row: Mapping[str, str], where: Location) -> None:
    for name, cell in row.items():
        if holds_personal_number(cell):
            raise SourceError(
                f"The cell «{name}» holds what looks like a personal number",
                where=where,
                hint="No personal data may stand in a code list. Remove it.",
            )


def _check_references(lists: Mapping[str, CodeList]) -> None:
    """Every value of a column that refers to another list of ours must be a code of that list."""
    for code_list in lists.values():
        for column in code_list.columns:
            target = lists.get(column.scheme or "")
            if target is None:
                continue  # a literal, or an enumeration of the model, which the build checks
            known = target.by_notation()
            for code in code_list.codes:
                value = code.extra.get(column.name)
                if value and value not in known:
                    text = f"«{column.name}» is «{value}», which is no code of {column.scheme}"
                    raise SourceError(text, where=code.where)
