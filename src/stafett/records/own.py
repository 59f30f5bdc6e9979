"""Our own data held against the model's shapes, as anybody's data would be, before they are published."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import shacl

from stafett.errors import Location, SourceError
from stafett.rdf import Triples, serialise


def check_own(
    what: str, data: Triples, background: Iterable[Triples], shapes: str, where: Location | None = None
) -> None:
    """Validate data of ours.

    Args:
        what: what the data are, for the complaint.
        data: the triples to validate; results are only about subjects in these.
        background: what the data refer to, such as code lists, so that types are known.
        shapes: the model's SHACL as Turtle.
        where: the file the data come from.

    Raises:
        SourceError: a shape is broken; the first result is told in full, with how many more there are.
    """
    merged = Triples(data.iris)
    for graph in (data, *background):
        merged.update(graph)
    compiled = shacl.Shapes.from_text(shapes, format="turtle")
    report = compiled.validate_text(serialise(merged, "nt").decode(), format="ntriples")
    ours = {t.subject.value for t in data if isinstance(t.subject, ox.NamedNode)}
    found = [r for r in report.results if r.focus_node.strip("<>") in ours and r.severity == "Violation"]
    if found:
        first = found[0]
        path = (first.path or "").strip("<>").rpartition("/")[2]
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        text = f"{what}: {first.focus_node.strip('<>')} breaks {first.component_iri} at «{path}»{more}"
        raise SourceError(text, where=where)
