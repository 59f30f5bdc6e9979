"""Every example query answers the same over every store."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from remote_stores import oxigraph, virtuoso, write_quads
from stafett.limits import Limits
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import QueryEngine, QueryRequest, QueryResult, collect
from stafett.store.remote.engine import RemoteEngine
from stafett.store.remote.loading import Build

STORES = {"oxigraph": oxigraph, "virtuoso": virtuoso}
LIMITS = Limits(seconds=120)
DEVIATING = {"virtuoso": {"systems-of-elements": "7.2.5 loses rows of an OPTIONAL that holds a UNION"}}
"""Examples that a store answers otherwise than SPARQL says, and why; also in docs/scaling.md."""
Answers = dict[str, Counter[str]]


@pytest.fixture(scope="module")
def examples(dist: Path) -> dict[str, str]:
    found = json.loads((dist / "pages" / "queries.json").read_bytes())
    return {example["id"]: example["query"] for example in found}


@pytest.fixture(scope="module")
def expected(engine: EmbeddedEngine, examples: dict[str, str]) -> Answers:
    return answers(engine, examples)


@pytest.fixture(scope="module")
def quads(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bulk") / "all.nq"
    write_quads(Build.read(dist / "all.nq"), file)
    return file


@pytest.fixture(scope="module", params=STORES)
def remote(
    request: pytest.FixtureRequest, quads: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RemoteEngine]:
    with STORES[request.param](tmp_path_factory.mktemp(request.param), quads) as address:
        yield RemoteEngine(address, {}, LIMITS)


def test_every_example_answers_the_same_over_this_store(
    remote: RemoteEngine, examples: dict[str, str], expected: Answers, request: pytest.FixtureRequest
) -> None:
    found = answers(remote, examples)
    differing = set()
    for name, query in examples.items():
        assert expected[name], name
        missing, more = expected[name] - found[name], found[name] - expected[name]
        # What else a description holds is each engine's own affair (SPARQL 1.1 Query, section 16.4).
        if missing or (more and "DESCRIBE" not in query):
            differing.add(name)
    assert differing == set(DEVIATING.get(request.node.callspec.params["remote"], ()))


def answers(engine: QueryEngine, examples: dict[str, str]) -> Answers:
    async def run() -> Answers:
        await engine.start()
        try:
            return {
                name: rows(await collect(engine, QueryRequest(query, graph="application/n-triples")), query)
                for name, query in examples.items()
            }
        finally:
            await engine.aclose()

    return asyncio.run(run())


def rows(answer: QueryResult, query: str) -> Counter[str]:
    """The rows or triples, without blank nodes, whose names differ, and with what was joined in order."""
    if answer.media_type == "application/n-triples":
        return Counter(line for line in answer.body.decode().splitlines() if "_:" not in line)
    found = json.loads(answer.body)
    if "boolean" in found:
        return Counter([str(found["boolean"])])
    joined = re.search(r'GROUP_CONCAT\(.*?SEPARATOR\s*=\s*"(.*?)"', query, re.IGNORECASE | re.DOTALL)

    def value(term: dict[str, Any]) -> str:
        text = str(term["value"])
        return joined[1].join(sorted(text.split(joined[1]))) if joined else text

    def row(terms: dict[str, dict[str, Any]]) -> str:
        # Engines differ in whether nothing joined to nothing is an empty text or no value.
        told = {
            name: value(term) for name, term in terms.items() if term["type"] != "bnode" and term["value"]
        }
        return json.dumps(told, sort_keys=True)

    return Counter(map(row, found["results"]["bindings"]))
