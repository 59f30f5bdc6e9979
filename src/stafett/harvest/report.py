"""A preview as text for the command line, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from stafett.harvest.preview import MOST, Preview
from stafett.harvest.rules import Finding
from stafett.languages import Text

SHOWN: Final = 5
"""Subjects of one rule that are listed in text; `--format json` has up to 50."""

_WORDS: Final = {
    key: Text.of({"nb": nb, "nn": nn, "en": en})
    for key, nb, nn, en in (
        ("kind", "registrert som", "registrert som", "registered as"),
        ("stopped", "Høstingen stopper. Ingenting blir oppdatert.",
         "Haustinga stoppar. Ingenting blir oppdatert.", "The harvest stops. Nothing is updated."),
        ("taken", "Tas", "Blir teke", "Taken"),
        ("would", "Ville blitt tatt", "Ville ha blitt teke", "Would have been taken"),
        ("in", "i", "i", "in"),
        ("generated", "generert", "generert", "generated"),
        ("removed", "Fjernes, var med sist", "Blir fjerna, var med sist", "Removed, was there last time"),
        ("new", "ny", "ny", "new"),
        ("changed", "endret", "endra", "changed"),
        ("same", "uendret", "uendra", "unchanged"),
        ("unknown", "", "", ""),
        ("choke", "STOPPER", "STOPPAR", "STOPS"),
        ("drop", "FALLER BORT", "FELL BORT", "LOST"),
        ("warn", "advarsel", "åtvaring", "warning"),
        ("info", "merknad", "merknad", "note"),
        ("does", "data.norge.no", "data.norge.no", "data.norge.no"),
        ("must", "Gjør", "Gjer", "Do"),
        ("more", "og {} til", "og {} til", "and {} more"),
        ("line", "Linje {}", "Linje {}", "Line {}"),
        ("column", ", tegn {}", ", teikn {}", ", character {}"),
        ("said", "Ordrett, på engelsk:", "Ordrett, på engelsk:", "In its own words:"),
        ("times", "ganger", "gonger", "times"),
        ("triples", "tripler", "tripplar", "triples"),
        ("since", "Siden sist: {new} nye, {changed} endret, {same} uendret, {removed} borte.",
         "Sidan sist: {new} nye, {changed} endra, {same} uendra, {removed} borte.",
         "Since last time: {new} new, {changed} changed, {same} unchanged, {removed} gone."),
        ("other", "Dokumentet har også", "Dokumentet har òg", "The document also holds"),
    )
}  # fmt: skip


def word(key: str, language: str) -> str:
    """A word of the report."""
    found = _WORDS[key].best(language)
    return found[1] if found else ""


def write_text(preview: Preview, language: str, *, members: bool = True) -> str:
    """The report of one document; `members` lists each resource with its id."""
    return "\n".join(_lines(preview, language, members)) + "\n"


def _lines(preview: Preview, language: str, members: bool) -> Iterator[str]:
    kind = f", {word('kind', language)} {preview.kind}" if preview.kind else ""
    yield f"{preview.source} ({preview.media_type}, {preview.triples} {word('triples', language)}{kind})"
    if preview.stopped:
        yield f"  {word('stopped', language)}"
    for code, group in groupby(preview.findings, key=lambda f: f.code):
        yield from _finding(code, list(group), preview, language)
    yield from _members(preview, language, members)


def _finding(code: str, findings: list[Finding], preview: Preview, language: str) -> Iterator[str]:
    rule = findings[0].rule

    def text(words: Text) -> str:
        best = words.best(language)
        return best[1] if best else ""

    yield ""
    yield f"  {word(rule.severity, language)} {code} {text(rule.title)}"
    for finding in findings[:SHOWN]:
        times = f"({finding.count} {word('times', language)})" if finding.count > 1 else ""
        said = f"{word('said', language)} «{finding.detail}»" if finding.quoted else finding.detail
        about = "  ".join(part for part in (finding.subject, _place(finding, language), said, times) if part)
        if about:
            yield f"    · {about}"
    left = len(findings) - SHOWN + preview.more.get(code, 0) if len(findings) >= min(SHOWN, MOST) else 0
    if left > 0:
        yield f"    · {word('more', language).format(left)}"
    yield f"    {word('does', language)}: {text(rule.does)}"
    yield f"    {word('must', language)}: {text(rule.must)}"


def _place(finding: Finding, language: str) -> str:
    """Where in the document, as a sentence."""
    if not finding.line:
        return ""
    column = word("column", language).format(finding.column) if finding.column else ""
    return word("line", language).format(finding.line) + column + "."


def _members(preview: Preview, language: str, members: bool) -> Iterator[str]:
    taken = word("would" if preview.stopped else "taken", language)
    for held in preview.containers:
        mark = f" ({word('generated', language)})" if held.generated else ""
        yield ""
        yield f"  {taken}: {held.members} {word('in', language)} {held.iri}{mark}"
    if members and preview.members:
        for member in preview.members:
            change = f"  {word(member.change, language)}" if member.change != "unknown" else ""
            yield f"    {member.iri}"
            yield f"      {member.page}  {member.triples} {word('triples', language)}{change}"
    if preview.members and preview.members[0].change != "unknown":
        counts = {name: sum(m.change == name for m in preview.members) for name in ("new", "changed", "same")}
        yield ""
        yield "  " + word("since", language).format(**counts, removed=len(preview.removed))
    for iri in preview.removed:
        yield f"  {word('removed', language)}: {iri}"
