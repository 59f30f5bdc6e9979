"""What every answer carries, and HEAD."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from stafett.web.headers import CONTENT_SECURITY_POLICY, EDITOR_POLICY, CommonHeaders
from stafett.web.streaming import HEAD

pytest_plugins = ("web_fixtures",)


@pytest.mark.parametrize(
    "path", ["/", "/def/Person.ttl", "/def/Person", "/catalog/datasets", "/nothing", "/sparql"]
)
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert head.status_code == get.status_code
    assert head.content == b""
    assert dict(head.headers) == dict(get.headers)


def test_every_answer_is_protected(client: TestClient) -> None:
    for path in ("/", "/def/Person.ttl", "/nothing", "/sparql?query=ASK{}", "/static/stafett.css"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["access-control-allow-origin"] == "*"
        assert "set-cookie" not in headers


def test_preflight(client: TestClient) -> None:
    answer = client.options(
        "/sparql", headers={"origin": "https://x.org", "access-control-request-method": "POST"}
    )
    assert answer.status_code == 204
    assert "POST" in answer.headers["access-control-allow-methods"]


def test_only_who_asks_leave_gets_the_answer_to_a_preflight(client: TestClient) -> None:
    assert client.options("/def/Person").status_code == 405


async def _plain(scope: Scope, receive: Receive, send: Send) -> None:
    scope["route"] = "the route"
    headers = {"Content-Security-Policy": "default-src 'self'"} if scope["path"] == "/own" else None
    await PlainTextResponse("long" if not scope.get(HEAD) else "", headers=headers)(scope, receive, send)


@pytest.mark.parametrize(("path", "policy"), [("/", CONTENT_SECURITY_POLICY), ("/own", "default-src 'self'")])
def test_a_page_that_has_a_policy_of_its_own_keeps_it_alone(path: str, policy: str) -> None:
    headers = TestClient(CommonHeaders(_plain)).get(path).headers
    assert headers.get_list("content-security-policy") == [policy]
    assert headers["x-content-type-options"] == "nosniff"


def test_the_route_that_answered_a_head_is_told_outwards() -> None:
    scope: dict[str, Any] = {"type": "http", "method": "HEAD", "path": "/", "headers": []}
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    asyncio.run(CommonHeaders(_plain)(scope, receive, send))
    assert scope["route"] == "the route"
    assert scope["method"] == "HEAD"
    assert [message["body"] for message in sent if message["type"] == "http.response.body"] == [b""]


def test_what_is_no_request_passes_through() -> None:
    seen: list[str] = []

    async def inner(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["type"])

    asyncio.run(CommonHeaders(inner)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan"]


def test_the_policy_of_the_editor_is_wider_in_its_styles_only() -> None:
    plain, editor = (
        dict(part.split(" ", 1) for part in policy.split("; "))
        for policy in (CONTENT_SECURITY_POLICY, EDITOR_POLICY)
    )
    assert editor.items() >= plain.items()
    assert editor.keys() - plain.keys() == {"style-src-elem", "style-src-attr"}
