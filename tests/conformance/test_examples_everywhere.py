"""Every example query answers the same over every store."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from remote_stores import oxigraph, virtuoso
from stafett.limits import Limits
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import QueryEngine, QueryRequest, QueryResult, collect
from stafett.store.remote.engine import RemoteEngine
from stafett.store.remote.loading import Build, load
from stafett.web.prefixes import prefixes_for

STORES = {"oxigraph": oxigraph, "virtuoso": virtuoso}
LIMITS = Limits(seconds=120)


@pytest.fixture(scope="module")
def examples(dist: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((dist / "pages" / "queries.json").read_bytes())
    return found


@pytest.fixture(scope="module")
def prefixes(dist: Path) -> dict[str, str]:
    return prefixes_for(json.loads((dist / "manifest.json").read_bytes())["base"])


@pytest.fixture(scope="module")
def expected(dist: Path, prefixes: dict[str, str], examples: list[dict[str, Any]]) -> list[Counter[str]]:
    return _answers(EmbeddedEngine.load(dist / "all.nq", prefixes, LIMITS), examples)


@pytest.fixture(scope="module", params=STORES)
def remote(
    request: pytest.FixtureRequest,
    dist: Path,
    prefixes: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[RemoteEngine]:
    with STORES[request.param](tmp_path_factory.mktemp(request.param)) as address:
        load(Build.read(dist / "all.nq"), address)
        yield RemoteEngine(address, prefixes, LIMITS)


def test_all_examples(
    remote: RemoteEngine, examples: list[dict[str, Any]], expected: list[Counter[str]]
) -> None:
    found = _answers(remote, examples)
    differing = {
        example["id"]: (list((want - got).elements())[:2], list((got - want).elements())[:2])
        for example, want, got in zip(examples, expected, found, strict=True)
        if want != got
    }
    assert differing == {}


def _answers(engine: QueryEngine, examples: list[dict[str, Any]]) -> list[Counter[str]]:
    async def run() -> list[QueryResult]:
        await engine.start()
        try:
            return [
                await collect(engine, QueryRequest(example["query"], graph="application/n-triples"))
                for example in examples
            ]
        finally:
            await engine.aclose()

    return [_rows(answer) for answer in asyncio.run(run())]


def _rows(answer: QueryResult) -> Counter[str]:
    if answer.media_type == "application/n-triples":
        return Counter(line for line in answer.body.decode().splitlines() if "_:" not in line)
    found = json.loads(answer.body)
    if "boolean" in found:
        return Counter([str(found["boolean"])])
    return Counter(
        json.dumps(
            {name: value["value"] for name, value in row.items() if value["type"] != "bnode"}, sort_keys=True
        )
        for row in found["results"]["bindings"]
    )
