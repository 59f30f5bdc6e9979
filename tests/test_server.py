"""The server before it serves, and when it has nothing to serve."""

from __future__ import annotations

import gc
import json
import logging
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stafett.errors import SettingError
from stafett.server import run_server
from stafett.store.snapshot import publish

if TYPE_CHECKING:
    from conftest import Cli


pytest_plugins = ("web_fixtures",)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """A server that runs in this process changes what belongs to all of it."""
    hang_up = signal.getsignal(signal.SIGHUP)
    loggers = [logging.getLogger(name) for name in ("stafett", "uvicorn")]
    before = [(logger.handlers, logger.propagate, logger.level) for logger in loggers]
    yield
    signal.signal(signal.SIGHUP, hang_up)
    gc.enable()
    for logger, (handlers, propagate, level) in zip(loggers, before, strict=True):
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_is_said_to_be_so(cli: Cli, dist: Path, busy_port: int) -> None:
    outcome = cli("serve", "--dist", dist, "--port", str(busy_port))
    assert outcome.code == 1
    assert f"Cannot listen on 127.0.0.1 port {busy_port}" in outcome.err
    assert f"--port {busy_port + 1}" in outcome.err


def test_a_host_that_is_none_is_said_to_be_so(cli: Cli, dist: Path) -> None:
    outcome = cli("serve", "--dist", dist, "--host", "no such host", "--port", "8123")
    assert outcome.code == 1
    assert "Cannot listen on no such host" in outcome.err


def test_a_word_of_fresh_data_does_not_end_a_server_that_cannot_listen_to_it_yet(busy_port: int) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    with pytest.raises(SettingError):
        run_server(port=busy_port)
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN


def test_a_store_that_cannot_be_opened_is_said_once_and_without_a_traceback(
    cli: Cli, web_dist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    monkeypatch.setenv("STAFETT_STORE_DIR", str(tmp_path))
    (publish(web_dist, tmp_path).store / "CURRENT").write_text("nonsense\n")
    outcome = cli("serve", "--dist", web_dist, "--port", str(free_port))
    assert outcome.code == 1
    assert outcome.err.count("cannot be opened") == 1
    assert "Traceback" not in outcome.err
    assert json.loads(outcome.err.splitlines()[0])["message"] == "Application startup failed. Exiting."


def test_a_snapshot_that_is_not_whole_is_made_again(
    cli: Cli, web_dist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    monkeypatch.setenv("STAFETT_STORE_DIR", str(tmp_path))
    monkeypatch.setenv("STAFETT_METRICS", "192.0.2.1:1")  # not ours: it does not come to serving
    told = publish(web_dist, tmp_path).folder / "snapshot.json"
    told.unlink()
    assert "STAFETT_METRICS" in cli("serve", "--dist", web_dist, "--port", str(free_port)).err
    assert told.exists()
