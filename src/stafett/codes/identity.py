"""Which identifiers mean the same: one canonical IRI for each thing that Grep, VIGO or an address names.

Grep's own RDF uses `http://psi.udir.no/kl06/{code}`; FINT asks for `data.udir.no`; REST answers have a
collection in between that cannot be guessed from the code. All of them lead here to the first form.
`MAT1-05` (LK06) and `MAT01-05` (LK20) are two things, and stay two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from stafett.codes.grep_types import COLLECTIONS
from stafett.grepaddress import DATA_HOST, GREP, grep_iri, named_code

__all__ = [
    "GREP",
    "AreaCode",
    "AreaMatch",
    "canonical_iri",
    "grep_code",
    "grep_iri",
    "match_programme_area",
    "remark_iri",
]

_AREA: Final = re.compile(r"([A-Z]{2})([A-Z]{3}\d)([A-Z-]{4})")
_REMARK: Final = re.compile(r"(FAM|VMM)\d{2}")


def canonical_iri(address: str) -> str | None:
    """The canonical IRI of a Grep address, or None where it is no address of one Grep thing.

    `http(s)://psi.udir.no/kl06/X`, `http(s)://data.udir.no/kl06/X` and
    `http(s)://data.udir.no/kl06/v201906/{collection}/X` give the same; an ending `.json` and a
    slash at the end make no difference.
    """
    named = named_code(address)
    if named is None:
        return None
    host, code = named
    is_list = code in COLLECTIONS and host == DATA_HOST
    return None if is_list else grep_iri(code)


def grep_code(iri: str) -> str | None:
    """The code of a canonical IRI, or of any address that leads to one."""
    canonical = canonical_iri(iri)
    return unquote(canonical.removeprefix(GREP)) if canonical else None


@dataclass(frozen=True)
class AreaCode:
    """A ten-position programme area code: programme (2), area and digit (4), category (4)."""

    programme: str
    area: str
    category: str

    @classmethod
    def parse(cls, code: str) -> AreaCode | None:
        """Take a code apart; None where it has not the form of one. Six positions get the category `----`."""
        match = _AREA.fullmatch(code if len(code) != 6 else code + "----")
        return cls(*match.groups()) if match else None

    @property
    def stem(self) -> str:
        """The first six positions, which Grep and VIGO share."""
        return self.programme + self.area


@dataclass(frozen=True)
class AreaMatch:
    """How a VIGO programme area meets Grep: `exact`, `variant` of a Grep area, or `none`."""

    vigo: str
    grep: str | None
    kind: str


def match_programme_area(vigo: str, grep_codes: Iterable[str]) -> AreaMatch:
    """Match a VIGO programme area code with Grep's: first six positions plus category.

    The same six and the same category is the same area. The same six and a category that only VIGO has
    (`H---`, `A---`, `SY--` …) is a variant of Grep's ordinary area; nothing else is a match.
    """
    wanted = AreaCode.parse(vigo)
    if wanted is None:
        return AreaMatch(vigo, None, "none")
    parsed = ((AreaCode.parse(code), code) for code in grep_codes)
    same_stem = {a.category: code for a, code in parsed if a and a.stem == wanted.stem}
    if wanted.category in same_stem:
        return AreaMatch(vigo, same_stem[wanted.category], "exact")
    if "----" in same_stem:
        return AreaMatch(vigo, same_stem["----"], "variant")
    return AreaMatch(vigo, None, "none")


def remark_iri(code: str) -> str | None:
    """The Grep IRI that a VIGO subject remark (FAM) or diploma remark (VMM) matches by code, or None."""
    return grep_iri(code) if _REMARK.fullmatch(code) else None
