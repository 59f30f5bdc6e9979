"""Grep's change feed: which items have changed since a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from stafett.codes.grep_types import COLLECTIONS, type_of
from stafett.codes.identity import grep_code
from stafett.codes.sources.http import Client
from stafett.codes.sources.snapshot import Row
from stafett.errors import StafettError

FEED_LIMIT: Final = 65_536
_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}T")


def read_feed(client: Client, since: date) -> list[Row]:
    """The entries of the change feed back to a day; it is asked for ever more until it goes far enough.

    Of the feed only the address, `antall` and `endrings-id` are documented where we could read, so an
    entry's day and item are taken from whatever it has of times and Grep addresses.

    Raises:
        StafettError: the feed is no list, or does not reach back so far.
    """
    wanted, had = 256, -1
    while True:
        found = client.json("endringer", {"antall": wanted})
        if not isinstance(found, list):
            raise StafettError(f"{client.url('endringer')} answered with no list; has the service changed?")
        entries = [e for e in found if isinstance(e, dict)]
        days = [d for e in entries if (d := _day_of(e))]
        enough = bool(days) and min(days) < since
        if enough or len(entries) <= had or len(entries) < wanted:
            break
        if wanted >= FEED_LIMIT:
            raise StafettError(
                f"The change feed does not reach back to {since}", hint="Pull without --since."
            )
        had, wanted = len(entries), wanted * 4
    return [e for e in entries if (_day_of(e) or since) >= since]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _day_of(entry: Row) -> date | None:
    days = [date.fromisoformat(text[:10]) for text in _strings(entry) if _TIME.match(text)]
    return max(days, default=None)


def changed_item(entry: Row) -> str | None:
    """The path of the item an entry is about: the last two steps of an address, or its IRI and its type."""
    texts = list(_strings(entry))
    codes = [(text, code) for text in texts if (code := grep_code(text))]
    for text, code in codes:
        steps = text.rstrip("/").split("/")
        if steps[-1] == code and steps[-2] in COLLECTIONS:
            return f"{steps[-2]}/{code}"
    kinds = [kind for text in texts if "/ontologi/kl06/" in text and (kind := type_of(text))]
    fitting = [f"{kind.collection}/{code}" for kind in kinds for _, code in codes if kind.fits(code)]
    return fitting[0] if fitting else None
