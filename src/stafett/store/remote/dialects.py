"""What an engine does in its own way, and which engine an answer came from.

Measured on Virtuoso 7.2.5 (Debian) and Oxigraph 0.5.13 (PyPI); the tests run against both. Any other engine
gets `GENERIC`: the SPARQL 1.1 Protocol and Graph Store Protocol as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Dialect:
    """How to speak with one engine.

    Attributes:
        name: value of STAFETT_STORE_KIND.
        table: media type to ask SELECT and ASK answers in.
        milliseconds: form parameter that passes the time limit on, in milliseconds; None where the engine has
            none, or only as a setting of its own.
        partial: header that says that a 200 is not the whole answer, because time ran out.
        capped: header that says that the engine cut the answer at a limit of its own.
        ask: variable in which it gives the answer to ASK as a table; None where it answers as it should.
        replaced: bytes in answers that break the standard, and what stands for them.
        forbidden: what a query may not contain, since this engine would do more than query.
        digest: it wants HTTP Digest credentials instead of Basic ones.
    """

    name: str
    table: str = "application/sparql-results+json"
    milliseconds: str | None = None
    partial: str | None = None
    capped: str | None = None
    ask: str | None = None
    replaced: tuple[bytes, bytes] | None = None
    forbidden: re.Pattern[str] | None = None
    digest: bool = False


GENERIC: Final = Dialect("generic")

OXIGRAPH: Final = Dialect("oxigraph")
"""The server of the engine we embed. Its time limit is an option of its command line."""

VIRTUOSO: Final = Dialect(
    "virtuoso",
    # Its JSON writes booleans as 0 and 1, its TSV is malformed; its XML is sound but for blank nodes.
    table="application/sparql-results+xml",
    milliseconds="timeout",
    partial="x-sql-state",
    capped="x-sparql-maxrows",
    ask="__ASK_RETVAL",
    replaced=(b"<bnode>nodeID://", b"<bnode>"),
    # DEFINE and OPTION can make it fetch from the web; bif: and sql: call functions of its database.
    forbidden=re.compile(r"\b(?:bif|sql)\s*:|\bdefine\b|\boption\s*\(", re.IGNORECASE),
    digest=True,
)

DIALECTS: Final[Mapping[str, Dialect]] = {d.name: d for d in (GENERIC, OXIGRAPH, VIRTUOSO)}


def recognise(server: str | None) -> Dialect:
    """The dialect of the engine that names itself so in its `Server` header; GENERIC if it is not known."""
    named = (server or "").lower()
    return next((dialect for name, dialect in DIALECTS.items() if name in named), GENERIC)
