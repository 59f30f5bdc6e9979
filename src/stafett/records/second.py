"""A second value of a property, as good as the first: what a record with one value too many has."""

from __future__ import annotations

import copy
import re
import string
from collections.abc import Iterator
from typing import Any, Final

from stafett.model.elements import CodeSets, Model, Property

_ALPHABETS: Final = (string.digits, string.ascii_uppercase, string.ascii_lowercase)
_SUFFIX: Final = "-second"


def second_value(model: Model, codes: CodeSets, prop: Property, first: Any) -> Any:
    """Return a valid value of the property other than `first`.

    A reference becomes another reference, to something the caller must describe; a nested object a copy, and
    one with an identifier a copy under another.

    Raises:
        ValueError: the property can have no other value.
    """
    kind = prop.range.kind
    if kind in {"class", "choice"}:
        if not isinstance(first, dict):
            return first + _SUFFIX
        twin = copy.deepcopy(first)
        return {**twin, "id": twin["id"] + _SUFFIX} if "id" in twin else twin
    found: Iterator[Any]
    if kind == "codelist":
        found = iter(codes[model.enums[prop.range.name].scheme].codes)
    elif kind == "iri":
        found = iter((f"{first}{_SUFFIX}",))
    else:
        found = _literals(prop, first)
    second = next((value for value in found if value != first), None)
    if second is None:
        raise ValueError(f"«{prop.slot}» can have no other value than {first}")
    return second


def _literals(prop: Property, first: Any) -> Iterator[Any]:
    name = prop.range.name
    if name == "boolean":
        yield not first
    elif name == "integer":
        low, high = prop.minimum, prop.maximum
        yield from (
            n for n in (first + 1, first - 1) if (low is None or n >= low) and (high is None or n <= high)
        )
    elif name == "decimal":
        yield from ("0.5", "0.25")
    elif name == "date":
        yield from ("2020-01-02", "2020-01-03")
    elif name == "datetime":
        yield from ("2020-01-02T12:00:00+01:00", "2020-01-03T12:00:00+01:00")
    elif prop.pattern is None:
        yield f"{first} (2)"
    else:
        yield from (text for text in _neighbours(str(first)) if re.search(prop.pattern, text))


def _neighbours(text: str) -> Iterator[str]:
    """The text with one character changed, if it can be for another of its kind; the last character first."""
    for place in reversed(range(len(text))):
        same = [alphabet for alphabet in _ALPHABETS if text[place] in alphabet]
        yield from (text[:place] + other + text[place + 1 :] for other in "".join(same or _ALPHABETS))
