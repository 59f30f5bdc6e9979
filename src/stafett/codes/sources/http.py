"""One polite HTTP client for all sources: retries, Retry-After, time-outs, a rate, downloads that go on.

A fault that may pass (the network, 429, 5xx, an answer cut in the middle, a page of HTML where JSON
should be) is tried again with growing waits; one that will not (404, 401) is reported at once.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import httpx

from stafett import __version__
from stafett.errors import StafettError

T = TypeVar("T")

PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that mean «not now», not «no»."""

KEY_HINT: Final = (
    "The source wants a key. Udir has announced keys for the REST service of Grep from autumn 2026; "
    "give it as --header 'Name: value'. It is not written anywhere."
)


class FetchError(StafettError):
    """A source could not be read. What was already fetched is kept, and the next pull goes on from there."""

    def __init__(self, message: str, *, status: int | None = None, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status


class PassingError(Exception):
    """A fault that may pass; `wait` is how long the source asks us to wait, where it says so."""

    def __init__(self, reason: str, wait: float | None = None, status: int | None = None) -> None:
        super().__init__(reason)
        self.wait = wait
        self.status = status


@dataclass(frozen=True)
class Policy:
    """How patient and how polite to be; all times in seconds."""

    attempts: int = 5
    backoff: float = 1.0
    longest_wait: float = 120.0
    timeout: float = 60.0
    interval: float = 0.2
    sleep: Callable[[float], None] = field(default=lambda seconds: time.sleep(seconds))
    clock: Callable[[], float] = time.monotonic
    notice: Callable[[str], None] = field(default=lambda _: None)


def patiently(call: Callable[[], T], what: str, policy: Policy) -> T:
    """Return what `call` returns; it is called again when it raises PassingError.

    Raises:
        FetchError: it failed as often as the policy allows, or the source asks for too long a wait.
    """
    for attempt in range(1, policy.attempts + 1):
        try:
            return call()
        except PassingError as fault:
            wait = policy.backoff * 2 ** (attempt - 1) if fault.wait is None else fault.wait
            if wait > policy.longest_wait and fault.wait is not None:
                raise FetchError(
                    f"{what}: {fault}, and asks us to wait {wait:.0f} s",
                    status=fault.status,
                    hint="Run the same command again after that; it goes on where it stopped.",
                ) from fault
            if attempt == policy.attempts:
                raise FetchError(
                    f"{what}: {fault} (tried {attempt} times)",
                    status=fault.status,
                    hint="What was fetched is kept. Run the same command again to go on.",
                ) from fault
            policy.notice(f"{what}: {fault}; trying again in {min(wait, policy.longest_wait):.1f} s")
            policy.sleep(min(wait, policy.longest_wait))
    raise AssertionError("unreachable: the last attempt returns or raises")


class Client:
    """Reads JSON and files below one base address, one request at a time."""

    def __init__(
        self, base: str, policy: Policy | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        self.base = base.rstrip("/")
        self.policy = policy or Policy()
        self.requests = 0
        self._last: float | None = None
        agent = f"stafett/{__version__} (code list snapshots; one request at a time)"
        self._http = httpx.Client(
            timeout=self.policy.timeout,
            follow_redirects=True,
            headers={"User-Agent": agent, **(headers or {})},
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def url(self, path: str) -> str:
        """The full address of a path below the base."""
        return f"{self.base}/{path.lstrip('/')}"

    def json(
        self, path: str, params: Mapping[str, str | int] | None = None, body: object | None = None
    ) -> Any:
        """GET, or POST where there is a body, and parse the answer as JSON.

        Raises:
            FetchError: naming the address and what was wrong with the answer.
        """
        url = self.url(path)
        return patiently(lambda: self._json(url, params, body), self._shown(url, params), self.policy)

    def _json(self, url: str, params: Mapping[str, str | int] | None, body: object | None) -> Any:
        self._polite()
        method = "GET" if body is None else "POST"
        try:
            answer = self._http.request(
                method, url, params=dict(params or {}), json=body, headers={"Accept": "application/json"}
            )
        except httpx.TransportError as fault:
            raise PassingError(_transport(fault)) from fault
        _check_status(answer)
        return parse_json(answer.content, answer.headers.get("content-type", ""))

    def download(self, path: str, target: Path, step: Callable[[int, int | None], None]) -> str:
        """Save a file; a part that is already there, beside its ETag, is continued with a range request.

        Args:
            path: below the base.
            target: the file; while it grows it is named `{target}.part`.
            step: called with the bytes so far and the expected number, where known.

        Returns:
            the address.

        Raises:
            FetchError: the source refused, or the file never came whole.
        """
        url = self.url(path)
        if not target.exists():
            part = target.with_name(target.name + ".part")
            patiently(lambda: self._download(url, part, step), url, self.policy)
            part.rename(target)
            _tag_file(part).unlink(missing_ok=True)
        return url

    def _download(self, url: str, part: Path, step: Callable[[int, int | None], None]) -> None:
        self._polite()
        tag_file = _tag_file(part)
        have = part.stat().st_size if part.exists() and tag_file.exists() else 0
        asked = {"Accept-Encoding": "identity"}
        if have:
            asked |= {"Range": f"bytes={have}-", "If-Range": tag_file.read_text("utf-8")}
        try:
            with self._http.stream("GET", url, headers=asked) as answer:
                if answer.status_code == 416:  # the part is no beginning of what the source has now
                    part.unlink()
                    raise PassingError("the file has changed; starting it anew")
                if answer.is_error:
                    answer.read()
                _check_status(answer)
                goes_on = answer.status_code == 206
                have = have if goes_on else 0
                length = answer.headers.get("content-length")
                expected = have + int(length) if length else None
                if tag := answer.headers.get("etag") or answer.headers.get("last-modified"):
                    tag_file.write_text(tag, "utf-8")
                else:
                    tag_file.unlink(missing_ok=True)
                with part.open("ab" if goes_on else "wb") as file:
                    for chunk in answer.iter_raw():
                        file.write(chunk)
                        have += len(chunk)
                        step(have, expected)
        except httpx.TransportError as fault:
            raise PassingError(_transport(fault)) from fault

    def _polite(self) -> None:
        now = self.policy.clock()
        if self._last is not None and (wait := self._last + self.policy.interval - now) > 0:
            self.policy.sleep(wait)
        self._last = self.policy.clock()
        self.requests += 1

    @staticmethod
    def _shown(url: str, params: Mapping[str, str | int] | None) -> str:
        return f"{url}?{httpx.QueryParams(dict(params))}" if params else url


def parse_json(body: bytes, media_type: str) -> Any:
    """Parse an answer that should be JSON; a byte order mark, as in Grep's dumps, is allowed.

    Raises:
        PassingError: it is HTML, or no JSON, or cut.
    """
    if "html" in media_type or body.lstrip()[:1] == b"<":
        raise PassingError("answered with a page of HTML where JSON was expected")
    try:
        return json.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise PassingError(f"the answer is not UTF-8 (byte {fault.start})") from fault
    except json.JSONDecodeError as fault:
        raise PassingError(
            f"the answer is not JSON, or is cut ({fault.msg}, character {fault.pos})"
        ) from fault


def _check_status(answer: httpx.Response) -> None:
    status = answer.status_code
    if status in PASSING:
        raise PassingError(f"answered {status}", _retry_after(answer.headers.get("retry-after")), status)
    if answer.is_error:
        hint = KEY_HINT if status in {401, 403} else None
        raise FetchError(f"{answer.request.url} answered {status}", status=status, hint=hint)


def _retry_after(value: str | None) -> float | None:
    """Seconds to wait, from a number or an HTTP date (RFC 9110, section 10.2.3)."""
    if value is None:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _transport(fault: httpx.TransportError) -> str:
    if isinstance(fault, httpx.TimeoutException):
        return "did not answer in time"
    if isinstance(fault, httpx.ConnectError):
        return "cannot be reached"
    return "the connection was cut before the answer was whole"


def _tag_file(part: Path) -> Path:
    return part.with_name(part.name + ".etag")
