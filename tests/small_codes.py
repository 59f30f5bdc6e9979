"""Small code lists as the code has them, for tests of what is made of lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from stafett.codes.lists import Code, CodeList, Source
from stafett.errors import Location
from stafett.languages import Text

READ = date(2026, 11, 22)
SOURCE = Source(
    key="book",
    iri="urn:book",
    title=Text.of({"nb": "Boka"}),
    url="https://example.org/book",
    publisher=Text(),
    published=None,
    licence=None,
    licence_note=Text(),
    attribution=None,
    read=READ,
)


def a_code(notation: str, **more: Any) -> Code:
    values = {
        "notation": notation,
        "iri": f"http://psi.udir.no/kl06/{notation}",
        "label": Text.of({"nb": notation}),
        "definition": Text(),
        "note": Text(),
        "valid_from": None,
        "valid_to": None,
        "status": "current",
        "certainty": "verified",
        "sources": (SOURCE,),
        "read": READ,
        "own_translation": (),
        "see_also": None,
        "extra": {},
        "where": Location(Path("codes.csv"), 2),
    }
    return Code(**{**values, **more})


def a_list(scheme: str, *codes: Code, **more: Any) -> CodeList:
    values = {
        "scheme": scheme,
        "iri": f"urn:{scheme}",
        "title": Text.of({"nb": scheme}),
        "description": Text(),
        "owner": Text(),
        "agent": "urn:owner",
        "homepage": None,
        "origin": "Grep",
        "version": "1",
        "issued": None,
        "source": SOURCE,
        "read": READ,
        "licence": None,
        "licence_note": Text(),
        "complete": True,
        "total": None,
        "concept_type": None,
        "columns": (),
        "codes": codes,
    }
    return CodeList(**{**values, **more})
