"""Reading data to validate: RDF in any common format, or JSON and YAML through our JSON-LD context.

pyoxigraph parses everything: it is strict, says where a file breaks, and fetches no remote context.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from stafett.errors import DataError, Location, SourceError
from stafett.model.examples import plain
from stafett.personal import holds_personal_number
from stafett.yamlfile import parse_yaml

RDF_FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
OBJECT_SUFFIXES: Final = (".json", ".yaml", ".yml")
_PLACE = re.compile(r"line (\d+),? column (\d+)")


@dataclass(frozen=True)
class Data:
    """Triples to validate, and the objects they came from where the file was JSON or YAML."""

    file: Path
    triples: frozenset[ox.Triple]
    objects: tuple[Any, ...] | None
    line_of: Callable[[int], int | None]


def read_data(file: Path, context: dict[str, Any]) -> Data:
    """Read one file, by its suffix.

    Args:
        file: .ttl .nt .nq .trig .rdf .xml .jsonld .json .yaml or .yml
        context: our JSON-LD context, for .json, .yaml and .yml; these may hold one object, a list of
            objects, or an example file with the list under `data`.

    Raises:
        DataError: the file is missing, of an unknown kind, or broken; with line and column.
    """
    if not file.is_file():
        raise DataError(f"There is no file {file}")
    suffix = file.suffix.lower()
    if suffix in RDF_FORMATS or suffix in OBJECT_SUFFIXES:
        _refuse_personal_numbers(file)
    if suffix in RDF_FORMATS:
        triples = _parse(file.read_bytes(), RDF_FORMATS[suffix], file)
        return Data(file, triples, None, lambda _: None)
    if suffix in OBJECT_SUFFIXES:
        return _objects(file, context)
    known = " ".join([*RDF_FORMATS, *OBJECT_SUFFIXES])
    raise DataError(f"«{suffix}» is no format we read", where=Location(file), hint=f"Use one of {known}")


def _refuse_personal_numbers(file: Path) -> None:
    """No data about real people may come near this program, not even to be checked."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        if holds_personal_number(line):
            raise DataError(
                "The file holds what looks like a personal number",
                where=Location(file, number),
                hint="Use synthetic persons with a pseudonym, such as synt-0001.",
            )


def _objects(file: Path, context: dict[str, Any]) -> Data:
    text = file.read_text(encoding="utf-8", errors="replace")
    if file.suffix.lower() == ".json":
        try:
            json.loads(text)
        except json.JSONDecodeError as fault:
            place = Location(file, fault.lineno, fault.colno)
            raise DataError(f"This is not valid JSON: {fault.msg}", where=place) from None
    try:
        parsed = parse_yaml(text, file)  # JSON is YAML too, and this way every object has a line
    except SourceError as fault:
        raise DataError(fault.message, where=fault.where) from None
    data = plain(parsed.data)
    nested = isinstance(data, dict) and "data" in data and "type" not in data
    found = data["data"] if nested else data
    items = found if isinstance(found, list) else [found]
    for number, item in enumerate(items):
        if not isinstance(item, dict) or "type" not in item:
            where = parsed.where(*(("data",) if nested else ()), number)
            raise DataError("Each object must be a mapping with a type", where=where)
    document = {**context, "@graph": items}
    triples = _parse(json.dumps(document).encode(), ox.RdfFormat.JSON_LD, file)

    def line_of(number: int) -> int | None:
        path = (*(("data",) if nested else ()), *((number,) if isinstance(found, list) else ()))
        return parsed.where(*path).line

    return Data(file, triples, tuple(items), line_of)


def _parse(content: bytes, form: ox.RdfFormat, file: Path) -> frozenset[ox.Triple]:
    try:
        quads = ox.parse(content, format=form, base_iri="urn:stafett:relative/")
        return frozenset(ox.Triple(q.subject, q.predicate, q.object) for q in quads)
    except (SyntaxError, ValueError) as fault:
        line = getattr(fault, "lineno", None)
        column = getattr(fault, "offset", None)
        message = str(getattr(fault, "msg", fault))
        if line is None and (place := _PLACE.search(message)):
            line, column = int(place[1]), int(place[2])
        raise DataError(
            f"This is not valid {form.name}: {message}", where=Location(file, line, column)
        ) from None
