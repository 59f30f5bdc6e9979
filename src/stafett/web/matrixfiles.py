"""The matrix as files: CSV for a spreadsheet in one language, JSON with all three."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from stafett.languages import Text
from stafett.web.matrixdata import Row
from stafett.web.matrixview import Matrix
from stafett.web.pagedata import Shown
from stafett.web.spreadsheet import harmless

COLUMNS = (
    "code", "element", "actor", "receiver", "purpose", "status", "legalBasis", "legalBasisVerified",
    "gdprBasis", "availableFrom", "channel", "allowedAction", "condition", "burdenOnLearner",
    "responsibleActor", "learnerGroup", "validFrom", "validTo", "evidence", "source", "verified", "readOn",
    "reviewedBy", "reviewedOn", "gaps", "identifier",
)  # fmt: skip
"""The columns: the model's own names of the properties, so that the file can be read back."""

_BETWEEN = "; "


def matrix_csv(matrix: Matrix, rows: Iterable[Row], language: str) -> bytes:
    """Return the rows as CSV, UTF-8 with a byte order mark, which spreadsheets need to see that it is."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([harmless(value) for value in _line(matrix, row, language)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _line(matrix: Matrix, row: Row, language: str) -> list[str]:
    def said(text: Mapping[str, str] | str | None) -> str:
        if text is None or isinstance(text, str):
            return text or ""
        best = Text.of(text).best(language)
        return best[1] if best else ""

    def all_of(texts: Iterable[Any]) -> str:
        return _BETWEEN.join(said(text) for text in texts)

    def named(shown: Iterable[Shown]) -> str:
        return all_of(one["text"] for one in shown)

    def one(shown: Shown | None) -> str:
        return said(shown["text"]) if shown else ""

    trigger = row["trigger"]
    return [
        row["code"],
        said(matrix.elements[row["element"]]["title"]),
        said(matrix.actors[row["actor"]]["title"]),
        named(row["receivers"]),
        said(matrix.purposes[row["purpose"]]["title"]),
        said(matrix.statuses[row["status"]]["title"]),
        _BETWEEN.join(basis["identifier"] for basis in row["basis"]),
        _BETWEEN.join(_flag(basis["verified"]) for basis in row["basis"]),
        all_of(row["gdpr"]),
        " ".join(part for part in (said(trigger["text"]), trigger["offset"]) if part) if trigger else "",
        all_of(channel["title"] for channel in row["channels"]),
        all_of(row["actions"]),
        said(row["condition"]),
        _flag(row["burden"]),
        one(row["responsible"]),
        all_of(row["groups"]),
        row["validFrom"] or "",
        row["validTo"] or "",
        said(row["evidence"]),
        _BETWEEN.join(str(source["href"]) for source in row["sources"]),
        _flag(row["verified"]),
        row["readOn"] or "",
        one(row["reviewedBy"]),
        row["reviewedOn"] or "",
        _BETWEEN.join(row["gaps"]),
        row["iri"],
    ]


def _flag(value: bool) -> str:
    return "true" if value else "false"
