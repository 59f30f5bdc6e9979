"""Was a code valid on a day? Said only where the source says so; what it does not say is unknown."""

from __future__ import annotations

from typing import Literal

from stafett.web.listdata import Code

Validity = Literal["valid", "notValid", "unknown"]


def validity_on(code: Code, day: str) -> Validity:
    """Whether a code was valid on a day (`YYYY-MM-DD`; these sort as they follow each other).

    Before its first day and after its last a code is not valid. Between two known days it is. With a first
    day only, it is valid if the source holds it to be in use: an end that is not set has not come. With a
    last day only, or with none, nobody has said when it began.
    """
    first, last = code["validFrom"], code["validTo"]
    if (first and day < first) or (last and day > last):
        return "notValid"
    if first and (last or code["status"] == "current"):
        return "valid"
    return "unknown"
