"""The command itself: a plain `serve` starts without the library that reads command lines."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from stafett.__main__ import plain_serve
from stafett.cli import app
from stafett.server import run_server


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("serve", {}),
        ("serve --port 8123", {"port": 8123}),
        ("serve --dist out --host ::1", {"dist": Path("out"), "host": "::1"}),
        ("serve --store http://x/sparql --port 1", {"store": "http://x/sparql", "port": 1}),
    ],
)
def test_a_plain_serve_is_understood(line: str, options: dict[str, object]) -> None:
    assert plain_serve(line.split()) == options


@pytest.mark.parametrize(
    "line",
    [
        "",
        "build",
        "build --port 1",
        "serve --help",
        "serve --port",
        "serve --port 0",
        "serve --port x",
        "serve --port ¹",
        "serve --port 65536",
        "serve --port=1",
        "serve x y",
    ],
)
def test_what_needs_explaining_is_left_to_the_command_line(line: str) -> None:
    assert plain_serve(line.split()) is None


def test_both_know_the_same_options() -> None:
    serve = typer.main.get_command(app).commands["serve"]  # type: ignore[attr-defined]
    names = {option.name: option.opts[0] for option in serve.params}
    values = {"port": "8123"}
    for name, option in names.items():
        assert plain_serve(["serve", option, values.get(name, "x")]) is not None, option
    assert names.keys() == run_server.__annotations__.keys() - {"return"}


def test_neither_typer_nor_the_framework_is_loaded_to_serve() -> None:
    code = (
        "import sys, stafett.__main__, stafett.server, stafett.web.serving, stafett.web.engine;"
        "slow = {'typer', 'rich', 'fastapi', 'jinja2', 'babel', 'httpx'};"
        "sys.exit(' '.join(slow & sys.modules.keys()) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_faults_are_shown_without_a_traceback() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "stafett", "serve", "--dist", "/no/such/folder", "--port", port]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "Run `stafett build`" in ended.stderr
    assert "Traceback" not in ended.stderr
