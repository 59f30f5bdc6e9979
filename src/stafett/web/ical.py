"""The annual wheel as iCalendar (RFC 5545), with the library icalendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, vText
from icalendar import Event as Entry

from stafett.languages import Text
from stafett.web.pagedata import Shown
from stafett.web.sectordata import CalendarPages, Event

_WORDS: Mapping[str, Mapping[str, str]] = {
    "name": {
        "nb": "Årshjul for videregående opplæring",
        "nn": "Årshjul for vidaregåande opplæring",
        "en": "Annual wheel of upper secondary education",
    },
    "expected": {
        "nb": "forventet, ikke kunngjort",
        "nn": "venta, ikkje kunngjort",
        "en": "expected, not announced",
    },
    "formal": {"nb": "Formell frist", "nn": "Formell frist", "en": "Formal deadline"},
    "from": {"nb": "Fra", "nn": "Frå", "en": "From"},
    "to": {"nb": "Til", "nn": "Til", "en": "To"},
    "unverified": {
        "nb": "Datoen er ikke bekreftet hos den som setter den.",
        "nn": "Datoen er ikkje stadfest hos den som set han.",
        "en": "The date has not been confirmed at the one who sets it.",
    },
}


def calendar_ics(pages: CalendarPages, events: Iterable[Event], base: str, language: str) -> bytes:
    """Return events as an iCalendar file.

    Each is a whole day, the last on which the thing can be done: the effective date where a deadline falls on
    a day off. What is expected and not announced is tentative, and says so. DTSTAMP is the day the catalogue
    was last changed, so that the same build always gives the same file.

    Args:
        pages: for the names of kinds and the date of the catalogue.
        events: which to write.
        base: start of our identifiers, for UID and URL.
        language: nb, nn or en.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Stafett//{urlsplit(base).netloc}//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _text(_WORDS["name"][language], language))
    calendar.add("x-wr-calname", _WORDS["name"][language])
    stamp = datetime.combine(date.fromisoformat(pages["modified"]), datetime.min.time(), tzinfo=UTC)
    kinds = {kind["key"]: kind["title"] for kind in pages["kinds"]}
    for event in events:
        calendar.add_component(_entry(event, kinds[event["kind"]], stamp, base, language))
    return bytes(calendar.to_ical())


def _entry(event: Event, kind: Mapping[str, str], stamp: datetime, base: str, language: str) -> Entry:
    day = date.fromisoformat(event["effective"] or event["due"])
    entry = Entry()
    entry.add("uid", f"{event['slug']}@{urlsplit(base).netloc}")
    entry.add("dtstamp", stamp)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    summary = _best(event["what"], language) or ", ".join(_shown(event["deliveries"], language))
    if event["expected"]:
        summary = f"{summary} ({_WORDS['expected'][language]})"
    entry.add("summary", _text(summary, language))
    entry.add("description", _text("\n".join(_description(event, language)), language))
    entry.add("categories", [_best(kind, language)])
    entry.add("status", "TENTATIVE" if event["expected"] else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    entry.add("url", f"{base}{event['href']}")
    return entry


def _description(event: Event, language: str) -> Iterable[str]:
    yield f"{_WORDS['from'][language]}: {', '.join(_shown([event['from']], language))}"
    yield f"{_WORDS['to'][language]}: {', '.join(_shown(event['to'], language))}"
    if event["effective"] and event["effective"] != event["due"]:
        yield f"{_WORDS['formal'][language]}: {event['due']}"
    if event["verified"] is False:
        yield _WORDS["unverified"][language]
    if note := _best(event["note"], language):
        yield note


def _text(words: str, language: str) -> vText:
    return vText(words, params={"LANGUAGE": language})


def _best(text: Mapping[str, str], language: str) -> str:
    best = Text.of(text).best(language)
    return best[1] if best else ""


def _shown(shown: Iterable[Shown], language: str) -> list[str]:
    return [t if isinstance(t := one["text"], str) else _best(t, language) for one in shown]
