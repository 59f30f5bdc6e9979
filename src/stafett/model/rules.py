"""Rules that LinkML cannot say, written by hand as SHACL in shapes/rules/ (core or SHACL-SPARQL).

Each rule is a node shape `rule/Vnn` with identifier, severity, message in three languages, and the document
it comes from. Like the other sources the files write the placeholder where the base will stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from stafett.errors import Location, SourceError
from stafett.iris import PLACEHOLDER, PREFIXES, Iris
from stafett.languages import LANGUAGES, Text

SH: Final = PREFIXES["sh"]
SCOPES: Final = "stafett-avgjorbarhet"
"""The code list that says what is needed to decide a rule."""
_SEVERITIES: Final = frozenset({"Violation", "Warning", "Info"})


@dataclass(frozen=True)
class Rule:
    """One rule: its identifier (V05), what it says, what it applies to, and where it comes from.

    `decidable_from` is the code in SCOPES that says what is needed to decide it: `oneRecord`, or more.
    `mentions` holds every IRI that the shape or its queries name, such as the codes it looks at.
    """

    identifier: str
    iri: str
    severity: str
    message: Text
    description: Text
    targets: tuple[str, ...]
    file: Path
    decidable_from: str
    mentions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rules:
    """All rules, and their triples as written."""

    rules: tuple[Rule, ...]
    triples: frozenset[ox.Triple]

    def owner_of(self, shape: str) -> str | None:
        """The identifier of the rule that a shape in a validation result belongs to."""
        local = shape.strip("<>").rpartition("/rule/")[2]
        if "/rule/" not in shape:
            return None
        return next((r.identifier for r in self.rules if local.split("-")[0] == r.identifier), None)


def read_rules(folder: Path, iris: Iris) -> Rules:
    """Read all rules of a folder.

    Raises:
        SourceError: a file is not Turtle, or a rule lacks identifier, message in a language, severity,
            target, description or what it can be decided from; naming file and line or rule.
    """
    found: list[Rule] = []
    triples: set[ox.Triple] = set()
    for file in sorted(folder.glob("*.ttl")):
        own = _parse(file, iris)
        triples |= own
        found += _rules(file, own, iris)
    seen: dict[str, Rule] = {}
    for rule in found:
        if rule.identifier in seen:
            text = f"The rule {rule.identifier} stands in {seen[rule.identifier].file.name} too"
            raise SourceError(text, where=Location(rule.file))
        seen[rule.identifier] = rule
    return Rules(tuple(sorted(found, key=lambda r: r.identifier)), frozenset(triples))


def _parse(file: Path, iris: Iris) -> set[ox.Triple]:
    text = file.read_text(encoding="utf-8").replace(PLACEHOLDER, iris.base + "/")
    try:
        quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as fault:
        place = Location(file, fault.lineno, fault.offset)
        raise SourceError(f"This is not valid Turtle: {fault.msg}", where=place) from None
    # Blank nodes get names from their file, so that two builds write the same.
    names: dict[ox.BlankNode, ox.BlankNode] = {}

    def named(term: ox.NamedNode | ox.BlankNode) -> ox.NamedNode | ox.BlankNode:
        if isinstance(term, ox.BlankNode):
            return names.setdefault(term, ox.BlankNode(f"rule{file.stem}x{len(names):03}"))
        return term

    found: set[ox.Triple] = set()
    for q in quads:
        if isinstance(q.subject, ox.Triple) or isinstance(q.object, ox.Triple):
            raise SourceError("A rule may not hold quoted triples", where=Location(file))
        value = q.object if isinstance(q.object, ox.Literal) else named(q.object)
        found.add(ox.Triple(named(q.subject), q.predicate, value))
    return found


def _rules(file: Path, triples: set[ox.Triple], iris: Iris) -> Iterator[Rule]:
    prefix = iris.thing("rule", "")
    shapes = sorted(
        t.subject.value
        for t in triples
        if isinstance(t.subject, ox.NamedNode)
        and t.predicate.value.endswith("#type")
        and isinstance(t.object, ox.NamedNode)
        and t.object.value == SH + "NodeShape"
        and t.subject.value.startswith(prefix)
    )
    for shape in shapes:
        yield _rule(file, shape, triples, iris)


def _rule(file: Path, shape: str, triples: set[ox.Triple], iris: Iris) -> Rule:
    reach = _closure(ox.NamedNode(shape), triples)

    def values(predicate: str, *, deep: bool = False) -> list[ox.NamedNode | ox.Literal]:
        pool = reach if deep else {t for t in reach if t.subject == ox.NamedNode(shape)}
        found = [t.object for t in pool if t.predicate.value == predicate]
        return sorted((v for v in found if isinstance(v, ox.NamedNode | ox.Literal)), key=str)

    def text(predicate: str, *, deep: bool = False) -> Text:
        pairs = [v for v in values(predicate, deep=deep) if isinstance(v, ox.Literal)]
        return Text.of({v.language or "": v.value for v in pairs})

    # What the shape says as a whole goes before what its constraints say, which may hold {?variables}.
    whole, description = text(SH + "message"), text(PREFIXES["dct"] + "description")
    message = whole if whole.values else text(SH + "message", deep=True)
    for words, what in ((message, "sh:message"), (description, "dct:description")):
        for tag in LANGUAGES:
            if not words.get(tag):
                raise SourceError(f"The rule {shape} has no {what} in {tag}", where=Location(file))
    severities = {v.value.removeprefix(SH) for v in values(SH + "severity", deep=True)}
    if len(severities) != 1 or not severities <= _SEVERITIES:
        raise SourceError(f"The rule {shape} must have one sh:severity", where=Location(file))
    targets = tuple(v.value for v in values(SH + "targetClass"))
    if not targets:
        raise SourceError(f"The rule {shape} has no sh:targetClass", where=Location(file))
    identifiers = [v.value for v in values(PREFIXES["dct"] + "identifier")]
    if identifiers != [shape.rpartition("/")[2]]:
        raise SourceError(
            f"The rule {shape} must have its own last part as dct:identifier", where=Location(file)
        )
    scopes = [v.value for v in values(iris.term("decidableFrom"))]
    if len(scopes) != 1 or not scopes[0].startswith(f"{iris.scheme(SCOPES)}/"):
        raise SourceError(
            f"The rule {shape} must have one stafett:decidableFrom, a code of {SCOPES}", where=Location(file)
        )
    return Rule(
        identifiers[0],
        shape,
        severities.pop(),
        message,
        description,
        targets,
        file,
        scopes[0].rpartition("/")[2],
        _mentions(reach, triples) - set(scopes),
    )


_DECLARATIONS: Final = (SH + "prefix", SH + "namespace")
_SHORT: Final = re.compile(r"(?<![\w<:/])([A-Za-z][\w-]*):([\w.~-]*\w)")
_FULL: Final = re.compile(r"<([a-z]+:[^\s<>]+)>")


def _mentions(reach: set[ox.Triple], triples: set[ox.Triple]) -> frozenset[str]:
    """The IRIs in a rule, and those its queries write short (by sh:declare) or in full."""
    declared: dict[object, dict[str, str]] = {}
    for t in triples:
        if t.predicate.value in _DECLARATIONS:
            declared.setdefault(t.subject, {})[t.predicate.value] = str(t.object.value)  # type: ignore[union-attr]
    prefix, namespace = _DECLARATIONS
    spaces = {
        found[prefix]: found[namespace] for found in declared.values() if len(found) == len(_DECLARATIONS)
    }
    found = {t.object.value for t in reach if isinstance(t.object, ox.NamedNode)}
    for t in reach:
        if t.predicate.value == SH + "select" and isinstance(t.object, ox.Literal):
            found |= set(_FULL.findall(t.object.value))
            found |= {spaces[p] + local for p, local in _SHORT.findall(t.object.value) if p in spaces}
    return frozenset(found)


def _closure(start: ox.NamedNode, triples: set[ox.Triple]) -> set[ox.Triple]:
    """What is said of a rule: of the shape itself, its blank nodes, and shapes named after it."""
    by_subject: dict[object, list[ox.Triple]] = {}
    for t in triples:
        by_subject.setdefault(t.subject, []).append(t)
    found: set[ox.Triple] = set()
    waiting: list[object] = [start]
    while waiting:
        for t in by_subject.pop(waiting.pop(), []):
            found.add(t)
            nested = isinstance(t.object, ox.BlankNode) or str(t.object).startswith(f"<{start.value}-")
            if nested:
                waiting.append(t.object)
    return found
