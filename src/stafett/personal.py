"""Recognising Norwegian personal numbers, so that they can be refused wherever text comes in."""

from __future__ import annotations

import re
from typing import Final

from stdnum.no import fodselsnummer

_FORM: Final = re.compile(r"(?<!\d)\d{6} ?\d{5}(?!\d)")


def holds_personal_number(text: str) -> bool:
    """True when a text holds eleven digits that are a valid fødselsnummer or D-number.

    Date and both check digits are checked (python-stdnum), so that other long numbers pass. Six digits, a
    space and five digits count too, as people write them.
    """
    return any(fodselsnummer.is_valid(found.replace(" ", "")) for found in _FORM.findall(text))
