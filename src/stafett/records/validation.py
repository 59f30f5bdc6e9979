"""Validating data against our SHACL shapes (and, for JSON and YAML, for keys the model does not have)."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, cast

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from stafett.errors import DataError, DistError, Location
from stafett.languages import Text
from stafett.records.prepared import PreparedGraph
from stafett.records.reading import Data

# rdflib logs a traceback for every ill-formed literal; we report those as violations instead.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)

VALIDITY: Final = ("validFrom", "validTo", "firstTaught", "lastTaught", "lastExam")
"""The slots that say when a code is valid, as rule V22 reads them."""
UNKNOWN_KEY: Final = Text.of(
    {
        "nb": "Modellen har ingen slik egenskap for denne typen",
        "nn": "Modellen har ingen slik eigenskap for denne typen",
        "en": "The model has no such property for this type",
    }
)
UNKNOWN_TYPE: Final = Text.of(
    {
        "nb": "Ingen ressurs i fila har en type fra modellen, så det er ingenting å kontrollere",
        "nn": "Ingen ressurs i fila har ein type frå modellen, så det er ingenting å kontrollere",
        "en": "No resource in the file has a type of the model, so there is nothing to check",
    }
)


@dataclass(frozen=True)
class Violation:
    """One thing that is wrong: where, and what was expected.

    `path` and `constraint` are short (local names); `focus` is an IRI or a blank node label. `rule` is the
    identifier of a hand-written rule (V05), where one of those is broken.
    """

    focus: str
    path: str
    value: str
    constraint: str
    severity: str
    message: Text
    line: int | None = None
    rule: str | None = None


@dataclass(frozen=True)
class Rules:
    """What data are checked against, as a build wrote it."""

    base: str
    shapes: rdflib.Graph
    context: dict[str, Any]
    schema: dict[str, Any]
    known_types: Mapping[str, tuple[str, ...]]
    validity: Mapping[str, tuple[tuple[str, str, str | None], ...]] = field(default_factory=dict)
    """When codes of our lists are valid: predicate, value and datatype, by the code. Rule V22 needs it."""

    @cached_property
    def languages(self) -> dict[str, str]:
        """The language of each message: pySHACL drops the tags of those of SPARQL constraints."""
        found = self.shapes.objects(None, SH.message)
        return {str(m): m.language for m in found if isinstance(m, rdflib.Literal) and m.language}

    @cached_property
    def owners(self) -> dict[rdflib.term.Node, str]:
        """The hand-written rule that each shape belongs to, nested ones included, by its identifier."""
        found: dict[rdflib.term.Node, str] = {}
        for rule, name in self.shapes.subject_objects(rdflib.DCTERMS.identifier):
            waiting = [rule]
            while waiting:
                shape = waiting.pop()
                found[shape] = str(name)
                inner = self.shapes.objects(shape)
                waiting += [o for o in inner if isinstance(o, rdflib.BNode) and o not in found]
        return found


def load_rules(dist: Path, shapes: Iterable[Path] = ()) -> Rules:
    """Load our shapes, or other people's, and what the check needs besides.

    Args:
        dist: a build.
        shapes: SHACL files to use instead of ours.

    Raises:
        DistError: `dist` is no complete build.
        DataError: a shapes file cannot be read.
    """
    try:
        manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
        context = json.loads((dist / "model" / "stafett.context.jsonld").read_text(encoding="utf-8"))
        schema = json.loads((dist / "model" / "stafett.schema.json").read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as fault:
        raise DistError(f"{dist} is no complete build", hint="Run `stafett build` first.") from fault
    graph = rdflib.Graph()
    for file in list(shapes) or [dist / "model" / f"stafett.{name}.nt" for name in ("shacl", "rules")]:
        try:
            graph.parse(file)
        except Exception as fault:  # rdflib's parsers raise many kinds
            raise DataError(f"The shapes cannot be read: {fault}", where=Location(Path(file))) from fault
    store = ox.Store()
    try:
        store.bulk_load(path=str(dist / "all.nq"), format=ox.RdfFormat.N_QUADS)
    except (OSError, SyntaxError) as fault:
        raise DistError(f"{dist / 'all.nq'} cannot be read", hint="Run `stafett build` again.") from fault
    base = manifest["base"]
    return Rules(base, graph, context, schema, _known_types(store, base), _validity(store, base))


def _validity(store: ox.Store, base: str) -> dict[str, tuple[tuple[str, str, str | None], ...]]:
    """The dates and semesters in which the codes of our lists are valid."""
    slots = " ".join(f"<{base}/def/{slot}>" for slot in VALIDITY)
    query = f"""SELECT ?code ?slot ?value WHERE {{ VALUES ?slot {{ {slots} }}
        ?code a <{base}/def/Code> ; ?slot ?value }} ORDER BY ?code ?slot"""
    found: dict[str, tuple[tuple[str, str, str | None], ...]] = {}
    for row in cast(ox.QuerySolutions, store.query(query, use_default_graph_as_union=True)):
        code, slot, value = row["code"], row["slot"], row["value"]
        if (
            isinstance(code, ox.NamedNode)
            and isinstance(slot, ox.NamedNode)
            and isinstance(value, ox.Literal)
        ):
            said = (slot.value, value.value, value.datatype.value)
            found[code.value] = (*found.get(code.value, ()), said)
    return found


def _known_types(store: ox.Store, base: str) -> dict[str, tuple[str, ...]]:
    """The programmes and areas that the code lists describe, so that data may refer to them."""
    query = f"""SELECT ?thing ?type WHERE {{ ?thing a <{base}/def/Code> , ?type
        FILTER(STRSTARTS(STR(?type), "{base}/def/") && ?type != <{base}/def/Code>) }}"""
    found: dict[str, tuple[str, ...]] = {}
    for row in cast(ox.QuerySolutions, store.query(query, use_default_graph_as_union=True)):
        thing, kind = row["thing"], row["type"]
        if isinstance(thing, ox.NamedNode) and isinstance(kind, ox.NamedNode):
            found[thing.value] = (*found.get(thing.value, ()), kind.value)
    return found


def validate(data: Data, rules: Rules) -> tuple[Violation, ...]:
    """Check data, and return what is wrong, sorted; empty when all is well."""
    graph = PreparedGraph()
    lines = "\n".join(f"{t} ." for t in sorted(map(str, data.triples)))
    graph.parse(data=lines, format="nt")
    unknown = _unknown_keys(data, rules)
    targets = set(rules.shapes.objects(None, SH.targetClass))
    if not any(kind in targets for kind in graph.objects(None, RDF.type)) and not unknown:
        return (Violation(str(data.file), "", "", "type", "Warning", UNKNOWN_TYPE),)
    subjects = set(graph.subjects())
    for triple in _background(graph, rules):  # pySHACL's own ont_graph takes axioms only, not what a thing is
        graph.add(triple)
    _, report, _ = pyshacl.validate(
        graph,
        shacl_graph=rules.shapes,
        inference="none",
        advanced=False,
        js=False,
        do_owl_imports=False,
    )
    results = cast(rdflib.Graph, report)
    lines_of = _lines(data, rules)
    found = [
        _violation(results, node, lines_of, rules)
        for node in results.subjects(RDF.type, SH.ValidationResult)
        if results.value(node, SH.focusNode) in subjects
    ]
    return tuple(sorted([*found, *unknown], key=_order))


def _order(v: Violation) -> tuple[str, ...]:
    return v.focus, v.path, v.value, v.constraint, v.severity, v.rule or "", str(v.message.values)


def _background(graph: rdflib.Graph, rules: Rules) -> rdflib.Graph:
    """The subclass axioms, and the types and validity of what the data refer to outside themselves."""
    background = rdflib.Graph()
    for triple in rules.shapes.triples((None, rdflib.RDFS.subClassOf, None)):
        background.add(triple)
    for thing in set(graph.objects()):
        for kind in rules.known_types.get(str(thing), ()):
            background.add((thing, RDF.type, rdflib.URIRef(kind)))
        if (thing, RDF.type, None) not in graph:  # what the data say of a code themselves goes first
            for slot, value, datatype in rules.validity.get(str(thing), ()):
                background.add((thing, rdflib.URIRef(slot), rdflib.Literal(value, datatype=datatype)))
                background.add((thing, RDF.type, rdflib.URIRef(f"{rules.base}/def/Code")))
    return background


def _lines(data: Data, rules: Rules) -> dict[str, int]:
    """The line of each object, by its full IRI."""
    prefixes = rules.context["@context"]
    found: dict[str, int] = {}
    for number, item in enumerate(data.objects or ()):
        prefix, colon, local_name = str(item.get("id", "")).partition(":")
        start = prefixes.get(prefix)
        iri = start + local_name if isinstance(start, str) else prefix + colon + local_name
        if (line := data.line_of(number)) is not None:
            found[iri] = line
    return found


def _violation(
    results: rdflib.Graph, node: rdflib.term.Node, lines: Mapping[str, int], rules: Rules
) -> Violation:
    def one(predicate: rdflib.URIRef) -> str:
        value = results.value(node, predicate)
        return "" if value is None else str(value)

    focus = one(SH.focusNode)
    path = results.value(node, SH.resultPath)
    found = [m for m in results.objects(node, SH.resultMessage) if isinstance(m, rdflib.Literal)]
    messages = {m.language or rules.languages.get(str(m), "en"): str(m) for m in found}
    source = results.value(node, SH.sourceShape)
    return Violation(
        focus=focus,
        path=local(str(path)) if isinstance(path, rdflib.URIRef) else "",
        value=one(SH.value),
        constraint=local(one(SH.sourceConstraintComponent)).removesuffix("ConstraintComponent"),
        severity=local(one(SH.resultSeverity)),
        message=Text.of(messages),
        line=lines.get(focus),
        rule=rules.owners.get(source) if source is not None else None,
    )


def local(iri: str) -> str:
    """The last part of an IRI; constraint components begin with a small letter."""
    local = iri.rpartition("#")[2].rpartition("/")[2]
    if local == "SPARQLConstraintComponent":
        return "sparqlConstraintComponent"
    return local[:1].lower() + local[1:] if local.endswith("ConstraintComponent") else local


def _unknown_keys(data: Data, rules: Rules) -> list[Violation]:
    """JSON-LD drops keys it does not know without a word; a misspelt key must not vanish so."""
    found: list[Violation] = []
    for number, item in enumerate(data.objects or ()):
        line = data.line_of(number)
        found += _unknown_in(item, rules.schema["$defs"], str(item.get("id", f"#{number + 1}")), line)
    return found


def _unknown_in(
    item: Mapping[str, Any], classes: Mapping[str, Any], focus: str, line: int | None
) -> list[Violation]:
    cls = classes.get(str(item.get("type")))
    if cls is None:
        return [Violation(focus, "type", str(item.get("type", "")), "type", "Violation", UNKNOWN_KEY, line)]
    found: list[Violation] = []
    for key, value in item.items():
        if key not in cls["properties"]:
            found.append(Violation(focus, key, str(value), "unknownProperty", "Violation", UNKNOWN_KEY, line))
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict) and "type" in inner:
                found += _unknown_in(inner, classes, f"{focus} / {key}", line)
    return found


def as_text(violation: Violation, language: str) -> str:
    """One violation on a few lines, in the wanted language."""
    words = {
        "nb": ("Fokusnode", "Egenskap", "Verdi", "Krav"),
        "nn": ("Fokusnode", "Eigenskap", "Verdi", "Krav"),
        "en": ("Focus node", "Path", "Value", "Constraint"),
    }[language]
    best = violation.message.best(language)
    lines = [best[1] if best else violation.constraint]
    constraint = f"{violation.rule} ({violation.constraint})" if violation.rule else violation.constraint
    values = (violation.focus, violation.path, violation.value, constraint)
    lines += [f"  {word}: {value}" for word, value in zip(words, values, strict=True) if value]
    return "\n".join(lines)
