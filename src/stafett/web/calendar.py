"""The annual wheel: /calendar as a drawing and a table, /calendar.ics for a calendar program."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, Final

from babel.dates import get_month_names
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from stafett.web.links import Alternate
from stafett.web.pagedata import Shown
from stafett.web.parameters import wrong
from stafett.web.render import page_language
from stafett.web.responses import respond
from stafett.web.room import Here, Room
from stafett.web.sectordata import Event
from stafett.web.wheel import DOT, SIZE, Dot, draw_wheel

_ICS: Final = "text/calendar"

Actor = Annotated[
    str, Query(max_length=60, description="Only what this agent sends or gets: `udir`, `ssb` …")
]
Year = Annotated[str, Query(max_length=8, description="A school year of eight digits: `20232024`")]

router = APIRouter()


@router.get("/calendar", include_in_schema=False)
def wheel(request: Request, room: Here, year: Year = "", actor: Actor = "") -> Response:
    """The wheel of a school year, and its events in a table by month."""
    events = _chosen(room, actor)
    years = sorted({event["year"] for event in _events(room) if event["year"]})
    shown = year or years[0]
    if shown not in years:
        raise wrong("year", year, dict.fromkeys(("nb", "nn", "en"), f"{years[0]}–{years[-1]}"))
    of_year = [event for event in events if event["year"] == shown]
    language = page_language(request).tag
    drawing = draw_wheel(of_year)
    return room.renderer.page(
        request,
        "calendar.html",
        alternates=(Alternate("/calendar.ics", _ICS, "iCalendar"),),
        wheel=drawing,
        size=SIZE,
        radius=DOT,
        months=_by_month(drawing.dots),
        month_names=get_month_names("wide", locale=language),
        years=years,
        year=shown,
        elsewhere=[event for event in events if not event["year"]],
        kinds={kind["key"]: kind["title"] for kind in room.site.sector.calendar["kinds"]},
        agents=_agents(room),
        actor=actor,
    )


@router.get(
    "/calendar.ics",
    tags=["catalogue"],
    summary="The annual wheel as iCalendar",
    description="Deadlines and other dates, those of later years marked as expected and not announced. "
    "`expected=0` leaves these out.",
    response_class=Response,
)
def ics(
    request: Request,
    room: Here,
    actor: Actor = "",
    expected: Annotated[int, Query(ge=0, le=1)] = 1,
) -> Response:
    """The events for a calendar program."""
    from stafett.web.ical import calendar_ics  # the library takes a twentieth of the start, and few ask

    events = [event for event in _chosen(room, actor) if expected or not event["expected"]]
    language = page_language(request).tag
    body = calendar_ics(room.site.sector.calendar, events, room.site.base, language)
    return respond(request, body, _ICS, language=language, filename="stafett.ics")


def _events(room: Room) -> list[Event]:
    return room.site.sector.calendar["events"]


def _chosen(room: Room, actor: str) -> list[Event]:
    """The events an agent takes part in, all where none is named.

    Raises:
        Problem: the agent takes part in nothing.
    """
    known = _agents(room)
    if actor and actor not in known:
        some = ", ".join(list(known)[:3])
        raise wrong(
            "actor",
            actor,
            {"nb": f"som en av {some} …", "nn": f"som ein av {some} …", "en": f"such as {some} …"},
        )
    return [event for event in _events(room) if not actor or actor in event["actors"]]


def _agents(room: Room) -> dict[str, Shown]:
    """Each agent that takes part in an event, by the last part of its address."""
    found: dict[str, Shown] = {}
    for event in _events(room):
        for slug, shown in zip(event["actors"], (event["from"], *event["to"]), strict=True):
            found.setdefault(slug, shown)
    return found


def _by_month(dots: Sequence[Dot]) -> list[tuple[int, list[Dot]]]:
    def month(dot: Dot) -> int:
        return int(dot.event["due"][5:7])

    return [(number, list(group)) for number, group in groupby(dots, key=month)]
