"""A class may narrow a slot it inherits or uses, never widen it.

LinkML takes a wider range without a word, and data that are right for the subclass are then wrong for the
class it is a kind of. Compared are range, whether a value is required, and limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from stafett.errors import SourceError
from stafett.yamlfile import YamlFile

_DEFAULT_RANGE: Final = "string"
_IRIS: Final = frozenset({"uri", "uriorcurie"})


def widened(files: list[YamlFile]) -> Iterator[SourceError]:
    """Yield each slot_usage that allows more than the slot, or the class's parents, do.

    The files must have the right shape, and every name in them must be declared.
    """
    slots = {name: body or {} for file in files for name, body in (file.data.get("slots") or {}).items()}
    classes = {name: body for file in files for name, body in (file.data.get("classes") or {}).items()}
    for file in files:
        for owner, entry in (file.data.get("classes") or {}).items():
            for slot, usage in (entry.get("slot_usage") or {}).items():
                parents = list(_line(entry.get("is_a"), classes))
                before = _inherited(slot, parents, slots, classes)
                has_it = any(slot in (classes[name].get("slots") or ()) for name in parents)
                for key, text in _wider(usage or {}, before, classes, inherited=has_it):
                    message = f"«{owner}» widens the slot «{slot}»: {text}"
                    where = file.where("classes", owner, "slot_usage", slot, key)
                    yield SourceError(message, where=where, hint="A class may only narrow what it inherits.")


def _inherited(
    slot: str, parents: list[str], slots: Mapping[str, Any], classes: Mapping[str, Any]
) -> dict[str, Any]:
    """What holds for the slot before the class says anything: the slot itself, then each parent's usage."""
    found = dict(slots.get(slot, {}))
    for name in reversed(parents):
        found |= (classes[name].get("slot_usage") or {}).get(slot) or {}
    return found


def _wider(
    usage: Mapping[str, Any], before: Mapping[str, Any], classes: Mapping[str, Any], *, inherited: bool
) -> Iterator[tuple[str, str]]:
    allowed = [o["range"] for o in before.get("any_of") or ()] or [before.get("range", _DEFAULT_RANGE)]
    wanted = usage.get("range")
    # Any class is narrower than «any IRI».
    fits = {wanted, *_line(wanted, classes), *(_IRIS if wanted in classes else ())}
    if wanted is not None and not fits & set(allowed):
        yield (
            "range",
            f"its range is «{' or '.join(allowed)}», and «{wanted}» is neither that nor a kind of it",
        )
    # What a slot says is only where its classes begin, unless a parent has the slot too.
    if inherited and usage.get("required") is False and before.get("required"):
        yield "required", "it is required, and a class cannot make it optional"
    low, high = before.get("minimum_value"), before.get("maximum_value")
    if low is not None and usage.get("minimum_value", low) < low:
        yield "minimum_value", f"its least value is {low}"
    if high is not None and usage.get("maximum_value", high) > high:
        yield "maximum_value", f"its greatest value is {high}"


def _line(name: str | None, classes: Mapping[str, Any]) -> Iterator[str]:
    """The class and what it is a kind of; nothing for what is no class."""
    seen: set[str] = set()
    current = name
    while current is not None and current in classes and current not in seen:
        seen.add(current)
        yield current
        current = classes[current].get("is_a")
