"""Fetching a document from an address that somebody gave us, as data.norge.no's harvester fetches it.

Never from this machine or its network: each host is looked up once, every address it has must be public,
and the connection goes to the address that was checked, so that a second look-up cannot give another. Each
redirect is checked the same way.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpx

from stafett import __version__
from stafett.errors import StafettError
from stafett.harvest.reading import LIMIT
from stafett.harvest.rules import Finding

REDIRECTS: Final = 5
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class FetchError(StafettError):
    """The address cannot be fetched, or may not be; `code` is the rule that says so to a reader."""

    code = "H1.5"


class ForbiddenError(FetchError):
    """The address may not be fetched from here."""

    code = "H1.6"


@dataclass(frozen=True)
class Policy:
    """What a fetch may do.

    Attributes:
        private: true allows addresses of this machine and its network; only for tests and own use.
        seconds: for the whole of it.
        limit: bytes; more is read as too large.
    """

    private: bool = False
    seconds: float = 60
    limit: int = LIMIT


@dataclass(frozen=True)
class Fetched:
    """What came back.

    Attributes:
        url: where it came from in the end.
        content: the body, at most one byte more than the limit.
        media_type: what it says it is.
        findings: what data.norge.no's client would stumble over.
    """

    url: str
    content: bytes
    media_type: str
    findings: tuple[Finding, ...]


def check_address(host: str, port: int, policy: Policy) -> str:
    """Look a host up and return the address to connect to.

    Raises:
        FetchError: the host is not known, or has an address that is not public.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise FetchError(f"There is no host «{host}»") from fault
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not policy.private:
        for address in addresses:
            if not _is_public(address):
                raise ForbiddenError(f"«{host}» is on a private network, which is never fetched from here")
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if ip.teredo or (inner and not _is_public(str(inner))):
            return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local:
        return False  # fec0::/10, which Python counts as global
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def fetch(url: str, media_type: str = "text/turtle", policy: Policy | None = None) -> Fetched:
    """Fetch a document with `Accept: media_type` and nothing else, as the harvester does.

    Raises:
        FetchError: the address is no http(s) address, is private, or does not answer.
    """
    rules = policy or Policy()
    findings: list[Finding] = []
    deadline = time.monotonic() + rules.seconds
    for _ in range(REDIRECTS + 1):
        with request("GET", url, media_type, rules, deadline) as answer:
            if answer.has_redirect_location:  # a 300 or 304 may lead nowhere
                target = urljoin(url, answer.headers["location"])
                if urlsplit(target).scheme != urlsplit(url).scheme:
                    findings.append(Finding("H1.2", url, target))
                url = target
                continue
            return _fetched(url, answer, media_type, rules, deadline, findings)
    raise FetchError(f"{url} redirects more than {REDIRECTS} times")


def _fetched(
    url: str,
    answer: httpx.Response,
    media_type: str,
    policy: Policy,
    deadline: float,
    findings: list[Finding],
) -> Fetched:
    if answer.status_code != 200:
        findings.append(Finding("H1.1", url, f"HTTP {answer.status_code}"))
    if encoding := answer.headers.get("content-encoding"):
        findings.append(Finding("H2.1", url, f"Content-Encoding: {encoding}"))
    given = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != media_type:
        findings.append(Finding("H1.3", url, f"Content-Type: {given or '–'}"))
    content = bytearray()
    for chunk in answer.iter_bytes():
        content += chunk
        if len(content) > policy.limit or time.monotonic() > deadline:
            break
    if time.monotonic() > deadline:  # also where the breaker has made an end of it
        raise FetchError(f"{url} did not answer whole within {policy.seconds:g} seconds")
    return Fetched(url, bytes(content[: policy.limit + 1]), given, tuple(findings))


@contextmanager
def request(method: str, url: str, accept: str, policy: Policy, deadline: float) -> Iterator[httpx.Response]:
    """One request to one checked address, without following redirects; the body is not read yet.

    Raises:
        FetchError: see fetch.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError(f"{url} did not answer within {policy.seconds:g} seconds")
    parts = _parts(url)
    address = check_address(parts.host, parts.port or (443 if parts.scheme == "https" else 80), policy)
    pinned = parts.copy_with(host=address)
    headers = {
        "Host": parts.netloc.decode(),
        "Accept": accept,
        "User-Agent": f"stafett/{__version__} (harvest preview)",
    }
    breaker = _Breaker()
    timer = Timer(left, breaker.cut)
    timer.daemon = True
    timer.start()
    try:
        with httpx.Client(timeout=min(left, 20), trust_env=False, headers=headers) as client:
            # Java's client asks for no encoding, so that a server which compresses anyway shows itself.
            del client.headers["accept-encoding"]
            extensions: dict[str, Any] = {"trace": breaker.trace}
            if parts.scheme == "https":
                extensions["sni_hostname"] = parts.host
            with client.stream(method, pinned, extensions=extensions) as answer:
                yield answer
    except httpx.TimeoutException as fault:
        raise FetchError(f"{url} did not answer in time") from fault
    except httpx.HTTPError as fault:
        if time.monotonic() >= deadline:
            raise FetchError(f"{url} did not answer in time") from fault
        raise FetchError(f"{url} cannot be fetched: {fault}") from fault
    finally:
        timer.cancel()
        breaker.close()


class _Breaker:
    """Shuts a connection from outside: the client's own time-outs begin anew with every byte that comes."""

    def __init__(self) -> None:
        self._line: socket.socket | None = None

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Called by the client; keeps a handle of its own, which stays good under TLS."""
        if event == "connection.connect_tcp.complete":
            self._line = info["return_value"].get_extra_info("socket").dup()

    def cut(self) -> None:
        """End the connection; who waits for it learns so at once."""
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the handle."""
        if self._line is not None:
            self._line.close()


def _parts(url: str) -> httpx.URL:
    try:
        parts = httpx.URL(url)
    except (httpx.InvalidURL, TypeError) as fault:
        raise FetchError(f"«{url}» is no address: {fault}") from fault
    if parts.scheme not in ("http", "https") or not parts.host:
        raise ForbiddenError(f"«{url}» must begin with http:// or https:// and name a host")
    if parts.userinfo:
        raise ForbiddenError("An address with a user name or password in it is not fetched")
    return parts
