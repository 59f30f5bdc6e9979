"""Page data of the changes in code lists: what sources date, and what replaced what.

Nothing here comes from a clock. `known` is the day we read of the change, `date` the day it took or takes
effect where the source says so. The newest reading comes first, and equals come in a fixed order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from stafett.codes.identity import grep_iri
from stafett.codes.lists import Code, CodeList
from stafett.codes.replacements import ReplacementGraph


def code_change_data(lists: Mapping[str, CodeList], graph: ReplacementGraph) -> list[dict[str, Any]]:
    """Return all changes, each with a key that never changes, the newest first."""
    found = [change for code_list in lists.values() for change in _of_list(code_list)]
    found += _replaced(lists, graph)
    by_key = {change["key"]: change for change in found}
    ordered = sorted(by_key.values(), key=lambda change: str(change["key"]))
    return sorted(ordered, key=lambda change: (change["known"], change["date"] or ""), reverse=True)


def _of_list(code_list: CodeList) -> Iterator[dict[str, Any]]:
    if code_list.issued:
        key = f"{code_list.scheme}/version/{code_list.version}"
        yield _change(key, "version", code_list, None, code_list.read, code_list.issued)
    for code in code_list.codes:
        for kind, day in (("validFrom", code.valid_from), ("validTo", code.valid_to)):
            if day:
                key = f"{code_list.scheme}/{code.notation}/{kind}/{day.isoformat()}"
                yield _change(key, kind, code_list, code, code.read, day)


def _replaced(lists: Mapping[str, CodeList], graph: ReplacementGraph) -> Iterator[dict[str, Any]]:
    place = {code.iri: (li, code) for li in lists.values() for code in li.codes}
    for step in graph.steps:
        old, new = grep_iri(step.old), grep_iri(step.new)
        if old not in place or step.read is None:
            continue
        code_list, code = place[old]
        key = f"{code_list.scheme}/{code.notation}/replaced/{step.new}"
        yield {**_change(key, "replaced", code_list, code, step.read, None), "to": new}


def _change(
    key: str, kind: str, code_list: CodeList, code: Code | None, known: date, day: date | None
) -> dict[str, Any]:
    return {
        "key": key,
        "kind": kind,
        "scheme": code_list.scheme,
        "notation": code.notation if code else None,
        "version": code_list.version,
        "known": known.isoformat(),
        "date": day.isoformat() if day else None,
        "to": None,
    }
