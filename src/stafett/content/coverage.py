"""Which rows of the sources' checklist are realised, by what, and how well: catalogue/coverage.yaml."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from stafett.errors import Location, SourceError
from stafett.fields import Fields
from stafett.iris import Iris
from stafett.languages import Text
from stafett.rdf import Triples
from stafett.yamlfile import read_yaml

DOCUMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "S0": "samt-bu-case-1",
        "N0": "samt-bu-case-1-2026",
        "S1": "novari-kvalitetssikring",
        "S2": "okm-karriaruppfoljning",
        "S3": "iris-prosjektside",
        "S4": "vigo-opplaring",
    }
)
"""The source document of each series of rows, by slug; N0 is a neighbour and not counted among the rows."""

_ID: Final = re.compile(r"([SN]\d)-\d{1,2}")
_STATUS: Final = {
    "works": "http://purl.org/adms/status/Completed",
    "partial": "http://purl.org/adms/status/UnderDevelopment",
}


@dataclass(frozen=True)
class CoverageRow:
    """One row.

    Attributes:
        identifier: as in the checklist, S0-01.
        series: the source it comes from, S0.
        what: what it is about, in our own words.
        realised_by: IRIs.
        works: false where something is missing.
        reason: what is missing; empty where it works.
    """

    identifier: str
    series: str
    what: Text
    realised_by: tuple[str, ...]
    works: bool
    reason: Text
    where: Location = field(compare=False)

    def iri(self, iris: Iris) -> str:
        """Its identifier on the web."""
        return iris.thing("coverage", self.identifier)


def read_coverage(file: Path, iris: Iris) -> tuple[CoverageRow, ...]:
    """Read the rows, in the order of the file.

    Raises:
        SourceError: naming file and line.
    """
    parsed = read_yaml(file)
    fields = Fields(parsed)
    reasons = fields.within("reasons")
    known = {str(key): reasons.text(str(key)) for key in reasons.data}
    rows = tuple(_row(fields.within("rows", str(key)), str(key), known, iris) for key in fields.data["rows"])
    used = {key for row in rows for key, text in known.items() if row.reason == text}
    if unused := sorted(set(known) - used):
        raise reasons.fault(unused[0], f"No row has the reason «{unused[0]}»")
    return rows


def check_coverage(rows: Collection[CoverageRow], known: Collection[str], base: str) -> None:
    """Check that everything that is to realise a row exists.

    Raises:
        SourceError: for the first that does not, with file and line.
    """
    for row in rows:
        for iri in row.realised_by:
            if iri not in known:
                text = f"{row.identifier} is realised by {iri.removeprefix(base)}, which is described nowhere"
                raise SourceError(text, where=row.where)


def write_coverage(rows: Collection[CoverageRow], iris: Iris) -> Triples:
    """Return the rows as RDF: what each is about, where it is from, what realises it and how far it is."""
    out = Triples(iris)
    for row in rows:
        iri = row.iri(iris)
        out.types(iri, "prov:Entity")
        out.literal(iri, "dct:identifier", row.identifier)
        out.text(iri, "dct:title", row.what)
        out.add(iri, "dct:source", iris.thing("document", DOCUMENTS[row.series]))
        for realised in row.realised_by:
            out.add(iri, "dct:relation", realised)
        out.add(iri, "adms:status", _STATUS["works" if row.works else "partial"])
        out.text(iri, "rdfs:comment", row.reason)
    return out


def _row(fields: Fields, key: str, reasons: Mapping[str, Text], iris: Iris) -> CoverageRow:
    where = fields.parsed.where(*fields.path)
    match = _ID.fullmatch(key)
    if match is None or match[1] not in DOCUMENTS:
        raise SourceError(f"«{key}» is no row of the checklist, such as S0-01", where=where)
    return CoverageRow(
        identifier=key,
        series=match[1],
        what=fields.text("what"),
        realised_by=tuple(_paths(fields, iris)),
        works=_works(fields),
        reason=_reason(fields, reasons),
        where=where,
    )


def _paths(fields: Fields, iris: Iris) -> Iterator[str]:
    paths = fields.data.get("realised_by")
    if not isinstance(paths, list) or not paths:
        raise fields.fault("realised_by", "«realised_by» must be a list of paths, with one at least")
    for path in paths:
        yield f"{iris.base}/{path}"


def _works(fields: Fields) -> bool:
    status = fields.string("status")
    if status not in _STATUS:
        raise fields.fault("status", f"«{status}» is neither works nor partial")
    return status == "works"


def _reason(fields: Fields, reasons: Mapping[str, Text]) -> Text:
    key = fields.optional("reason")
    if (key is None) != (fields.optional("status") == "works"):
        raise fields.fault("reason", "A row that is partial has a reason, and only such a row")
    if key is not None and key not in reasons:
        raise fields.fault("reason", f"There is no reason «{key}»")
    return reasons[key] if key else Text()
