"""A graph that reads the text of a query once, for validators that ask the same of every focus node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Processor, Result


class PreparedGraph(rdflib.Graph):
    """An rdflib graph whose queries are prepared and kept.

    pySHACL puts the focus node in by a binding and leaves the text of a SHACL-SPARQL constraint as it is, and
    more than four fifths of its time went to parsing that text anew for each focus node.
    """

    def __init__(self) -> None:
        super().__init__()
        self._prepared: dict[tuple[str, tuple[str, ...]], Query] = {}

    def query(
        self,
        query_object: str | Query,
        processor: str | Processor = "sparql",
        result: str | type[Result] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803  (the name rdflib gives it)
        *others: Any,
        **options: Any,
    ) -> Result:
        """Answer a query, as `rdflib.Graph.query` does; the text is parsed the first time it is asked."""
        if isinstance(query_object, str) and processor == "sparql":
            query_object = self._prepare(query_object, initNs or dict(self.namespaces()))
        return super().query(query_object, processor, result, initNs, *others, **options)

    def _prepare(self, text: str, namespaces: Mapping[str, Any]) -> Query:
        key = text, tuple(sorted(map(str, namespaces.items())))
        if key not in self._prepared:
            self._prepared[key] = prepareQuery(text, initNs=namespaces)
        return self._prepared[key]
