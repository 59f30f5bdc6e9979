"""The server before it serves, and when it has nothing to serve."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Cli


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
