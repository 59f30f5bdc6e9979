"""Three queries on our store against rdflib's graph in memory, over the same triples."""

from __future__ import annotations

import json

import rdflib

from bench.timing import ROOT, best, show
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import QueryRequest

DIST = ROOT / "dist"


def _queries(base: str) -> dict[str, str]:
    terms = f"{base}/def/"
    return {
        "look up one code": f"""SELECT ?p ?o {{ <{base}/code/vigo-fullfortkode/B> ?p ?o }}""",
        "programme areas with labels": f"""SELECT ?area ?name ?programme {{
            ?area <{terms}programme> ?p ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?name .
            ?p <http://www.w3.org/2004/02/skos/core#prefLabel> ?programme
            FILTER(lang(?name) = "nb" && lang(?programme) = "nb") }}""",
        "codes by list and certainty": f"""SELECT ?list ?certainty (COUNT(?code) AS ?n) {{
            ?code <http://www.w3.org/2004/02/skos/core#inScheme> ?list ; <{terms}certainty> ?certainty
            }} GROUP BY ?list ?certainty""",
    }


def main() -> None:
    """Time each query on both and print them; the number of rows must be the same."""
    engine = EmbeddedEngine.load(DIST / "all.nq")
    graph = rdflib.Graph()
    dataset = rdflib.Dataset()
    dataset.parse(DIST / "all.nq", format="nquads")
    for s, p, o, _ in dataset.quads():
        graph.add((s, p, o))
    base = json.loads((DIST / "manifest.json").read_text())["base"]
    rows = []
    for name, query in _queries(base).items():
        ours = len(json.loads(engine.run(QueryRequest(query)).body)["results"]["bindings"])
        theirs = len(list(graph.query(query)))
        if ours != theirs:
            raise SystemExit(f"{name}: {ours} rows here, {theirs} in rdflib")
        rows.append(
            (
                f"{name} ({ours} rows)",
                best(lambda q=query: engine.run(QueryRequest(q)), 5),  # type: ignore[misc]
                best(lambda q=query: list(graph.query(q)), 3),  # type: ignore[misc]
            )
        )
    show(f"Queries over {engine.size()} triples", rows, "stafett", "rdflib")
