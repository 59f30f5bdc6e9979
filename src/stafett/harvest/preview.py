"""The preview of a harvest: everything the page and the command show of one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from stafett.harvest.checks import check_harvest
from stafett.harvest.graph import Graph
from stafett.harvest.kinds import KINDS, Kind
from stafett.harvest.members import Harvest, Member, harvest
from stafett.harvest.portal import check_portal, reads
from stafett.harvest.reading import read_document
from stafett.harvest.rules import Finding
from stafett.harvest.state import State

Change = str
"""new, changed, same or removed, as data.norge.no would see it; «unknown» where nothing is remembered."""

MOST: Final = 50
"""Findings of one rule that are kept one by one; more are counted."""


@dataclass(frozen=True)
class Taken:
    """A member as the preview shows it."""

    iri: str
    title: Mapping[str, str]
    types: tuple[str, ...]
    container: str
    fdk_id: str
    page: str
    checksum: str
    triples: int
    read: tuple[str, ...]
    ignored: tuple[str, ...]
    change: Change


@dataclass(frozen=True)
class Held:
    """A container as the preview shows it; `members` is how many of what it links to is taken."""

    iri: str
    fdk_id: str
    members: int
    generated: bool


@dataclass(frozen=True)
class Preview:
    """What data.norge.no would do with one document registered as one kind.

    Attributes:
        source: the address or file it came from.
        kind: the kind it was read as.
        media_type: the format it was read as.
        triples: how many triples there are; 0 where it could not be read.
        stopped: true if the whole harvest stops.
        containers: catalogues or collections.
        members: what is taken, by IRI.
        removed: what was taken last time and is not there now.
        findings: worst first; at most MOST of a rule.
        more: by rule, how many findings were left out.
        other_kinds: other kinds the document has members of, with the number.
    """

    source: str
    kind: str
    media_type: str
    triples: int
    stopped: bool
    containers: tuple[Held, ...]
    members: tuple[Taken, ...]
    removed: tuple[str, ...]
    findings: tuple[Finding, ...]
    more: Mapping[str, int]
    other_kinds: Mapping[str, int]


def guess_kind(graph: Graph) -> str:
    """The kind to show where none is asked for: the one the document has most members of.

    Concepts count only where there is a collection, since other documents describe codes beside their use.
    """
    counts = {name: len(graph.of_type(kind.members)) for name, kind in KINDS.items()}
    if not graph.of_type([KINDS["concepts"].container]) and any(
        n for name, n in counts.items() if name != "concepts"
    ):
        counts["concepts"] = 0
    return max(counts, key=lambda name: counts[name])


def preview(
    content: bytes,
    media_type: str,
    source: str,
    *,
    kind: str | None = None,
    previous: State | None = None,
    before: Sequence[Finding] = (),
) -> Preview:
    """Preview one document.

    Args:
        content: the document.
        media_type: what is, or would be, registered for it.
        source: its address, or the name of the file.
        kind: one of KINDS; guessed where None.
        previous: what was taken last time.
        before: findings about how the document was fetched.
    """
    reading = read_document(content, media_type)
    findings = [*before, *reading.findings]
    if reading.graph is None:
        return unread(source, kind or "", reading.media_type, findings)
    chosen = KINDS[kind or guess_kind(reading.graph)]
    found = harvest(reading.graph, chosen, source)
    findings += check_harvest(reading.graph, found) + check_portal(found)
    if previous:
        findings += previous.conflicts(found)
    kept, more = _shortened(findings)
    return Preview(
        source=source,
        kind=chosen.name,
        media_type=reading.media_type,
        triples=reading.graph.size,
        stopped=any(f.severity == "choke" for f in findings),
        containers=_held(found),
        members=tuple(_taken(member, chosen, previous, source) for member in found.members),
        removed=previous.missing(found) if previous else (),
        findings=kept,
        more=more,
        other_kinds=_other_kinds(reading.graph, chosen),
    )


def _held(found: Harvest) -> tuple[Held, ...]:
    """The containers with how many of what they link to is taken."""
    taken = {member.iri for member in found.members}
    return tuple(
        Held(c.iri, c.fdk_id, len(taken.intersection(c.members)), c.generated) for c in found.containers
    )


def unread(source: str, kind: str, media_type: str, findings: Iterable[Finding]) -> Preview:
    """The preview of a document that could not be come by or read."""
    kept, more = _shortened(findings)
    stopped = any(f.severity == "choke" for f in kept)
    return Preview(source, kind, media_type, 0, stopped, (), (), (), kept, more, {})


def _shortened(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], dict[str, int]]:
    kept: list[Finding] = []
    seen: dict[str, int] = {}
    for finding in sorted(findings, key=lambda f: f.place):
        seen[finding.code] = seen.get(finding.code, 0) + 1
        if seen[finding.code] <= MOST:
            kept.append(finding)
    return tuple(kept), {code: n - MOST for code, n in seen.items() if n > MOST}


def _taken(member: Member, kind: Kind, previous: State | None, source: str) -> Taken:
    sorted_out = reads(member, kind.name)
    return Taken(
        iri=member.iri,
        title=member.title,
        types=tuple(sorted(member.types & frozenset(kind.members))),
        container=member.container,
        fdk_id=member.fdk_id,
        page=kind.page + member.fdk_id,
        checksum=member.checksum,
        triples=len(member.triples),
        read=sorted_out.read,
        ignored=sorted_out.ignored,
        change=previous.change(source, member.iri, member.checksum) if previous else "unknown",
    )


def _other_kinds(graph: Graph, chosen: Kind) -> dict[str, int]:
    counts = {name: len(graph.of_type(kind.members)) for name, kind in KINDS.items()}
    return {name: n for name, n in counts.items() if n and name != chosen.name}


def across(previews: Sequence[Preview]) -> tuple[Preview, ...]:
    """Add what only shows when several documents are seen together: the same IRI from two addresses."""
    first: dict[str, str] = {}
    out: list[Preview] = []
    for one in previews:
        clashes = [
            Finding(code, iri, first[iri])
            for code, iris in (
                ("H9.1", [c.iri for c in one.containers]),
                ("H9.2", [m.iri for m in one.members]),
            )
            for iri in iris
            if first.setdefault(iri, one.source) != one.source
        ]
        kept, more = _shortened([*one.findings, *clashes])
        stopped = one.stopped or any(f.severity == "choke" for f in clashes)
        out.append(replace(one, findings=kept, more={**one.more, **more}, stopped=stopped))
    return tuple(out)


def simulate(content: bytes, media_type: str, kind: str, source: str) -> Harvest:
    """Only the harvest, for those who want the graphs themselves.

    Raises:
        ValueError: the document cannot be read; the findings are in its text.
    """
    reading = read_document(content, media_type)
    if reading.graph is None:
        raise ValueError("; ".join(f"{f.code} {f.detail}" for f in reading.findings))
    return harvest(reading.graph, KINDS[kind], source)
