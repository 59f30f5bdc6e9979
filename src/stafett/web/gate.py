"""A gate before work that is dear: so many at a time, and so many a minute for each client."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from stafett.web.problems import Problem

MINUTE = 60.0


@dataclass
class Gate:
    """Lets a few through and tells the others when to come again.

    Attributes:
        at_once: how many may be inside.
        a_minute: how many one client may start in a minute.
        clock: seconds.
    """

    at_once: int
    a_minute: int
    clock: Callable[[], float] = time.monotonic
    _inside: int = 0
    _started: dict[str, deque[float]] = field(default_factory=dict)

    @contextmanager
    def enter(self, client: str) -> Iterator[None]:
        """Be inside while the block runs.

        Raises:
            Problem: 429 for a client that has had its share, 503 where it is full; both with Retry-After.
        """
        now = self.clock()
        self._forget(now)
        mine = self._started.setdefault(client, deque())
        if len(mine) >= self.a_minute:
            wait = max(1, math.ceil(mine[0] + MINUTE - now))
            raise Problem(
                429,
                "At most %(limit)s of these a minute. Try again in %(wait)s seconds.",
                values={"limit": self.a_minute, "wait": wait},
                headers={"Retry-After": str(wait)},
            )
        if self._inside >= self.at_once:
            raise Problem(
                503, "Others are being served. Try again in a moment.", headers={"Retry-After": "5"}
            )
        mine.append(now)
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1

    def _forget(self, now: float) -> None:
        for client in list(self._started):
            times = self._started[client]
            while times and times[0] <= now - MINUTE:
                times.popleft()
            if not times:
                del self._started[client]
