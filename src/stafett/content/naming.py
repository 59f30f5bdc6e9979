"""What to call a thing of the catalogue: its own name, or one made of what it is about."""

from __future__ import annotations

from typing import Any

from stafett.content.entries import Content, Entry
from stafett.languages import LANGUAGES, Text

_NAMES = ("prefLabel", "title", "questionText", "definition")
_ARROW = " → "


def name_of(entry: Entry, content: Content, codes: dict[str, Text]) -> Text:
    """Return the name of a thing.

    Args:
        entry: the thing.
        content: everything else, for things that are named by what they are about.
        codes: labels of the codes of our own lists, by `scheme/notation`.
    """
    made = _MADE.get(entry.cls.name)
    if made is not None:
        return made(entry, content, codes)
    for slot in _NAMES:
        if isinstance(words := entry.data.get(slot), dict):
            return Text.of(words)
    return _same(entry.slug)


def _same(words: str) -> Text:
    return Text.of(dict.fromkeys(LANGUAGES, words))


def _join(parts: list[Text], between: str) -> Text:
    return Text.of({tag: between.join(p.get(tag) or "" for p in parts if p.get(tag)) for tag in LANGUAGES})


def _other(entry: Entry, slot: str, content: Content, codes: dict[str, Text]) -> Text:
    value: Any = entry.data.get(slot)
    found = content.entries.get(value[0] if isinstance(value, list) and value else value)
    return name_of(found, content, codes) if found else Text()


def _field(entry: Entry, _: Content, __: dict[str, Text]) -> Text:
    return _same(str(entry.data.get("fieldName", entry.slug)))


def _availability(entry: Entry, content: Content, codes: dict[str, Text]) -> Text:
    actor = codes.get(f"stafett-aktorgruppe/{entry.data.get('actorGroup')}", Text())
    what = _join([_other(entry, "element", content, codes), actor], _ARROW)
    return _join([_same(str(entry.data.get("code", entry.slug))), what], ": ")


def _delivery(entry: Entry, content: Content, codes: dict[str, Text]) -> Text:
    stage = codes.get(f"stafett-leveransetrinn/{entry.data.get('deliveryStage')}", Text())
    kind = content.entries.get(str(entry.data.get("deliveryType")))
    year = content.entries.get(str(entry.data.get("schoolYear")))
    said = [str(kind.data.get("code"))] if kind else []
    said += [str(year.data.get("notation"))] if year else []
    return _join([_same(" ".join(said)), stage], ", ")


def _event(entry: Entry, content: Content, codes: dict[str, Text]) -> Text:
    kinds = entry.data.get("whatDelivery") or []
    found = [content.entries.get(iri) for iri in (kinds if isinstance(kinds, list) else [kinds])]
    what = ", ".join(str(kind.data.get("code")) for kind in found if kind)
    words = Text.of(entry.data["whatText"]) if "whatText" in entry.data else _same(what)
    event = codes.get(f"stafett-arshjulshendelse/{entry.data.get('calendarEventKind')}", Text())
    about = words if not what else _join([_same(what), event], ": ")
    return _join([_same(str(entry.data.get("dueDate", ""))), about], " ")


def _indicator(entry: Entry, content: Content, codes: dict[str, Text]) -> Text:
    group = codes.get(f"stafett-gjennomforing/{entry.data.get('completionGroup')}", Text())
    return _join([group, _other(entry, "cohort", content, codes)], ", ")


def _school_year(entry: Entry, _: Content, __: dict[str, Text]) -> Text:
    notation = str(entry.data.get("notation", entry.slug))
    return _same(f"{notation[:4]}/{notation[4:]}")


_MADE = {
    "DataElement": _field,
    "InformationAvailability": _availability,
    "Delivery": _delivery,
    "CalendarEvent": _event,
    "CompletionIndicator": _indicator,
    "SchoolYear": _school_year,
}
