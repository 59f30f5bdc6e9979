"""deploy/nginx.conf in front of a stand-in for the server: nginx itself, with TLS, on ports of its own."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from endpoint_fixtures import free_port

SAMPLE = Path(__file__).resolve().parents[1] / "deploy/nginx.conf"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
OPENSSL = shutil.which("openssl")

pytestmark = pytest.mark.skipif(
    NGINX is None or OPENSSL is None, reason="needs nginx (apt-get install nginx-light) and openssl"
)


class StandIn(BaseHTTPRequestHandler):
    """Says what has reached it; /slow sends one line at a time, /broken never ends what it began.

    It closes each connection, or nginx would keep those that a server which is away has lost.
    """

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path in ("/slow", "/broken"):
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(b"6\r\nfirst\n\r\n")
            if self.path == "/broken":
                return
            time.sleep(0.5)
            self.wfile.write(b"5\r\nlast\n\r\n0\r\n\r\n")
            return
        body = json.dumps(
            {"version": self.request_version, **{k.lower(): v for k, v in self.headers.items()}}
        )
        status = 502 if self.path == "/own" else 200
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Not on the terminal of the tests."""


@dataclass(frozen=True)
class Proxy:
    """A running nginx with the sample."""

    plain: str
    secure: str
    upstream: ThreadingHTTPServer
    log: Path

    def get(self, path: str, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.get(self.secure + path, headers=named, verify=False, timeout=20)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    assert NGINX and OPENSSL
    folder = tmp_path_factory.mktemp("nginx")
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    made = [OPENSSL, "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    names = ["-subj", "/CN=data.example.no", "-keyout", "privkey.pem", "-out", "fullchain.pem"]
    subprocess.run([*made, *names], cwd=folder, check=True, capture_output=True)
    plain, secure = free_port(), free_port()
    text = SAMPLE.read_text("utf-8")
    text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
        "127.0.0.1:8000": f"127.0.0.1:{upstream.server_port}",
        "/etc/ssl/stafett": str(folder),
        "/var/log/nginx": str(folder),
    }.items():
        assert old in text, f"the sample has no «{old}»"
        text = text.replace(old, new)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n"
        "events {}\nhttp {\nset_real_ip_from 127.0.0.1; real_ip_header X-Test-Address;\n"
        f"gzip on; gzip_types *; gzip_min_length 1;\n{temporary}{text}\n}}\n",
        "utf-8",
    )
    process = subprocess.Popen(
        [NGINX, "-e", "stderr", "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE
    )
    try:
        _wait(secure, process)
        yield Proxy(
            f"http://127.0.0.1:{plain}", f"https://127.0.0.1:{secure}", upstream, folder / "stafett.log"
        )
    finally:
        process.terminate()
        process.wait(10)
        upstream.shutdown()
        upstream.server_close()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            assert process.stderr
            raise AssertionError(process.stderr.read().decode())
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


def test_plain_http_is_sent_on_to_tls(proxy: Proxy) -> None:
    answer = httpx.get(f"{proxy.plain}/def/Person?lang=nn")
    assert (answer.status_code, answer.headers["location"]) == (301, "https://127.0.0.1/def/Person?lang=nn")
    assert "max-age" in proxy.get("/").headers["strict-transport-security"]


def test_what_a_client_says_of_its_address_does_not_get_through(proxy: Proxy) -> None:
    seen = proxy.get("/", X_Forwarded_For="192.0.2.1", Forwarded="for=192.0.2.1").json()
    assert seen["x-forwarded-for"] == "127.0.0.1"
    assert "forwarded" not in seen
    # HTTP/1.0 has no chunks: an answer that breaks off could not be told from a whole one.
    assert seen["version"] == "HTTP/1.1"


def test_nothing_is_compressed_though_nginx_does_so_elsewhere(proxy: Proxy) -> None:
    assert "content-encoding" not in proxy.get("/", Accept_Encoding="gzip").headers


def test_a_long_answer_begins_before_its_end(proxy: Proxy) -> None:
    with httpx.stream("GET", f"{proxy.secure}/slow", verify=False, timeout=20) as answer:
        assert [piece for piece in answer.iter_raw() if piece] == [b"first\n", b"last\n"]


def test_an_answer_that_breaks_off_is_seen_to_do_so(proxy: Proxy) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
        proxy.get("/broken")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:12:34::1", "2001:db8:12::/48"),
        ("2001:db8::1", "2001:db8::/48"),
        ("2001::ab:cd", "2001::/48"),
        ("::1", "-"),
    ],
)
def test_the_log_of_nginx_holds_neither_query_nor_full_address(
    proxy: Proxy, address: str, network: str
) -> None:
    path = f"/sparql/{network.replace('/', '-')}"
    proxy.get(f"{path}?query=ASK%7B%7D", X_Test_Address=address)
    for _ in range(200):  # the line is written after the answer has left
        found = [line for line in proxy.log.read_text("utf-8").splitlines() if f"GET {path}" in line]
        if found:
            break
        time.sleep(0.05)
    [line] = found
    assert line.startswith(f"{network} [") and f'"GET {path}" 200 ' in line and "ASK" not in line


def test_a_server_that_is_away_is_503_with_a_time_to_come_again(proxy: Proxy) -> None:
    assert proxy.get("/own").status_code == 502  # what the server itself says is passed on
    proxy.upstream.shutdown()
    proxy.upstream.server_close()
    answer = proxy.get("/")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "max-age" in answer.headers["strict-transport-security"]
    assert [line.split()[0] for line in answer.text.splitlines()] == ["Tjenesten", "Tenesta", "The"]
