"""A local stand-in for the sources: serves what a test gives it, and misbehaves when it is told to."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from stafett.codes.sources.http import Policy
from stafett.codes.sources.run import Request, Result, pull

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

Answer = Callable[[Mapping[str, str], bytes], Any]


@dataclass(frozen=True)
class Trouble:
    """What goes wrong with one answer: a status, a page of HTML, or a body that is cut or broken."""

    kind: str
    status: int = 503
    headers: Mapping[str, str] = field(default_factory=dict)


class StandIn:
    """A source on localhost. `troubles` are used up one by one, each by one request to its path."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.troubles: dict[str, list[Trouble]] = {}
        self.log: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                stand_in.respond(self)

            def do_POST(self) -> None:
                stand_in.respond(self)

            def log_message(self, *_: Any) -> None:
                """Stay quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def serve(self, path: str, value: Any) -> None:
        """Answer a path with JSON, or with bytes as they are."""
        self.answers[path] = lambda _query, _body: value

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        self.log.append(f"{handler.command} {handler.path}")
        self.headers.append(dict(handler.headers.items()))
        waiting = self.troubles.get(parts.path)
        trouble = waiting.pop(0) if waiting else None
        if trouble and trouble.kind == "status":
            _send(handler, trouble.status, b"no", "text/plain", trouble.headers)
        elif trouble and trouble.kind == "html":
            _send(handler, 200, b"<!DOCTYPE html><p>Vedlikehold</p>", "text/html", {})
        elif parts.path not in self.answers:
            _send(handler, 404, b"{}", "application/json", {})
        else:
            value = self.answers[parts.path](dict(parse_qsl(parts.query)), body)
            payload = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
            kind = "application/zip" if isinstance(value, bytes) else "application/json"
            _send(handler, 200, payload, kind, {"ETag": '"v1"'}, trouble)


def _send(
    handler: BaseHTTPRequestHandler,
    status: int,
    body: bytes,
    kind: str,
    headers: Mapping[str, str],
    trouble: Trouble | None = None,
) -> None:
    wanted = handler.headers.get("Range")
    if wanted and handler.headers.get("If-Range") == headers.get("ETag"):
        status, body = 206, body[int(wanted.removeprefix("bytes=").removesuffix("-")) :]
    if trouble and trouble.kind == "broken":
        body = body[: len(body) // 2]
    handler.send_response(status)
    for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2] if trouble and trouble.kind == "cut" else body)
    if trouble and trouble.kind == "cut":
        handler.close_connection = True


@dataclass
class Puller:
    """Pulls from the stand-in into a folder; `waits` are the waits there would have been."""

    source: StandIn
    root: Path
    waits: list[float] = field(default_factory=list)
    now: datetime = NOW

    def __call__(self, name: str, **more: Any) -> Result:
        policy = Policy(attempts=3, interval=0, timeout=5, sleep=self.waits.append)
        settings = {"url": self.source.url, "policy": policy, "now": lambda: self.now, **more}
        return pull(Request(source=name, root=self.root, **settings))

    def rows(self, folder: Path, table: str) -> list[dict[str, Any]]:
        """The rows of a table of a snapshot."""
        return [json.loads(text) for text in (folder / f"{table}.jsonl").read_bytes().splitlines()]

    def faults(self, folder: Path) -> dict[str, str]:
        """The kinds of fault of each item in a snapshot."""
        return {row["item"]: row["kind"] for row in self.rows(folder, "faults")}


def zipped(files: Mapping[str, Any]) -> bytes:
    """A zip with these files: JSON, or bytes as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in files.items():
            archive.writestr(
                name, value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False)
            )
    return out.getvalue()


def grep_item(code: str, kind: str = "fagkode", where: str = "fagkoder", **more: Any) -> dict[str, Any]:
    """A small item as Grep's REST service gives it."""
    title = more.pop("title", f"Navn {code}")
    return {
        "id": "uuid:7763aae6-7662-4ff0-9e77-9a659e155796",
        "kode": code,
        "uri": f"http://psi.udir.no/kl06/{code}",
        "url-data": f"https://data.udir.no/kl06/v201906/{where}/{code}",
        "tittel": [{"spraak": "default", "verdi": title}, {"spraak": "nob", "verdi": title}],
        "grep-type": f"http://psi.udir.no/ontologi/kl06/{kind}",
        "status": "https://data.udir.no/kl06/v201906/status/status_publisert",
        **more,
    }


def grep_reference(code: str, kind: str = "fagkode", where: str = "fagkoder") -> dict[str, Any]:
    """A reference to an item as it stands inside another."""
    return {
        **grep_item(code, kind, where),
        "tittel": f"Navn {code}",
        "gyldighet": {"gyldig-fra": None, "gyldig-til": None},
    }
