"""Alive, ready, and whom to tell of a hole; stopping without breaking off."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
from fastapi.testclient import TestClient

from stafett.operations import Operations
from stafett.store.engine import EngineState
from stafett.web.app import create_app

pytest_plugins = ("web_fixtures",)


def test_alive_and_ready(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}
    ready = client.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json()["status"] == "ready"
    assert ready.headers["cache-control"] == "no-store"
    assert client.get("/health").json()["status"] == "ok"


def test_without_a_store_it_is_alive_but_not_ready(web_dist: Path) -> None:
    app = create_app(web_dist)
    engine = app.state.room.engine
    state: EngineState = replace(engine.state(), ready=False)
    engine.state = lambda: state
    client = TestClient(app)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.json()["status"] == "not-ready"
    assert client.get("/health/live").status_code == 200
    assert "stafett_ready 0.0" in client.get("/metrics").text


def test_security_txt_names_the_contact_and_has_not_expired(web_dist: Path) -> None:
    contact = Operations(log="off", security_contact="mailto:security@example.org")
    answer = TestClient(create_app(web_dist, operations=contact)).get("/.well-known/security.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines() if not line.startswith("#"))
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == "https://w3id.org/stafett/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert 30 < left.days < 366
    assert answer.text.startswith("# Example")


def test_without_a_contact_there_is_no_security_txt(client: TestClient) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404


def test_sigterm_lets_an_answer_end(web_dist: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-c", "from stafett.cli import main; main()", "serve", "--port", str(port)]
    environment = {**os.environ, "STAFETT_DIST": str(web_dist), "STAFETT_LOG": "json"}
    server = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                httpx.get(f"{address}/health/ready").raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.2)
        # A client that has sent half of its request when the server is told to stop.
        body = b"query=ASK%20%7B%7D"
        with socket.create_connection(("127.0.0.1", port), timeout=30) as half:
            half.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                b"Content-Length: %d\r\n\r\n" % len(body) + body[:5]
            )
            time.sleep(0.5)
            server.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            half.sendall(body[5:])
            answer = b""
            while chunk := half.recv(4096):
                answer += chunk
        assert answer.startswith(b"HTTP/1.1 200")
        assert b'"boolean":true' in answer
        _, errors = server.communicate(timeout=60)
        assert server.returncode in (0, -signal.SIGTERM)
        assert b"Traceback" not in errors
    finally:
        server.kill()
