"""SSB Klass: classifications with their versions, codes by language, and correspondence tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from stafett.codes.sources.http import Client
from stafett.codes.sources.snapshot import Fault, Row, SourceInfo, Workspace, day
from stafett.errors import StafettError

INFO: Final = SourceInfo(
    name="klass",
    title="Klass",
    publisher="Statistisk sentralbyrå",
    base="https://data.ssb.no/api/klass/v1",
    licence=None,
    licence_note="The licence was not read with the data; see the terms of SSB before publishing.",
)

CLASSIFICATIONS: Final = {
    "36": "NUS2000",
    "91": "Land",
    "104": "Fylkesinndeling",
    "131": "Kommuneinndeling",
    "139": "ISCED 2011 nivå",
    "140": "ISCED 2011 oppnådd",
    "141": "ISCED-F 2013",
    "764": "Rettstype ved inntak",
    "765": "Elevstatus",
    "768": "Prøvekandidattype",
    "769": "Kontraktstype",
    "781": "Bevistype",
    "791": "Utveksling",
    "792": "Datakilde",
    "793": "Eierforhold",
    "797": "TAF/YSK",
    "798": "Utdanningstype",
    "887": "Heltid/deltid",
    "889": "Fullførtkode",
    "906": "Prøvestatus",
    "908": "Fullførtkode detaljert",
    "909": "VG utdanningsprogram",
}
"""The classifications that concern results, competence and transitions, by their id in Klass."""

LANGUAGES: Final = ("nb", "nn", "en")

Step = Callable[[str, int, int | None], None]


def pull(
    workspace: Workspace, client: Client, *, only: tuple[str, ...] = (), step: Step = lambda *_: None
) -> Path:
    """Pull classifications into a new snapshot and return its folder.

    Raises:
        StafettError: the service cannot be read, or answers in a form we do not know.
    """
    correspondences: dict[str, Row] = {}
    versions: list[Row] = []
    wanted = only or tuple(CLASSIFICATIONS)
    for count, number in enumerate(wanted, start=1):
        step("classifications", count, len(wanted))
        head = _get(workspace, client, f"classifications/{number}", "versions")
        codes: list[Row] = []
        for link in head["versions"]:
            version, found = _version(workspace, client, number, _id_of(link))
            for table in version.pop("tables"):
                correspondences.setdefault(table, _correspondence(workspace, client, table))
            versions.append(version | {"classification": number, "classificationName": head.get("name")})
            codes += found
        codes.sort(key=lambda row: (row["version"], row["code"]))
        workspace.write(f"codes-{number}", codes)
    versions.sort(key=lambda row: (int(row["classification"]), row["code"]))
    workspace.write("versions", versions)
    workspace.write("correspondences", [row for _, row in sorted(correspondences.items())])
    workspace.tally.refuse_if_broken("Klass")
    return workspace.finish()


def _get(ws: Workspace, client: Client, path: str, field: str, language: str = "nb") -> dict[str, Any]:
    key = f"{path}?language={language}"
    answer = ws.once(key, client.url(key), lambda: client.json(path, {"language": language}))
    if not isinstance(answer, dict) or not isinstance(answer.get(field), list):
        raise StafettError(
            f"{client.url(key)} has no list «{field}»",
            hint="The service has changed. No snapshot was made; earlier ones stand.",
        )
    return answer


def _id_of(entry: Any) -> str:
    """The number last in an entry's own address; the host in it may be another than the one we asked."""
    links = entry.get("_links", {}) if isinstance(entry, dict) else {}
    number = str(links.get("self", {}).get("href", "")).rstrip("/").rpartition("/")[2]
    if not number.isdigit():
        raise StafettError("Klass gives an entry without an address of its own")
    return number


def _version(ws: Workspace, client: Client, number: str, version: str) -> tuple[Row, list[Row]]:
    """A version, and its codes with the labels of every language in which Klass has them."""
    by_code: dict[str, Row] = {}
    head: dict[str, Any] = {}
    for language in LANGUAGES:
        answer = _get(ws, client, f"versions/{version}", "classificationItems", language)
        head = head or answer
        for item in answer["classificationItems"]:
            _take(ws, by_code, item, language, f"{number}/{version}")
    period = {"validFrom": day(head.get("validFrom")), "validTo": day(head.get("validTo"))}
    for row in by_code.values():
        row |= {"version": version, **period, "status": "expired" if period["validTo"] else "current"}
    tables = [_id_of(table) for table in head.get("correspondenceTables") or []]
    return {"code": version, "name": head.get("name"), "tables": tables, **period}, list(by_code.values())


def _take(ws: Workspace, by_code: dict[str, Row], item: Any, language: str, where: str) -> None:
    code = str(item.get("code") or "") if isinstance(item, dict) else ""
    name = str(item.get("name") or "") if isinstance(item, dict) else ""
    if language == "nb":
        ws.tally.read += 1
        if not code:
            ws.tally.faults.append(Fault(where, "no-code", "an item has no code", skipped=True, where=where))
            return
        if code in by_code:
            detail = (
                f"the code comes twice: «{by_code[code]['label'].get('nb')}» and «{name}»; the first is kept"
            )
            ws.tally.faults.append(Fault(code, "duplicate", detail, skipped=True, where=where))
            return
        by_code[code] = {
            "code": code,
            "label": {},
            "level": str(item.get("level") or ""),
            "parent": str(item.get("parentCode") or "") or None,
        }
    # Klass gives the bokmål name where it has no other; only what differs is a text in that language.
    if code in by_code and name and (language == "nb" or name != by_code[code]["label"].get("nb")):
        by_code[code]["label"].setdefault(language, name)


def _correspondence(ws: Workspace, client: Client, table: str) -> Row:
    answer = _get(ws, client, f"correspondencetables/{table}", "correspondenceMaps")
    pairs = [
        {"source": str(m.get("sourceCode") or ""), "target": str(m.get("targetCode") or "")}
        for m in answer["correspondenceMaps"]
        if isinstance(m, dict)
    ]
    whole = [p for p in pairs if p["source"] and p["target"]]
    if len(whole) < len(pairs):
        detail = f"{len(pairs) - len(whole)} of {len(pairs)} pairs lack one of their codes"
        ws.tally.faults.append(Fault(table, "half-pair", detail, where=f"correspondencetables/{table}"))
    row: Row = {"code": table, "name": answer.get("name"), "pairs": whole}
    return row | {k: answer[k] for k in ("source", "target", "sourceId", "targetId") if k in answer}
