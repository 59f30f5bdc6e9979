"""What has changed from version to version: /changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.links import code_path, list_path, term_path
from stafett.web.pagedata import Change, ClassPage, SlotPage
from stafett.web.room import Here, Room

INVENTORY: Final = "model/stafett.inventory.json"
_ARROW: Final = " → "
_SEVERAL_WORDS: Final = ("IRI in data",)
"""What can have changed is said in one word, but for these."""

router = APIRouter()


@dataclass(frozen=True)
class ChangeLine:
    """A change as the page shows it: what happened and, where something took another's place, old and new."""

    step: str
    subject: str
    href: str | None
    what: str
    old: str | None
    new: str | None


@router.get("/changes", include_in_schema=False)
def changes(request: Request, room: Here) -> Response:
    """All releases, newest first, and the terms that are going out of use."""
    model = room.site.model
    terms: list[ClassPage | SlotPage] = [*model["classes"].values(), *model["slots"].values()]
    return room.renderer.page(
        request,
        "changes.html",
        releases=[
            (release, [_line(room, change) for change in release["changes"]])
            for release in room.site.releases
        ],
        deprecated=[term for term in terms if term["deprecated"]],
        inventory=f"/{INVENTORY}" if INVENTORY in room.files else None,
    )


def _line(room: Room, change: Change) -> ChangeLine:
    before, arrow, new = change["what"].partition(_ARROW)
    start = next((words for words in _SEVERAL_WORDS if before.startswith(f"{words} ")), None)
    what = (start or before.partition(" ")[0]) if arrow else before
    old = before.removeprefix(what).strip()
    return ChangeLine(
        step=change["step"],
        subject=change["subject"],
        href=_href(room, change["subject"]),
        what=what,
        old=old or None,
        new=new if arrow else None,
    )


def _href(room: Room, subject: str) -> str | None:
    """The page of what changed, if it is still here: a class, a slot of it, a code list or a code."""
    owner, _, slot = subject.partition(".")
    if room.site.term(slot or owner):
        return term_path(slot or owner)
    scheme, slash, notation = subject.partition("/")
    if slash and room.site.code(scheme, notation):
        return code_path(scheme, notation)
    return list_path(scheme) if scheme in room.site.lists and not slash else None
