"""Addresses of Grep: the canonical IRI of a code, and the code that an address of any form names.

Grep's own RDF uses `http://psi.udir.no/kl06/{code}`; FINT asks for `data.udir.no`; REST answers have a
version and a collection in between.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit

GREP: Final = "http://psi.udir.no/kl06/"
"""What every canonical Grep IRI begins with."""

DATA_HOST: Final = "data.udir.no"
_HOSTS: Final = frozenset({"psi.udir.no", DATA_HOST})
_CODE: Final = re.compile(r"[A-Za-z0-9_-]+")
_VERSION: Final = re.compile(r"v\d{6}")


def grep_iri(code: str) -> str:
    """The canonical IRI of a Grep code."""
    return GREP + quote(code, safe="-._~")


def named_code(address: str) -> tuple[str, str] | None:
    """The host and the code of a Grep address, by its form alone; None where it has not the form of one.

    `http(s)://psi.udir.no/kl06/X`, `http(s)://data.udir.no/kl06/X` and
    `http(s)://data.udir.no/kl06/v201906/{collection}/X` name X; an ending `.json` and a slash at the end
    make no difference. Whether there is such a code, and whether it is the name of a collection, is not said.
    """
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or host not in _HOSTS:
        return None
    steps = [unquote(step) for step in parts.path.strip("/").split("/")]
    if steps[0] != "kl06":
        return None
    rest = steps[1:]
    if rest and _VERSION.fullmatch(rest[0]):
        rest = rest[2:] if len(rest) == 3 else []
    code = rest[0].removesuffix(".json") if len(rest) == 1 else ""
    return (host, code) if _CODE.fullmatch(code) and not _VERSION.fullmatch(code) else None
