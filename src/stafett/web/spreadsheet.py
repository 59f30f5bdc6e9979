"""A list as CSV for spreadsheets: in the reader's language, and with no cell that runs as a formula.

The built `.csv` is the lossless file for programs. This one is for people: a byte order mark and semicolons,
as Excel in Norwegian expects, and an apostrophe before a cell that a spreadsheet would run (OWASP, CSV
injection): one that begins with `=`, `+`, `-`, `@`, tab or return.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from stafett.languages import Text
from stafett.web.listdata import Code, CodeListPage
from stafett.web.pagedata import Texts
from stafett.web.validity import validity_on

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "nb": ("Kode", "Etikett", "Språk", "Forklaring", "Gyldig fra", "Gyldig til", "Status", "Sikkerhet",
           "Kilde", "Lest", "Identifikator"),
    "nn": ("Kode", "Etikett", "Språk", "Forklaring", "Gyldig frå", "Gyldig til", "Status", "Tryggleik",
           "Kjelde", "Lesen", "Identifikator"),
    "en": ("Code", "Label", "Language", "Explanation", "Valid from", "Valid to", "Status", "Certainty",
           "Source", "Read", "Identifier"),
}  # fmt: skip
_ON_DAY: Final = {"nb": "Gyldig {day}", "nn": "Gyldig {day}", "en": "Valid on {day}"}
_VALIDITY: Final = {
    "nb": {"valid": "gyldig", "notValid": "ikke gyldig", "unknown": "ukjent"},
    "nn": {"valid": "gyldig", "notValid": "ikkje gyldig", "unknown": "ukjend"},
    "en": {"valid": "valid", "notValid": "not valid", "unknown": "unknown"},
}


def harmless(cell: str) -> str:
    """The cell as it can be opened: an apostrophe first where a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


def spreadsheet(page: CodeListPage, codes: Iterable[Code], language: str, day: str | None) -> bytes:
    """Codes of a list as CSV for people.

    Args:
        page: the list, for its extra columns.
        codes: those to write.
        language: nb, nn or en.
        day: adds a column that says which codes were valid that day.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")

    def write(cells: Sequence[str]) -> None:
        writer.writerow([harmless(cell) for cell in cells])

    extra = [_best(column["title"], language)[1] for column in page["columns"]]
    on_day = [_ON_DAY[language].format(day=day)] if day else []
    write([*_HEADINGS[language], *extra, *on_day])
    for code in codes:
        tag, label = _best(code["label"], language)
        values = [
            ", ".join(value["text"] for value in code["extra"].get(column["slot"], []))
            for column in page["columns"]
        ]
        valid = [_VALIDITY[language][validity_on(code, day)]] if day else []
        write(
            [
                code["notation"],
                label,
                tag,
                _best(code["definition"], language)[1],
                code["validFrom"] or "",
                code["validTo"] or "",
                code["status"],
                code["certainty"],
                "; ".join(source["url"] or "" for source in code["sources"]),
                code["read"] or "",
                code["iri"],
                *values,
                *valid,
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def _best(texts: Texts, language: str) -> tuple[str, str]:
    return Text.of(texts).best(language) or ("", "")
