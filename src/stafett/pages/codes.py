"""Page data of the code lists: an index, and one file a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from stafett.codes.lists import Code, CodeList, Column
from stafett.model.elements import Model


def code_page_data(
    model: Model, lists: Mapping[str, CodeList], ages: Mapping[str, str] = MappingProxyType({})
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the index of all lists, and each list in full by scheme.

    Args:
        model: the model, for the names of extra columns.
        lists: all lists.
        ages: of each list and code (`scheme/notation`), the version of the model that was first to have it.
    """
    full = {scheme: _list(model, lists, code_list, ages) for scheme, code_list in lists.items()}
    index = {
        "lists": [
            {k: v for k, v in entry.items() if k not in {"codes", "columns"}} for entry in full.values()
        ]
    }
    return index, full


def _list(
    model: Model, lists: Mapping[str, CodeList], code_list: CodeList, ages: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "scheme": code_list.scheme,
        "iri": code_list.iri,
        "title": code_list.title.as_dict(),
        "description": code_list.description.as_dict(),
        "owner": {"name": code_list.owner.as_dict(), "homepage": code_list.homepage},
        "origin": code_list.origin,
        "version": code_list.version,
        "issued": _iso(code_list.issued),
        "read": code_list.read.isoformat(),
        "source": {"title": code_list.source.title.as_dict(), "url": code_list.source.url},
        "licence": code_list.licence,
        "licenceNote": code_list.licence_note.as_dict() or None,
        "attribution": code_list.source.attribution,
        "known": len(code_list.codes),
        "total": code_list.total,
        "complete": code_list.complete,
        "kind": "enumeration" if code_list.is_enumeration else "list",
        "columns": [
            {"slot": c.slot, "title": _slot_title(model, c), "level": c.level} for c in code_list.columns
        ],
        "addedIn": ages.get(code_list.scheme),
        "codes": [
            {
                **_code(lists, code_list, code),
                "addedIn": ages.get(f"{code_list.scheme}/{code.notation}"),
            }
            for code in code_list.codes
        ],
    }


def _slot_title(model: Model, column: Column) -> dict[str, str]:
    return model.slots[column.slot].title.as_dict()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _code(lists: Mapping[str, CodeList], code_list: CodeList, code: Code) -> dict[str, Any]:
    return {
        "notation": code.notation,
        "iri": code.iri,
        "label": code.label.as_dict(),
        "definition": code.definition.as_dict(),
        "note": code.note.as_dict(),
        "validFrom": _iso(code.valid_from),
        "validTo": _iso(code.valid_to),
        "status": code.status,
        "certainty": code.certainty,
        "sources": [{"title": s.title.as_dict(), "url": s.url} for s in code.sources],
        "read": code.read.isoformat(),
        "ownTranslation": list(code.own_translation),
        "seeAlso": [code.see_also] if code.see_also else [],
        "replacedBy": [],
        "extra": {
            c.slot: [_value(lists, c, code.extra[c.name])] for c in code_list.columns if c.name in code.extra
        },
    }


def _value(lists: Mapping[str, CodeList], column: Column, value: str) -> dict[str, Any]:
    if column.scheme is None:
        return {"text": value, "label": None, "href": None}
    label = lists[column.scheme].by_notation()[value].label.as_dict()
    return {"text": value, "label": label, "href": f"/code/{column.scheme}/{value}"}
