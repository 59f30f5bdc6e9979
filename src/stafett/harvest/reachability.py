"""Do the addresses of distributions answer? Asked as data.norge.no asks: HEAD, then GET if refused.

Source: Informasjonsforvaltning/fdk-mqa-url-checker@e61fe5d. The same rules for addresses hold as in fetch.py.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import urljoin

from stafett.harvest.fetch import REDIRECTS, FetchError, Policy, request

SECONDS: Final = 10


def check_urls(
    urls: Iterable[str], policy: Policy | None = None, step: Callable[[str], None] = lambda _: None
) -> dict[str, int | None]:
    """Ask each address once, one after the other.

    Args:
        urls: http(s) addresses.
        policy: whether private addresses may be asked.
        step: called with each address before it is asked.

    Returns:
        the HTTP status by address; None where there was no answer, or none may be asked for.
    """
    found: dict[str, int | None] = {}
    for url in dict.fromkeys(urls):
        step(url)
        found[url] = _status(url, policy or Policy())
    return found


def _status(url: str, policy: Policy) -> int | None:
    deadline = time.monotonic() + SECONDS
    try:
        status = _ask("HEAD", url, policy, deadline)
        return _ask("GET", url, policy, deadline) if status == 405 else status
    except FetchError:
        return None


def _ask(method: str, url: str, policy: Policy, deadline: float) -> int:
    for _ in range(REDIRECTS + 1):
        with request(method, url, "*/*", policy, deadline) as answer:
            if not answer.has_redirect_location:  # a 300 or 304 may lead nowhere
                return answer.status_code
            url = urljoin(url, answer.headers["location"])
    raise FetchError(f"{url} redirects more than {REDIRECTS} times")
