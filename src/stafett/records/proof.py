"""The examples as proof of the model: each gives the results it says, and no others.

All examples are validated in one graph, each under names of its own, with the native engine `shacl`:
pySHACL would make every build wait for seconds. A test compares the two engines on every example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pyoxigraph as ox
import shacl

from stafett.errors import SourceError
from stafett.generate.instances import write_instances
from stafett.model.elements import CodeSets, Model
from stafett.model.examples import Example
from stafett.model.reader import ModelError
from stafett.rdf import Triples, serialise

Outcome = tuple[str, str, str]
"""Path (local name), constraint and severity of one result."""

_NAME: Final = "urn:stafett:example-{}:"
_NUMBER: Final = re.compile(r"urn:stafett:example-(\d+):")
_SUBCLASS: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


def check_examples(examples: Sequence[Example], model: Model, codes: CodeSets, shapes: Triples) -> None:
    """Check that every example breaks the rules it says it breaks, and no others.

    Raises:
        ModelError: with a fault for each expected result that is missing and each that is not expected.
    """
    found = outcomes(examples, model, codes, shapes)
    faults = [f for n, e in enumerate(examples) for f in _faults(e, found.get(n, {}), model)]
    if faults:
        raise ModelError(faults)


def outcomes(
    examples: Sequence[Example], model: Model, codes: CodeSets, shapes: Triples
) -> dict[int, dict[Outcome, str]]:
    """Validate all examples at once; return each one's results, by its number, with their message."""
    kept = {s.path for s in model.slots.values() if s.range.kind == "codelist"}
    lines = [str(t) + " ." for t in shapes if t.predicate.value == _SUBCLASS]
    for number, example in enumerate(examples):
        own = write_instances(model, codes, example.data)
        lines += (str(t) + " ." for t in _apart(own, _NAME.format(number), kept))
    compiled = shacl.Shapes.from_text(serialise(shapes, "nt").decode(), format="ntriples")
    report = compiled.validate_text("\n".join(lines), format="ntriples")
    found: dict[int, dict[Outcome, str]] = {}
    for result in report.results:
        if number_of := _NUMBER.search(result.focus_node):
            outcome = (_local(result.path), _constraint(result.component_iri), result.severity)
            found.setdefault(int(number_of[1]), {})[outcome] = result.message or ""
    return found


def _local(path: str | None) -> str:
    return re.split(r"[/#]", (path or "").strip("<>"))[-1]


def _constraint(component: str) -> str:
    name = _local(component).removesuffix("ConstraintComponent")
    return name[:1].lower() + name[1:]


def _apart(triples: Iterable[ox.Triple], prefix: str, kept: set[str]) -> Iterator[ox.Triple]:
    """The triples of one example, with everything it describes renamed so that examples do not mix.

    Blank nodes get names too, since validation reports must lead back to the example. Codes keep theirs,
    because sh:in lists them by it, also in an example that describes one.
    """
    own = list(triples)
    described = {t.subject for t in own}

    def renamed(term: object) -> ox.NamedNode | None:
        known = isinstance(term, ox.NamedNode | ox.BlankNode) and term in described
        return ox.NamedNode(prefix + str(term.value)) if known else None  # type: ignore[attr-defined]

    for t in own:
        value = None if t.predicate.value in kept else renamed(t.object)
        yield ox.Triple(renamed(t.subject) or t.subject, t.predicate, value or t.object)


def _faults(example: Example, got: dict[Outcome, str], model: Model) -> Iterator[SourceError]:
    said = {(_local(model.slots[e.path].path), e.constraint, e.severity): e for e in example.expect}
    for result, expected in said.items():
        if result not in got:
            text = f"The example says it breaks {expected.constraint} of «{expected.path}», but it does not"
            yield SourceError(text, where=expected.where)
    for result, message in got.items():
        if result not in said:
            kind = "valid example" if example.valid else "example does not say so, but it"
            text = f"The {kind} breaks {result[1]} of «{result[0]}»"
            yield SourceError(text, where=example.where, hint=message or None)
