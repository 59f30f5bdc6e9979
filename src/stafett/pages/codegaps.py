"""Page data of what the code lists lack: how much of each, why, and what it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stafett.codes.gaps import Gaps
from stafett.codes.lists import CodeList
from stafett.languages import LANGUAGES

COUNTS = ("noLabel", "inferred", "unknownStatus", "noValidity", *(f"no_{tag}" for tag in LANGUAGES))
"""What is counted of each list."""


def code_gap_data(lists: Mapping[str, CodeList], gaps: Gaps) -> dict[str, Any]:
    """Return every list of others that lacks something, those known to be incomplete first, and absent lists.

    Why a list is incomplete stands in its own description, so that it is said in one place.
    """
    others = [code_list for code_list in lists.values() if not code_list.is_enumeration]
    shown = [_lacks(code_list, gaps) for code_list in others]
    ordered = sorted(shown, key=lambda entry: (entry["complete"], entry["scheme"]))
    return {
        "lists": [e for e in ordered if not e["complete"] or any(e["counts"][c] for c in COUNTS)],
        "absent": [
            {
                "scheme": absent.scheme,
                "title": absent.title.as_dict(),
                "owner": absent.owner.as_dict(),
                "why": absent.why.as_dict(),
                "need": absent.need.as_dict(),
            }
            for absent in gaps.absent
            if absent.scheme not in lists
        ],
    }


def _lacks(code_list: CodeList, gaps: Gaps) -> dict[str, Any]:
    codes = code_list.codes
    counts = {
        "noLabel": sum(not code.label for code in codes),
        "inferred": sum(code.certainty == "inferred" for code in codes),
        "unknownStatus": sum(code.status == "unknown" for code in codes),
        "noValidity": sum(not code.valid_from and not code.valid_to for code in codes),
    }
    counts |= {f"no_{tag}": sum(code.label.get(tag) is None for code in codes) for tag in LANGUAGES}
    holes = not code_list.complete or counts["noLabel"] > 0
    need = gaps.need(code_list.scheme, code_list.origin) if holes else None
    return {
        "scheme": code_list.scheme,
        "iri": code_list.iri,
        "title": code_list.title.as_dict(),
        "origin": code_list.origin,
        "owner": code_list.owner.as_dict(),
        "known": len(codes),
        "total": code_list.total,
        "complete": code_list.complete,
        "read": code_list.read.isoformat(),
        "why": code_list.description.as_dict() if not code_list.complete else {},
        "need": need.as_dict() if need else {},
        "counts": counts,
    }
