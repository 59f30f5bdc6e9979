"""Fetching: never from a private address, whatever leads there, and as the harvester does."""

from __future__ import annotations

import gzip
import re
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from harvest_fixtures import GOOD
from stafett.harvest.fetch import FetchError, Policy, fetch

HERE = Policy(private=True, seconds=5)


class Handler(BaseHTTPRequestHandler):
    """Answers as badly as the path asks for."""

    asked: list[dict[str, str]] = []  # noqa: RUF012 - one list for the whole server

    def do_GET(self) -> None:
        Handler.asked.append({k.lower(): v for k, v in self.headers.items()})
        body, status, headers = GOOD.encode(), 200, {"Content-Type": "text/turtle; charset=utf-8"}
        if self.path == "/gone":
            status = 404
        elif self.path == "/gzip":
            body, headers["Content-Encoding"] = gzip.compress(body), "gzip"
        elif self.path == "/html":
            headers["Content-Type"] = "text/html"
        elif self.path == "/large":
            body = b"#" * 5000
        elif self.path.startswith("/to?"):
            status, headers["Location"] = 302, self.path[4:]
        elif self.path == "/choices":
            status = 300
        elif self.path == "/round":
            status, headers["Location"] = 302, "/round"
        elif self.path.startswith("/drip"):
            self._drip()
            return
        elif self.path == "/slow":
            time.sleep(1.5)
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        """A byte now and then, in the headers or after them, for as long as somebody listens."""
        start = b"HTTP/1.0 200 OK\r\n" + (b"" if self.path == "/drip" else b"\r\n")
        try:
            self.wfile.write(start + b"X-Long: ")
            for _ in range(100):
                self.wfile.write(b"a")
                time.sleep(0.1)
        except OSError:
            pass

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.0.0.8", "192.168.1.1", "169.254.169.254", "0.0.0.0", "[::1]", "[fd00::1]",
     "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fec0::1]",
     "100.64.0.1", "224.0.0.1", "2130706433"],
)  # fmt: skip
def test_no_private_address_is_fetched(host: str) -> None:
    with pytest.raises(FetchError, match=r"private network|no host"):
        fetch(f"http://{host}/catalog")


def test_a_name_that_leads_to_a_private_address_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(FetchError, match="private network"):
        fetch("http://catalog.example/")


@pytest.mark.parametrize("path", ["/drip", "/drip-body"])
def test_a_server_that_drips_cannot_hold_us(server: str, path: str) -> None:
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"in time|whole within"):
        fetch(f"{server}{path}", policy=Policy(private=True, seconds=1))
    assert time.monotonic() - started < 8  # it would go on for ten seconds


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = socket.getaddrinfo, []

    def once(host: Any, *rest: Any, **more: Any) -> Any:
        asked.append(host)
        return real("127.0.0.1" if host == "catalog.example" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    port = server.rpartition(":")[2]
    assert fetch(f"http://catalog.example:{port}/", policy=HERE).content == GOOD.encode()
    assert asked.count("catalog.example") == 1
    assert Handler.asked[-1]["host"] == f"catalog.example:{port}"


def test_a_redirect_to_a_private_address_is_not_followed(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stafett.harvest import fetch as module

    real = module.check_address
    monkeypatch.setattr(
        module,
        "check_address",
        lambda host, port, policy: "127.0.0.1" if host == "public.example" else real(host, port, policy),
    )
    port = server.rpartition(":")[2]
    with pytest.raises(FetchError, match="private network"):
        fetch(f"http://public.example:{port}/to?http://127.0.0.1:{port}/", policy=Policy())


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "http://", "http://u:p@example.org/", "http://["]
)
def test_only_plain_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url)


def test_it_asks_as_the_harvester_does(server: str) -> None:
    found = fetch(f"{server}/ok", policy=HERE)
    assert found.findings == ()
    assert Handler.asked[-1]["accept"] == "text/turtle"
    assert "accept-encoding" not in Handler.asked[-1]


@pytest.mark.parametrize(
    ("path", "code"), [("/gone", "H1.1"), ("/gzip", "H2.1"), ("/html", "H1.3"), ("/ok", None)]
)
def test_what_the_harvester_would_stumble_over_is_said(server: str, path: str, code: str | None) -> None:
    found = fetch(server + path, policy=HERE)
    assert [f.code for f in found.findings] == ([code] if code else [])
    assert found.content == GOOD.encode()


def test_a_redirect_to_the_other_scheme_is_said(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from stafett.harvest import fetch as module

    real = module.request
    secure = server.replace("http:", "https:")
    # The same server plays the secure one, so that no certificate is needed.
    monkeypatch.setattr(
        module,
        "request",
        lambda method, url, *rest: real(method, re.sub("^https:", "http:", url), *rest),
    )
    found = fetch(f"{server}/to?{secure}/ok", policy=HERE)
    assert [(f.code, f.detail) for f in found.findings] == [("H1.2", f"{secure}/ok")]


def test_a_redirect_within_the_scheme_is_followed_in_silence(server: str) -> None:
    found = fetch(f"{server}/to?/ok", policy=HERE)
    assert (found.url, found.findings) == (f"{server}/ok", ())


def test_size_time_and_redirects_are_limited(server: str) -> None:
    assert len(fetch(f"{server}/large", policy=Policy(private=True, limit=1000)).content) == 1001
    with pytest.raises(FetchError, match="in time"):
        fetch(f"{server}/slow", policy=Policy(private=True, seconds=0.5))
    with pytest.raises(FetchError, match="redirects more than"):
        fetch(f"{server}/round", policy=HERE)


def test_a_redirect_that_leads_nowhere_is_an_answer_that_is_not_200(server: str) -> None:
    found = fetch(f"{server}/choices", policy=HERE)
    assert [(f.code, f.detail) for f in found.findings] == [("H1.1", "HTTP 300")]
