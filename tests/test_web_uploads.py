"""Who sends a request one byte at a time, or never ends it, is not waited for."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from stafett.web import harvest, protocol, reconcile
from stafett.web.app import create_app

pytest_plugins = ("web_fixtures",)

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("module", "limit", "path", "media_type"),
    [
        (protocol, "BODY_SECONDS", "/sparql", FORM),
        (reconcile, "BODY_SECONDS", "/reconcile", FORM),
        (harvest, "UPLOAD_SECONDS", "/harvest-preview", "multipart/form-data; boundary=x"),
    ],
)
def test_a_body_that_does_not_come_in_time_is_refused(
    module: Any, limit: str, path: str, media_type: str, web_dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, limit, 0.2)
    sent: list[Any] = []
    came = iter([b"--x\r\n", b"C"])

    async def receive() -> dict[str, Any]:
        for piece in came:
            return {"type": "http.request", "body": piece, "more_body": True}
        await asyncio.sleep(60)
        raise AssertionError("nobody should wait so long")

    async def send(message: Any) -> None:
        sent.append(message)

    async def run() -> None:
        headers = {"content-type": media_type, "content-length": "1000", "accept-language": "nn"}
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "POST",
            "path": path,
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("192.0.2.7", 1),
        }
        async with asyncio.timeout(20):
            await create_app(web_dist)(scope, receive, send)

    asyncio.run(run())
    assert sent[0]["status"] == 408
    problem = json.loads(b"".join(message.get("body", b"") for message in sent))
    assert (problem["status"], problem["title"]) == (408, "Førespurnaden kom ikkje i tide")
