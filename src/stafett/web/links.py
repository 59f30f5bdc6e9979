"""Addresses: the path of each thing we describe, its documents, and which links are safe to follow.

All links are paths without a host, so that nothing depends on the Host header a client sends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from stafett.web.negotiation import FORMATS

_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True)
class Alternate:
    """Another way to get the same thing."""

    href: str
    media_type: str
    name: str


@dataclass(frozen=True)
class Resource:
    """Something with an identifier of ours and one document a format.

    Attributes:
        path: its address without suffix, percent-encoded.
        iri: its identifier, which for Grep's codes is not ours.
        suffixes: the formats it has, the one for clients that do not care first.
    """

    path: str
    iri: str
    suffixes: tuple[str, ...]

    def document(self, suffix: str) -> str:
        """Address of the document in one format."""
        return f"{self.path}.{suffix}"

    def alternates(self) -> tuple[Alternate, ...]:
        """All documents."""
        return tuple(
            Alternate(self.document(s), FORMATS[s].media_type, FORMATS[s].name) for s in self.suffixes
        )


def segment(text: str) -> str:
    """Percent-encode one part of a path."""
    return quote(text, safe="")


def term_path(name: str) -> str:
    """Address of a class or a slot."""
    return f"/def/{segment(name)}"


def module_path(name: str) -> str:
    """Address of a module of the model."""
    return f"/model/{segment(name)}"


def rule_path(identifier: str) -> str:
    """Address of a rule."""
    return f"/rule/{segment(identifier)}"


def mapping_path(name: str) -> str:
    """Address of a mapping set."""
    return f"/mapping/{segment(name)}"


def list_path(scheme: str) -> str:
    """Address of a code list."""
    return f"/code/{segment(scheme)}"


def code_path(scheme: str, notation: str) -> str:
    """Address of a code."""
    return f"{list_path(scheme)}/{segment(notation)}"


def safe_href(address: str | None) -> str | None:
    """The address if a browser may follow it: http, https, mailto or a path of ours; otherwise None."""
    if not address:
        return None
    # Browsers read a backslash as a slash, and leave out tabs and line ends: /\host is another site.
    if any(sign in "\\" or sign < " " for sign in address):
        return None
    if address.startswith("/") and not address.startswith("//"):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme.lower() in _SAFE_SCHEMES else None


def link_header(alternates: Sequence[Alternate], iri: str | None = None) -> str:
    """The Link header: every alternate, and what the document describes."""
    return ", ".join(_link_values(alternates, iri))


def _link_values(alternates: Sequence[Alternate], iri: str | None) -> Iterator[str]:
    for other in alternates:
        yield f'<{other.href}>; rel="alternate"; type="{other.media_type}"'
    if iri:
        yield f'<{quote(iri, safe=":/?#[]@!$&()*+,;=%~")}>; rel="describes"'
