"""Every reference between things of ours leads somewhere: none dangles."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from stafett.content.entries import Content, Entry
from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.model.elements import Model


def check_references(content: Content, known: Collection[str], model: Model) -> None:
    """Check that whatever an entry refers to under our own base exists.

    Args:
        content: all entries.
        known: the identifiers that stand elsewhere: terms of the model, code lists, codes, sources, rules.
        model: for the prefixes of references.

    Raises:
        SourceError: for the first reference that leads nowhere, with file and line.
    """
    for entry in content.entries.values():
        for slot, iri in references(entry, model.iris):
            if iri.startswith(f"{model.iris.base}/") and iri not in content.entries and iri not in known:
                short = iri.removeprefix(model.iris.base)
                text = f"«{slot}» of {entry.path} refers to {short}, which is described nowhere"
                raise SourceError(text, where=entry.where)


def references(entry: Entry, iris: Iris) -> Iterator[tuple[str, str]]:
    """Yield (slot, full IRI) for whatever an entry refers to, nested objects included."""
    ranges = {p.slot: p.range.kind for p in entry.cls.properties}
    for slot, value in entry.data.items():
        if slot not in {"id", "type"} and ranges.get(slot) != "text":
            for text in _strings(value):
                if (iri := full(text, iris)) is not None:
                    yield slot, iri


def full(text: str, iris: Iris) -> str | None:
    """The IRI that a reference stands for, or None where the text is no IRI."""
    prefix, colon, local = text.partition(":")
    start = iris.data_prefixes().get(prefix) if colon else None
    if start is not None:
        return start + local
    return text if text.startswith(("http://", "https://")) and " " not in text else None


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "type" and not (isinstance(inner, dict) and "type" not in inner):
                yield from _strings(inner)
