"""One worker process, seen from the server."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from stafett.errors import DistError
from stafett.limits import Limits
from stafett.store.delivery import Delivery
from stafett.store.engine import QueryRequest
from stafett.store.process import Launch, Worker, WorkerConfig, launch
from stafett.store.snapshot import publish

pytest_plugins = ("web_fixtures",)


@pytest.fixture(scope="module")
def config(web_dist: Path, tmp_path_factory: pytest.TempPathFactory) -> WorkerConfig:
    return WorkerConfig(publish(web_dist, tmp_path_factory.mktemp("stores")).store, {}, Limits())


def asked(config: WorkerConfig, launched: Launch | None) -> bytes:
    """The answer of a worker to one question."""

    async def ask() -> bytes:
        worker = Worker(config, lambda _: None, launched)
        await worker.start()
        delivery = Delivery(lambda _: None, lambda: None)
        worker.give(QueryRequest("ASK {}", "text/csv"), delivery, lambda _: None)
        try:
            await delivery.wait()
            return delivery.body or b""
        finally:
            worker.kill()
            await asyncio.sleep(0)
            while worker.burial is None or not worker.burial.done():
                await asyncio.sleep(0.01)

    return asyncio.run(ask())


def test_a_process_that_began_before_the_event_loop_answers_like_any_other(config: WorkerConfig) -> None:
    early = launch(config)
    assert asked(config, early) == asked(config, None)
    assert early.process.returncode is not None  # the worker it became was buried


def test_a_process_that_nobody_came_to_want_is_ended(config: WorkerConfig) -> None:
    early = launch(config)
    early.end()
    assert early.process.returncode is not None


def test_a_store_that_cannot_be_opened_is_said_when_the_worker_is_waited_for(tmp_path: Path) -> None:
    early = launch(WorkerConfig(tmp_path / "nothing", {}, Limits()))
    with pytest.raises(
        DistError, match=f"^The store {tmp_path / 'nothing'} cannot be opened: .*No such file"
    ):
        asked(WorkerConfig(tmp_path / "nothing", {}, Limits()), early)


def test_a_store_that_is_damaged_is_said_in_one_sentence(config: WorkerConfig, tmp_path: Path) -> None:
    damaged = shutil.copytree(config.store, tmp_path / "store")
    (damaged / "CURRENT").write_text("nonsense\n")
    with pytest.raises(DistError, match=r"^The store .* cannot be opened: Corruption") as told:
        asked(WorkerConfig(damaged, {}, Limits()), None)
    assert "Traceback" not in str(told.value)
