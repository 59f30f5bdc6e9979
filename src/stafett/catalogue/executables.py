"""The example queries as `sh:SPARQLExecutable` (SHACL Advanced Features 5), for tools to find and run.

SHACL has no form for DESCRIBE; there the vocabulary of SIB's example queries is used, whose tools read both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import pyoxigraph as ox

from stafett.iris import Iris
from stafett.rdf import Triples

_FORMS: Final = {
    "SELECT": ("sh:SPARQLSelectExecutable", "sh:select"),
    "ASK": ("sh:SPARQLAskExecutable", "sh:ask"),
    "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh:construct"),
    "DESCRIBE": ("spex:SPARQLDescribeExecutable", "spex:describe"),
}
_FORM: Final = re.compile(r"^\s*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE | re.MULTILINE)


def write_executables(queries: Iterable[dict[str, Any]], ontology: str, iris: Iris) -> Triples:
    """Describe queries, as `read_queries` gives them, and the prefixes of the endpoint.

    The texts declare their prefixes themselves, and stand on their own; `sh:prefixes` leads besides to the
    prefixes that need not be declared here.

    Args:
        queries: the queries.
        ontology: what the prefixes are declared of.
        iris: maker of identifiers.

    Raises:
        ValueError: a text has none of the four forms of a query.
    """
    out = Triples(iris)
    for prefix, namespace in iris.prefixes().items():
        node = ox.BlankNode(f"prefix{prefix}")
        out.add(ontology, "sh:declare", node)
        out.types(node, "sh:PrefixDeclaration")
        out.literal(node, "sh:prefix", prefix)
        out.literal(node, "sh:namespace", namespace, "anyURI")
    for query in queries:
        form = _FORM.search(query["query"])
        if form is None:
            raise ValueError(f"The example query «{query['id']}» has no form")
        kind, text = _FORMS[form[1].upper()]
        subject = iris.thing("query", query["id"])
        out.types(subject, "sh:SPARQLExecutable", kind)
        out.literal(subject, "dct:identifier", query["id"])
        out.literal(subject, text, query["query"])
        out.add(subject, "sh:prefixes", ontology)
        out.add(subject, "schema:target", f"{iris.base}/sparql")
        for tag, value in query["title"].items():
            out.add(subject, "rdfs:label", ox.Literal(value, language=tag))
        for tag, value in query["description"].items():
            out.add(subject, "rdfs:comment", ox.Literal(value, language=tag))
        for tag, value in query["topic"].items():
            out.add(subject, "schema:keywords", ox.Literal(value, language=tag))
    return out
