"""Whether addresses answer: what is asked, in which order, and what counts as no answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpx
import pytest

from stafett.harvest import reachability
from stafett.harvest.fetch import REDIRECTS, FetchError
from stafett.harvest.reachability import check_urls

WEB: Mapping[str, httpx.Response | None] = {
    "HEAD https://x/ok": httpx.Response(200),
    "HEAD https://x/gone": httpx.Response(404),
    "HEAD https://x/no-head": httpx.Response(405),
    "GET https://x/no-head": httpx.Response(206),
    "HEAD https://x/moved": httpx.Response(302, headers={"location": "/no-head"}),
    "GET https://x/moved": httpx.Response(302, headers={"location": "no-head"}),
    "HEAD https://x/round": httpx.Response(301, headers={"location": "https://x/round"}),
    "HEAD https://x/choices": httpx.Response(300),
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of a small web, in order."""
    found: list[str] = []

    @contextmanager
    def request(method: str, url: str, *_: object) -> Iterator[httpx.Response]:
        found.append(f"{method} {url}")
        answer = WEB.get(found[-1])
        if answer is None:
            raise FetchError(f"{url} does not answer")
        yield answer

    monkeypatch.setattr(reachability, "request", request)
    return found


@pytest.mark.parametrize(
    ("path", "status"),
    [("ok", 200), ("gone", 404), ("no-head", 206), ("silent", None), ("moved", 206), ("choices", 300)],
)
def test_an_address_has_the_status_of_its_last_answer(
    asked: list[str], path: str, status: int | None
) -> None:
    assert check_urls([f"https://x/{path}"]) == {f"https://x/{path}": status}
    assert asked[0].startswith("HEAD ")


def test_get_is_asked_only_where_head_is_refused(asked: list[str]) -> None:
    check_urls(["https://x/gone", "https://x/no-head"])
    assert asked == ["HEAD https://x/gone", "HEAD https://x/no-head", "GET https://x/no-head"]


def test_an_address_that_leads_to_itself_has_no_answer(asked: list[str]) -> None:
    assert check_urls(["https://x/round"]) == {"https://x/round": None}
    assert len(asked) == REDIRECTS + 1


def test_each_address_is_asked_once_in_order_and_told_before(asked: list[str]) -> None:
    told: list[tuple[str, int]] = []
    urls = ["https://x/ok", "https://x/gone", "https://x/ok"]
    found = check_urls(urls, step=lambda url: told.append((url, len(asked))))
    assert list(found) == urls[:2]
    assert told == [("https://x/ok", 0), ("https://x/gone", 1)]


def test_no_line_is_opened_to_a_private_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        assert check_urls([url]) == {url: None}
        with pytest.raises(BlockingIOError):  # nobody called
            listening.accept()


def test_no_address_is_no_question(asked: list[str]) -> None:
    assert (check_urls([]), asked) == ({}, [])
