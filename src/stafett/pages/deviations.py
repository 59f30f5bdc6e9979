"""Page data of the deviations between lists, and of what is missing from lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from stafett.codes.deviations import Deviation
from stafett.codes.gaps import Gap
from stafett.codes.lists import CodeList
from stafett.iris import Iris

_KINDS = "stafett-avvikstype"
_CERTAINTIES = "stafett-sikkerhet"


def deviation_page_data(
    deviations: Iterable[Deviation], gaps: Iterable[Gap], lists: Mapping[str, CodeList], iris: Iris
) -> dict[str, Any]:
    """Return `{"deviations": […], "gaps": […]}`, each in the order of its file.

    Every label is a mapping of language to text; `href` are paths on this server; dates are ISO.
    """
    return {
        "deviations": [_deviation(d, lists, iris) for d in deviations],
        "gaps": [_gap(g, lists) for g in gaps],
    }


def _deviation(deviation: Deviation, lists: Mapping[str, CodeList], iris: Iris) -> dict[str, Any]:
    a, b = lists[deviation.list_a], lists[deviation.list_b]
    here, there = (b, a) if deviation.kind == "onlyInB" else (a, b)
    return {
        "key": deviation.key,
        "iri": deviation.iri,
        "title": deviation.title.as_dict(),
        "statement": deviation.statement.as_dict(),
        "listA": _list(a),
        "listB": _list(b),
        "kind": _code(lists[_KINDS], deviation.kind),
        "codes": [_code(here, code) for code in deviation.codes],
        "counterparts": {
            code: _code(there, deviation.counterparts.get(code, code))
            for code in deviation.codes
            if not deviation.whole_list and not deviation.kind.startswith("onlyIn")
        },
        "wholeList": deviation.whole_list,
        "evidence": deviation.evidence.as_dict(),
        "sources": [
            {"title": s.title.as_dict(), "url": s.url, "href": s.iri.removeprefix(iris.base)}
            for s in deviation.sources
        ],
        "read": deviation.read.isoformat(),
        "certainty": _code(lists[_CERTAINTIES], deviation.certainty),
        "since": deviation.since.isoformat() if deviation.since else None,
        "reported": deviation.reported.isoformat(),
    }


def _list(code_list: CodeList) -> dict[str, Any]:
    return {
        "scheme": code_list.scheme,
        "iri": code_list.iri,
        "title": code_list.title.as_dict(),
        "href": f"/code/{code_list.scheme}",
    }


def _code(code_list: CodeList, notation: str) -> dict[str, Any]:
    """A code with its label; without label and link where it is no code of the list (a name for the list)."""
    code = code_list.by_notation().get(notation)
    return {
        "notation": notation,
        "label": code.label.as_dict() if code else {},
        "href": f"/code/{code_list.scheme}/{notation}" if code else None,
    }


def _gap(gap: Gap, lists: Mapping[str, CodeList]) -> dict[str, Any]:
    return {
        "scheme": gap.scheme,
        "title": gap.title.as_dict(),
        "href": f"/code/{gap.scheme}" if gap.scheme in lists else None,
        "known": gap.known,
        "total": gap.total,
        "reason": gap.reason,
        "why": gap.why.as_dict(),
        "needed": gap.needed.as_dict(),
        "note": gap.note.as_dict(),
        "command": f"stafett codes pull {gap.pull}" if gap.pull else None,
    }
