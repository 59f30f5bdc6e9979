"""NSR, the national register of schools: units with organisation number, place and what kind of school."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from stdnum.no import orgnr

from stafett.codes.sources.http import Client
from stafett.codes.sources.snapshot import Fault, Row, SourceInfo, Workspace
from stafett.errors import StafettError

INFO: Final = SourceInfo(
    name="nsr",
    title="Nasjonalt skoleregister (NSR)",
    publisher="Utdanningsdirektoratet",
    base="https://data-nsr.udir.no/v4",
    licence=None,
    licence_note="The licence was not read with the data; see Udir's terms before publishing.",
)
PAGE: Final = 1000
PAGES: Final = 100

_FLAGS: Final = {
    "isSchool": "ErSkole",
    "isPrimary": "ErGrunnSkole",
    "isUpperSecondary": "ErVideregaaendeSkole",
    "isPublic": "ErOffentligSkole",
    "isPrivate": "ErPrivatSkole",
}

Step = Callable[[str, int, int | None], None]


def pull(
    workspace: Workspace, client: Client, *, only: tuple[str, ...] = (), step: Step = lambda *_: None
) -> Path:
    """Pull the units into a new snapshot and return its folder; `only` is there for likeness and not used.

    Raises:
        StafettError: the register cannot be read, or answers in a form we do not know.
    """
    del only
    units: dict[str, Row] = {}
    page, last = 1, 1
    before: list[str] = []
    while page <= min(last, PAGES):
        params = {"sidenummer": page, "antallPerSide": PAGE}
        address = client.url(f"enheter?sidenummer={page}&antallPerSide={PAGE}")
        answer = workspace.once(
            f"enheter/{page}",
            address,
            lambda params=params: client.json("enheter", params),  # type: ignore[misc]
        )
        entries, last = _page(answer, address)
        numbers = [str(e.get("Organisasjonsnummer")) for e in entries if isinstance(e, dict)]
        if numbers and numbers == before:
            workspace.forget("enheter/")
            raise StafettError(f"{address} repeats page {page - 1}", hint="Pull again later.")
        before = numbers
        for entry in entries:
            _take(workspace, units, entry, f"page {page}")
        step("enheter", page, last)
        page += 1
    workspace.tally.refuse_if_broken("NSR")
    workspace.write("enheter", [units[number] for number in sorted(units)])
    return workspace.finish()


def _page(answer: Any, address: str) -> tuple[list[Any], int]:
    units = answer.get("EnhetListe") if isinstance(answer, dict) else None
    pages = answer.get("AntallSider") if isinstance(answer, dict) else None
    if not isinstance(units, list) or not isinstance(pages, int):
        raise StafettError(
            f"{address} has no «EnhetListe» and «AntallSider»",
            hint="The register has changed. No snapshot was made; earlier ones stand.",
        )
    return units, pages


def _take(ws: Workspace, units: dict[str, Row], entry: Any, where: str) -> None:
    ws.tally.read += 1
    number = str(entry.get("Organisasjonsnummer") or "") if isinstance(entry, dict) else ""
    if not orgnr.is_valid(number):
        fault = Fault(
            number or where, "org-number", "no valid organisation number", skipped=True, where=where
        )
        ws.tally.faults.append(fault)
    elif number in units:
        ws.tally.faults.append(Fault(number, "repeated", "the unit comes twice", skipped=True, where=where))
    else:
        flags = {name: entry[field] for name, field in _FLAGS.items() if field in entry}
        active = entry.get("ErAktiv")
        units[number] = {
            "code": number,
            "label": {"nb": str(entry.get("Navn") or "").strip()},
            "county": entry.get("Fylkesnummer"),
            "municipality": entry.get("Kommunenummer"),
            "status": "unknown" if active is None else "current" if active else "expired",
            **flags,
        }
