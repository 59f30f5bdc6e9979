"""From bytes to triples as data.norge.no reads them, with what stops it on the way.

Source: fdk-harvester@40dd0fc, rdf/RDFUtils.kt. It parses with Apache Jena; this reads with pyoxigraph, which
is somewhat stricter about IRIs: what it refuses, Jena's RDF/XML writer refuses a moment later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final
from xml.parsers import expat

import pyoxigraph as ox

from stafett.harvest.graph import Graph
from stafett.harvest.rules import Finding

LIMIT: Final = 75 * 1024 * 1024
"""Bytes of the largest document that is accepted."""

_RELATIVE: Final = "https://relative.invalid/"
_BACKUP: Final = "http://example.com/"
"""The base data.norge.no parses with; a document of ours is never read with it as a real address."""

_BY_NAME: Final = (
    ("text/turtle", ox.RdfFormat.TURTLE),
    ("application/turtle", ox.RdfFormat.TURTLE),
    ("text/n3", ox.RdfFormat.N3),
    ("application/trig", ox.RdfFormat.TRIG),
    ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ("application/rdf+json", None),
    ("application/ld+json", ox.RdfFormat.JSON_LD),
    ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    ("application/ntriples", ox.RdfFormat.N_TRIPLES),
    ("application/n-quads", ox.RdfFormat.N_QUADS),
    ("application/nquads", ox.RdfFormat.N_QUADS),
    ("application/trix", None),
)
"""In the order data.norge.no looks for them in what is registered; None where we have no parser."""

_SUFFIXES: Final = {
    "ttl": "text/turtle",
    "n3": "text/n3",
    "rdf": "application/rdf+xml",
    "xml": "application/rdf+xml",
    "owl": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "json": "application/ld+json",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "trig": "application/trig",
}

_NAME_START: Final = re.compile(r"[^\W\d]|_")
_NAME_END: Final = re.compile(r"[\w.·-]*$")
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """A document that was read, or as much as could be known of it.

    Attributes:
        graph: what data.norge.no would have; None where it has nothing.
        media_type: what it was read as.
        findings: what stops or bends the reading.
    """

    graph: Graph | None
    media_type: str
    findings: tuple[Finding, ...]


def guess_media_type(name: str, content: bytes) -> str:
    """The media type by the file's name, else by how the content begins; Turtle where nothing tells."""
    suffix = name.rpartition(".")[2].lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if start.startswith((b"<?xml", b"<rdf:", b"<!doctype rdf")):
        return "application/rdf+xml"
    return "application/ld+json" if start.startswith((b"{", b"[")) else "text/turtle"


def read_document(content: bytes, media_type: str) -> Reading:
    """Read a document as the media type that is registered for it."""
    wanted = media_type.lower()
    name, form = next(((n, f) for n, f in _BY_NAME if n in wanted), ("", None))
    if not name:
        return Reading(None, media_type, (Finding("H1.4", detail=media_type),))
    if form is None:
        return Reading(None, name, (Finding("H5.8", detail=name),))
    if stop := _stops_before_parsing(content, form):
        return Reading(None, name, (stop,))
    try:
        quads = list(ox.parse(content, format=form, base_iri=_RELATIVE))
    except SyntaxError as fault:
        return Reading(None, name, (_syntax(fault, content, form),))
    kept = [q for q in quads if isinstance(q.graph_name, ox.DefaultGraph)]
    findings = _not_writable(kept)
    if len(kept) < len(quads):
        findings.append(Finding("H5.7", count=len(quads) - len(kept)))
    triples = [ox.Triple(q.subject, q.predicate, q.object) for q in kept]
    triples, relative = _as_with_backup_base(triples)
    return Reading(Graph.of(triples), name, (*findings, *relative))


def _stops_before_parsing(content: bytes, form: ox.RdfFormat) -> Finding | None:
    if len(content) > LIMIT:
        return Finding("H3.1", detail=f"{len(content) / 1024 / 1024:.1f} MiB")
    try:
        content.decode()
    except UnicodeDecodeError as fault:
        return Finding("H2.2", detail=f"byte {fault.start}", line=_line(content, fault.start))
    if form == ox.RdfFormat.RDF_XML and (found := _ENTITIES.search(content)):
        return Finding("H5.5", line=_line(content, found.start()))
    return None


def _line(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def _syntax(fault: SyntaxError, content: bytes, form: ox.RdfFormat) -> Finding:
    if "LoadDocumentCallback" in str(fault):
        return Finding("H5.6")
    message = re.sub(r"^Parser error at line .*?: (?=\S)", "", fault.msg or str(fault))
    line, column = fault.lineno, fault.offset
    if form == ox.RdfFormat.RDF_XML:
        try:
            expat.ParserCreate().Parse(content, True)
        except expat.ExpatError as xml:
            line, column, message = xml.lineno, xml.offset + 1, expat.errors.messages[xml.code]
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        message = "HTML: " + message
    return Finding("H5.1", detail=message, line=line or 0, column=column or 0, quoted=True)


def is_writable(predicate: str) -> bool:
    """True if RDF/XML can write the property: its IRI ends in an XML name (NCName)."""
    tail = _NAME_END.search(predicate)
    return bool(tail and _NAME_START.search(tail[0]))


def _not_writable(quads: list[ox.Quad]) -> list[Finding]:
    predicates: dict[str, int] = {}
    texts: dict[str, int] = {}
    for quad in quads:
        name = quad.predicate.value
        predicates[name] = predicates.get(name, 0) + 1
        if isinstance(quad.object, ox.Literal) and (bad := _NOT_XML.search(quad.object.value)):
            place = f"{quad.subject} {name}: U+{ord(bad[0]):04X}"
            texts[place] = texts.get(place, 0) + 1
    found = [Finding("H5.2", name, count=n) for name, n in predicates.items() if not is_writable(name)]
    return found + [Finding("H5.4", place.partition(" ")[0].strip("<>"), place) for place in texts]


def _as_with_backup_base(triples: list[ox.Triple]) -> tuple[list[ox.Triple], list[Finding]]:
    """Turn relative IRIs into what data.norge.no makes of them, and say which they are."""
    seen: dict[str, int] = {}

    def turned(term: Any) -> Any:
        if isinstance(term, ox.NamedNode) and term.value.startswith(_RELATIVE):
            written = term.value.removeprefix(_RELATIVE)
            seen[written] = seen.get(written, 0) + 1
            return ox.NamedNode(_BACKUP + written)
        return term

    out = [ox.Triple(turned(t.subject), turned(t.predicate), turned(t.object)) for t in triples]
    return out, [Finding("H5.3", _BACKUP + name, f"<{name}>", n) for name, n in seen.items()]
