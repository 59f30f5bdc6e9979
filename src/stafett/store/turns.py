"""Whose turn it is: so many queries at once, so many waiting, and a fair share for every client."""

from __future__ import annotations

import asyncio
from collections import Counter, deque

from stafett.limits import Limits
from stafett.store.errors import BusyError


class Turns:
    """A queue before an engine.

    Who waits is served by client, not by arrival: the client with the fewest queries running comes first,
    so that one who sends a thousand at once waits behind everybody else. No client may fill the queue:
    three quarters of it at most.
    """

    def __init__(self, limits: Limits) -> None:
        self._free = limits.workers
        self._queue = limits.queue
        self._share = max(1, limits.queue * 3 // 4)
        self._patience = limits.queue_seconds
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        self._running: Counter[str] = Counter()
        self.waiting = 0

    @property
    def running(self) -> int:
        """Turns that are taken."""
        return self._running.total()

    async def enter(self, client: str) -> None:
        """Wait for a turn; give it back with `leave`.

        Raises:
            BusyError: the queue is full, or it took too long.
        """
        if self._free > 0 and not self.waiting:
            self._free -= 1
            self._running[client] += 1
            return
        line = self._waiting.get(client)
        if self.waiting >= self._queue or (line is not None and len(line) >= self._share):
            raise BusyError
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        self.waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                await turn
        except BaseException as fault:
            self._give_up(client, turn)
            if isinstance(fault, TimeoutError):
                raise BusyError from None
            raise

    def withdraw(self) -> None:
        """One query less at once, until `restore`: what would have answered it is gone."""
        self._free -= 1

    def restore(self) -> None:
        """Undo `withdraw`."""
        self._free += 1
        self._next()

    def leave(self, client: str) -> None:
        """Give a turn back."""
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        self._free += 1
        self._next()

    def _next(self) -> None:
        while self._free > 0 and self.waiting:
            client = min(self._waiting, key=lambda name: self._running[name])
            # To the back, so that those who have equally many running take turns.
            line = self._waiting[client] = self._waiting.pop(client)
            turn = line.popleft()
            self._forget(client)
            if turn.done():  # it has just given up
                continue
            self._free -= 1
            self._running[client] += 1
            turn.set_result(None)

    def _give_up(self, client: str, turn: asyncio.Future[None]) -> None:
        if turn.done() and not turn.cancelled():
            self.leave(client)  # its turn came at the same moment
            return
        line = self._waiting.get(client)
        if line is not None and turn in line:
            line.remove(turn)
            self._forget(client)

    def _forget(self, client: str) -> None:
        self.waiting -= 1
        if not self._waiting[client]:
            del self._waiting[client]
