"""Page data of what the codes of each list lack: labels, status, validity, certainty. Counted, not told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stafett.codes.lists import CodeList
from stafett.languages import LANGUAGES

COUNTS = ("noLabel", "inferred", "unknownStatus", "noValidity", *(f"no_{tag}" for tag in LANGUAGES))
"""What is counted of each list."""


def code_gap_data(lists: Mapping[str, CodeList]) -> list[dict[str, Any]]:
    """Return every list of others that lacks something, those known to be incomplete first."""
    shown = [_lacks(code_list) for code_list in lists.values() if not code_list.is_enumeration]
    ordered = sorted(shown, key=lambda entry: (entry["complete"], entry["scheme"]))
    return [e for e in ordered if not e["complete"] or any(e["counts"][c] for c in COUNTS)]


def _lacks(code_list: CodeList) -> dict[str, Any]:
    codes = code_list.codes
    counts = {
        "noLabel": sum(not code.label for code in codes),
        "inferred": sum(code.certainty == "inferred" for code in codes),
        "unknownStatus": sum(code.status == "unknown" for code in codes),
        "noValidity": sum(not code.valid_from and not code.valid_to for code in codes),
    }
    counts |= {f"no_{tag}": sum(code.label.get(tag) is None for code in codes) for tag in LANGUAGES}
    return {
        "scheme": code_list.scheme,
        "title": code_list.title.as_dict(),
        "origin": code_list.origin,
        "known": len(codes),
        "total": code_list.total,
        "complete": code_list.complete,
        "read": code_list.read.isoformat(),
        "counts": counts,
    }
