"""The plain side of a remote store, for loading: reading small tables, sending graphs, updates."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, Final, Self

import httpx
import pyoxigraph as ox

from stafett.errors import SettingError, StafettError
from stafett.store.remote.address import StoreAddress
from stafett.store.remote.conversion import Incoming
from stafett.store.remote.dialects import DIALECTS, Dialect, recognise

_TRIES: Final = 4
_CLOSED: Final = frozenset({401, 403})
_PASSING: Final = frozenset({408, 425, 429, 502, 503, 504})


class StoreError(StafettError):
    """The store refused something."""


class StoreClient:
    """A store, as `stafett load` uses it. A fault that may pass is tried again, with growing waits."""

    def __init__(self, address: StoreAddress, pause: float = 0.5) -> None:
        if address.update is None or address.graphs is None:
            raise SettingError(
                "To load a store, its update and graph store addresses are needed",
                hint="Set STAFETT_STORE_UPDATE and STAFETT_STORE_GRAPHS.",
            )
        self._address = address
        self._update = address.update
        self._graphs = address.graphs
        self._pause = pause
        self._client = httpx.Client(timeout=httpx.Timeout(600.0, connect=10.0), trust_env=False)
        self._dialect: Dialect | None = DIALECTS.get(address.kind)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def dialect(self) -> Dialect:
        """Which engine this is."""
        if self._dialect is None:
            # Whoever is not let in is still told by whom.
            answer = self._try("POST", self._address.query, taken=_CLOSED, data={"query": "ASK {}"})
            self._dialect = recognise(answer.headers.get("server"))
        return self._dialect

    def select(self, query: str) -> Iterator[tuple[str, ...]]:
        """The rows of a small table, values as text, nothing as an empty one.

        Raises:
            StoreError: the store refused the query, or answered something else.
        """
        answer = self._try(
            "POST",
            self._address.query,
            data={"query": query},
            headers={"Accept": self.dialect.table},
            auth=self._login if self._address.query_needs_login else httpx.USE_CLIENT_DEFAULT,
        )
        form = ox.QueryResultsFormat.from_media_type(self.dialect.table)
        pieces = iter([answer.content, b""])
        body = Incoming(lambda: next(pieces, b""), self.dialect.replaced).readall()
        try:
            found = ox.parse_query_results(body or b"", format=form)
            rows = list(found) if isinstance(found, ox.QuerySolutions) else []
        except (SyntaxError, ValueError) as fault:
            raise StoreError(f"The store at {self._address.query} gave a broken answer: {fault}") from fault
        for row in rows:
            yield tuple(str(getattr(value, "value", "")) for value in row)

    def send(self, graph: str, body: bytes, *, replace: bool) -> None:
        """Put N-Triples into a graph, in place of what is there or beside it.

        Raises:
            StoreError: the store refused it.
        """
        self._try(
            "PUT" if replace else "POST",
            self._graphs,
            params={"graph": graph},
            content=body,
            headers={"Content-Type": "application/n-triples"},
            auth=self._login,
        )

    def update(self, text: str) -> None:
        """Run an update.

        Raises:
            StoreError: the store refused it.
        """
        self._try("POST", self._update, data={"update": text}, auth=self._login)

    @property
    def _login(self) -> Any:
        return self._address.login(self.dialect) or httpx.USE_CLIENT_DEFAULT

    def _try(
        self, method: str, url: str, *, taken: frozenset[int] = frozenset(), **request: Any
    ) -> httpx.Response:
        reason = ""
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(self._pause * 2 ** (attempt - 1))
            try:
                answer = self._client.request(method, url, **request)
            except httpx.TransportError as fault:
                reason = f"{type(fault).__name__}: {fault}"
                continue
            if answer.is_success or answer.status_code in taken:
                return answer
            reason = f"{answer.status_code} {answer.text[:300].strip()}"
            if answer.status_code not in _PASSING:
                break
        hint = "Check STAFETT_STORE_USER and STAFETT_STORE_PASSWORD_FILE." if "401" in reason[:3] else None
        raise StoreError(f"The store at {url} refused {method}: {reason}", hint=hint)
