"""The content is data of our own model, and is held to it: every shape and every rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph as ox
import shacl

from stafett.content.entries import Content, Entry
from stafett.errors import SourceError
from stafett.generate.instances import write_instances
from stafett.model.elements import CodeSets, Model
from stafett.model.reader import ModelError
from stafett.model.rules import Rules
from stafett.rdf import Triples, serialise

_RDF_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_NESTED: Final = "urn:stafett:nested:"
_SUBCLASS: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


def write_topics(content: Content, model: Model, codes: CodeSets) -> dict[str, Triples]:
    """Return what each content file says, as RDF."""
    found: dict[str, Triples] = {}
    for topic, entries in content.topics.items():
        found[topic] = Triples(model.iris)
        for entry in entries:
            label = f"{entry.kind}_{entry.slug}_".replace("-", "_")
            found[topic].update(write_instances(model, codes, [entry.data], label))
    return found


def check_content(
    content: Content,
    topics: Mapping[str, Triples],
    background: Iterable[ox.Triple],
    shapes: Triples,
    rules: Rules,
) -> None:
    """Validate all content at once.

    Args:
        content: all entries, to name the place of a fault.
        topics: what they say as RDF.
        background: what else is known, of which only the types count: code lists and codes.
        shapes: the generated shapes.
        rules: the hand-written ones.

    Raises:
        ModelError: with a fault for each violation; warnings are left to the pages of what they warn of.
    """
    lines = [str(t) for t in shapes if t.predicate.value == _SUBCLASS]
    lines += [_named(t) for triples in topics.values() for t in triples]
    lines += [str(t) for t in background if t.predicate == _RDF_TYPE]
    everything = serialise(shapes, "nt").decode() + "".join(f"{t} .\n" for t in rules.triples)
    compiled = shacl.Shapes.from_text(everything, format="ntriples")
    report = compiled.validate_text("".join(f"{line} .\n" for line in lines), format="ntriples")
    owners = dict(_owners(topics))
    faults = []
    for result in report.results:
        focus = _iri(result.focus_node)
        entry = content.entries.get(owners.get(focus, focus))
        if entry is not None and result.severity == "Violation":
            faults.append(_fault(entry, result, rules))
    if faults:
        raise ModelError(sorted(faults, key=str))


def _named(triple: ox.Triple) -> str:
    """The triple with names for blank nodes, because the engine gives those new labels in its report."""
    return " ".join(
        f"<{_NESTED}{term.value}>" if isinstance(term, ox.BlankNode) else str(term)
        for term in (triple.subject, triple.predicate, triple.object)
    )


def _owners(topics: Mapping[str, Triples]) -> Iterator[tuple[str, str]]:
    """Blank node to the named thing it belongs to, so that a nested fault has a place."""
    parents = {
        t.object.value: t.subject
        for triples in topics.values()
        for t in triples
        if isinstance(t.object, ox.BlankNode)
    }
    for label, parent in parents.items():
        top = parent
        while isinstance(top, ox.BlankNode):
            top = parents[top.value]
        yield _NESTED + label, str(getattr(top, "value", ""))


def _fault(entry: Entry, result: shacl.Result, rules: Rules) -> SourceError:
    path = re.split(r"[/#]", _iri(result.path or ""))[-1]
    constraint = re.split(r"[/#]", result.component_iri)[-1].removesuffix("ConstraintComponent")
    rule = rules.owner_of(result.root_shape or result.source_shape or "")
    constraint = constraint[:1].lower() + constraint[1:]
    of = f" of «{path}»" if path else ""
    by = f" (rule {rule})" if rule else ""
    return SourceError(
        f"{entry.path} breaks {constraint}{of}{by}", where=entry.where, hint=result.message or None
    )


def _iri(term: str) -> str:
    return term[1:-1] if term.startswith("<") and term.endswith(">") else term
