"""A synthetic dump of Grep in JSON-LD, of the size and shape of the real one, made from real answers.

The real dump has some 46 000 items and 1.2 million triples. How many there are of each type is set here from
VIGO's row counts of the same tables (notes on code lists, section 2.1) where there are any, and estimated
where there are none. Every item is a copy of a real answer of its type under a code of its own; references
are addresses alone, as in Udir's own JSON-LD examples. Subject codes replace each other in chains.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bench.timing import ROOT

SHARED: Final = ROOT.parent / "shared" / "data" / "grep"
FULL: Final = 46_000
GREP: Final = "http://psi.udir.no/kl06/"
CHAIN: Final = 5
"""How many subject codes in a row replace each other."""

MIX: Final = {
    "kompetansemaal_lk20": ("KM{}", 15_800),
    "kompetansemaal": ("K{}", 15_000),
    "fagkode": ("{}{:04}", 7_000),
    "opplaeringsfag": ("{}Z{:02}", 2_600),
    "kompetansemaalsett_lk20": ("KV{}", 1_400),
    "kompetansemaalsett": ("KMS{}", 1_360),
    "kjerneelement_lk20": ("KE{}", 1_000),
    "programomraade": ("{}{}----", 700),
    "laereplan": ("{}{}-{:02}", 617),
    "laereplan_lk20": ("{}{:02}-{:02}", 515),
}
"""The types that make up the dump: the form of their codes, and how many of each there are."""

_CONTEXT: Final = {
    "@vocab": "http://psi.udir.no/ontologi/kl06/",
    "uriId": "@id",
    "uri": {"@type": "@id"},
    "url-data": {"@type": "@id"},
    "grepType": "@type",
    "grep-type": {"@type": "@id"},
    "verdi": "@value",
    "spraak": "@language",
    "status": {"@type": "@id"},
}


def write_dump(file: Path, items: int = FULL, seed: int = 0) -> int:
    """Write a dump of about so many items; return how many.

    Args:
        file: the zip to write.
        items: how many; the mix of types is that of the full size.
        seed: shifts which real answer each item is a copy of.

    Raises:
        FileNotFoundError: the real answers are not there.
    """
    count = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for kind, (_, share) in MIX.items():
            templates = list(_templates(kind))
            number = max(1, round(share * items / FULL))
            for n in range(number):
                item = _copy(templates[(n + seed) % len(templates)], kind, n, number)
                archive.writestr(f"{kind}/{item['kode']}.jsonld", json.dumps(item, ensure_ascii=False))
                count += 1
    return count


def code_of(kind: str, n: int) -> str:
    """The code of the n-th item of a type, in the form of the type."""
    letters = "".join(chr(65 + n // 26**place % 26) for place in range(3))
    form = MIX[kind][0]
    if kind == "fagkode":
        return form.format("".join(chr(65 + n // CHAIN // 26**p % 26) for p in range(3)), n)
    if kind == "opplaeringsfag":
        return form.format(letters + str(n % 9 + 1), n % 100)
    if kind == "programomraade":
        return form.format("HS" + letters, n % 3 + 1)
    if kind == "laereplan":
        return form.format(letters, n % 9 + 1, n % 100)
    if kind == "laereplan_lk20":
        return form.format(letters, n % 99 + 1, n % 100)
    return form.format(n + 1)


def _templates(kind: str) -> Iterator[dict[str, Any]]:
    folder = SHARED / "grep-sdk" / "data"
    for file in sorted(folder.glob("*.json")):
        found = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(found, dict) and str(found.get("grep-type", "")).endswith(f"/{kind}"):
            yield {key: _lean(value) for key, value in found.items()}


def _lean(value: Any) -> Any:
    """A value as in Udir's JSON-LD examples: a reference is an address alone, everything else as it was."""
    if isinstance(value, dict):
        if "uri" in value:
            return {"uriId": value["uri"]}
        if isinstance(value.get("referanse"), dict):
            return {"uriId": value["referanse"]["uri"]}
        return {key: _lean(inner) for key, inner in value.items()}
    # Old curricula and tags refer to hundreds of things each; the real dump has few such, so they are cut.
    return [_lean(inner) for inner in value[:12]] if isinstance(value, list) else value


def _copy(template: dict[str, Any], kind: str, n: int, number: int) -> dict[str, Any]:
    code = code_of(kind, n)
    collection = str(template["url-data"]).split("/")[-2]
    head = {
        "@context": _CONTEXT,
        "grepType": f"http://psi.udir.no/ontologi/kl06/{kind}",
        "uriId": GREP + code,
    }
    own = {
        "kode": code,
        "uri": GREP + code,
        "url-data": f"https://data.udir.no/kl06/v201906/{collection}/{code}",
        "id": f"uuid:{n:08x}-0000-4000-8000-{len(kind):012x}",
    }
    item = {**head, **template, **own}
    if kind == "fagkode":
        ends = n % CHAIN == CHAIN - 1 or n + 1 >= number
        item["erstattes-av"] = [] if ends else [{"uriId": GREP + code_of(kind, n + 1)}]
        item["erstatter"] = []
    return item
