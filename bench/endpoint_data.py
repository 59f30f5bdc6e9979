"""What the endpoints are asked in the benchmark: our own build, and a synthetic million of triples."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.timing import ROOT

S: Final = "http://example.org/s/"
_GRAPH: Final = re.compile(rb" <[^<>\n]*> \.$", re.MULTILINE)


@dataclass(frozen=True)
class Query:
    """A query, and whether its answer is a long table, for which it is driven longer."""

    name: str
    text: str
    long: bool = False


def own_queries(base: str) -> list[Query]:
    """Four queries over our own store."""
    skos = "http://www.w3.org/2004/02/skos/core#"
    return [
        Query("point look-up", f"SELECT ?p ?o {{ <{base}/code/vigo-fullfortkode/B> ?p ?o }}"),
        Query(
            "five-way join",
            f"""SELECT ?area ?name ?stage ?programme {{ ?area <{base}/def/programme> ?p ;
            <{base}/def/stage> ?s ; <{skos}prefLabel> ?name . ?s <{skos}notation> ?stage .
            ?p <{skos}prefLabel> ?programme
            FILTER(lang(?name) = "nb" && lang(?programme) = "nb") }} LIMIT 50""",
        ),
        Query("aggregate", f"SELECT ?list (COUNT(?c) AS ?n) {{ ?c <{skos}inScheme> ?list }} GROUP BY ?list"),
        Query("100 000 rows", "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 100000", long=True),
    ]


def synthetic_queries() -> list[Query]:
    """Four queries over the synthetic data."""
    return [
        Query("point look-up", f"SELECT ?p ?o {{ <{S}result4711> ?p ?o }}"),
        Query(
            "five-way join",
            f"""SELECT ?r ?grade ?label ?county {{ ?r <{S}learner> <{S}learner42> ;
            <{S}grade> ?grade ; <{S}subject> ?s ; <{S}school> ?k . ?s <{S}label> ?label .
            ?k <{S}county> ?county }}""",
        ),
        Query(
            "aggregate",
            f"""SELECT ?year (COUNT(?r) AS ?n) {{
            ?r <{S}subject> <{S}subject7> ; <{S}year> ?year }} GROUP BY ?year""",
        ),
        Query("100 000 rows", f"SELECT ?r ?grade {{ ?r <{S}grade> ?grade }} LIMIT 100000", long=True),
    ]


def synthetic(file: Path, results: int = 111_000) -> None:
    """Write about a million triples: results of learners in subjects, with grades, years and schools."""
    with file.open("w", encoding="utf-8") as out:

        def say(subject: str, predicate: str, value: str) -> None:
            out.write(f"<{S}{subject}> <{S}{predicate}> {value} <{S}graph> .\n")

        for n in range(400):
            say(f"school{n}", "county", f"<{S}county{n % 15}>")
            say(f"subject{n}", "label", f'"Fag {n}"@nb')
        for n in range(results):
            learner = n * 7919 % 10_000
            say(f"result{n}", "type", f"<{S}Result>")
            say(f"result{n}", "learner", f"<{S}learner{learner}>")
            say(f"result{n}", "subject", f"<{S}subject{n * 31 % 400}>")
            say(f"result{n}", "school", f"<{S}school{learner % 400}>")
            say(f"result{n}", "year", f'"{2015 + n % 10}"')
            say(f"result{n}", "grade", f'"{1 + n * 17 % 6}"')
            say(f"result{n}", "kind", f"<{S}kind{n % 3}>")
            say(f"result{n}", "number", f'"{n}"')
            say(f"result{n}", "term", f"<{S}term{n % 2}>")


def with_quads(folder: Path, quads: Path) -> Path:
    """A copy of our build whose store holds other triples."""
    shutil.copytree(ROOT / "dist", folder)
    shutil.copyfile(quads, folder / "all.nq")
    manifest = json.loads((folder / "manifest.json").read_text())
    for entry in manifest["files"]:
        if entry["path"] == "all.nq":
            entry["sha256"] = hashlib.sha256(quads.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def default_graph(quads: Path, triples: Path) -> None:
    """Write the merge of all graphs of an N-Quads file as N-Triples, each triple once."""
    lines = _GRAPH.sub(b" .", quads.read_bytes()).split(b"\n")
    triples.write_bytes(b"\n".join(dict.fromkeys(lines)))
