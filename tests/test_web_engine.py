"""The engine that strangers meet, and when its processes begin."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from stafett.limits import Limits
from stafett.store.engine import QueryRequest, collect
from stafett.store.pool import PoolEngine
from stafett.store.remembered import RememberingEngine
from stafett.store.snapshot import Snapshot, publish
from stafett.web.engine import open_engine

BASE = "https://w3id.org/stafett"

pytest_plugins = ("web_fixtures",)


@pytest.fixture(scope="module")
def snapshot(web_dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return publish(web_dist, tmp_path_factory.mktemp("stores"))


@pytest.mark.parametrize("early", [True, False])
def test_it_answers_whenever_its_processes_began(snapshot: Snapshot, early: bool) -> None:
    engine = open_engine(snapshot, BASE, Limits(workers=1), 0, early=early)

    async def ask() -> bytes:
        await engine.start()
        try:
            return (await collect(engine, QueryRequest("ASK {}", "text/csv"))).body
        finally:
            await engine.aclose()

    assert asyncio.run(ask()).strip() == b"true"


@pytest.mark.parametrize(("remember", "kind"), [(0, PoolEngine), (4, RememberingEngine)])
def test_it_remembers_only_where_it_may(snapshot: Snapshot, remember: int, kind: type) -> None:
    assert isinstance(open_engine(snapshot, BASE, Limits(), remember), kind)


def test_the_framework_is_not_imported_for_it() -> None:
    code = "import sys, stafett.web.engine; sys.exit('fastapi' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
