"""A share of query time for every client: a token bucket of seconds.

What counts is the time queries really ran, also while they still run; so a client who starts many slow ones
at once goes into debt and waits until it is paid, while one who asks a thousand quick questions never
notices.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Final

from stafett.limits import Limits
from stafett.store.errors import BudgetSpentError

CLIENTS: Final = 100_000
"""Clients that are remembered; the one not seen for longest is forgotten."""
LONGEST_DEBT: Final = 600
"""Seconds after which a debt is forgiven, however large."""


@dataclass
class _Account:
    """What one client has left, as of `at`, and how many queries it has running."""

    seconds: float
    at: float
    running: int = 0


class Budget:
    """The accounts of all clients.

    Args:
        limits: how much may be saved up, and how fast it grows.
        clock: seconds that never go back.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float] = monotonic) -> None:
        self._most = float(limits.budget)
        self._rate = limits.refill / 60
        self._clock = clock
        # What is answered in threads, as suggestions are, counts here too.
        self._lock = Lock()
        self._accounts: OrderedDict[str, _Account] = OrderedDict()

    def begin(self, client: str) -> None:
        """A client wants to ask.

        Raises:
            BudgetSpentError: it has nothing left.
        """
        with self._lock:
            account = self._account(client)
            if account.seconds <= 0:
                raise BudgetSpentError(max(1, math.ceil((1 - account.seconds) / self._rate)))
            account.running += 1

    def end(self, client: str) -> None:
        """One of its queries is over."""
        with self._lock:
            account = self._account(client)
            account.running = max(0, account.running - 1)

    def left(self, client: str) -> float:
        """Seconds it has left; less than nothing is a debt."""
        with self._lock:
            return self._account(client).seconds

    def _account(self, client: str) -> _Account:
        now = self._clock()
        account = self._accounts.get(client)
        if account is None:
            account = self._accounts[client] = _Account(self._most, now)
            if len(self._accounts) > CLIENTS:
                self._accounts.popitem(last=False)
        self._accounts.move_to_end(client)
        passed = now - account.at
        least = 1 - LONGEST_DEBT * self._rate
        earned = account.seconds + passed * (self._rate - account.running)
        account.seconds = min(self._most, max(least, earned))
        account.at = now
        return account
