"""The engine that strangers meet: every query runs in a worker process that can be killed and is replaced.

Persistent workers over socket pairs, because a process for each query costs 5 ms where a look-up takes
0.2 (measured; docs/endpoint.md). What one query leaves in a worker cannot reach the next: the store is open
for reading only, and a worker that has grown is replaced.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from typing import Final

from stafett.errors import DistError
from stafett.limits import MEBIBYTE, Limits
from stafett.store.delivery import Delivery
from stafett.store.engine import EngineState, QueryRequest
from stafett.store.errors import BusyError, QueryTimeoutError, QueryTooLongError, StoreNotReadyError
from stafett.store.process import Launch, Worker, WorkerConfig, launch
from stafett.store.snapshot import Snapshot
from stafett.store.turns import Turns

GROWN: Final = 256 * MEBIBYTE
"""Bytes of memory above which a worker is replaced after a query, though the query was good."""
QUERIES: Final = 10_000
"""Queries after which a worker is replaced in any case."""
PAUSE: Final = 1.0
"""Seconds between attempts to start a worker that does not start."""

_log = logging.getLogger("stafett.store")


class PoolEngine:
    """Answers queries over one snapshot with a fixed number of worker processes.

    No client may hold all the answers that may be under way: three quarters of them at most, as of the queue.
    """

    def __init__(self, snapshot: Snapshot, prefixes: dict[str, str], limits: Limits) -> None:
        self._snapshot = snapshot
        self._limits = limits
        self._config = WorkerConfig(snapshot.store, prefixes, limits)
        self._turns = Turns(limits)
        self._launched: list[Launch] = []
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._busy: dict[Delivery, tuple[Worker, str, asyncio.TimerHandle]] = {}
        self._open: Counter[str] = Counter()
        self._share = max(1, limits.answers * 3 // 4)
        self._tasks: set[asyncio.Task[None]] = set()
        self._burials: set[asyncio.Future[None]] = set()
        self._leaving: dict[Worker, str | None] = {}
        self._started = False
        self._failing = False
        self._closing = False
        self._restarts = 0

    @property
    def limits(self) -> Limits:
        """The limits it keeps."""
        return self._limits

    def size(self) -> int:
        """Number of distinct triples in the default graph."""
        return self._snapshot.triples

    def state(self) -> EngineState:
        """How it is doing."""
        worker = next(iter(self._workers), None)
        return EngineState(
            "pool",
            ready=self._ready(),
            snapshot=self._snapshot.identifier,
            isolation=worker.isolation if worker else (),
            workers=self._limits.workers,
            running=len(self._busy),
            waiting=self._turns.waiting,
            restarts=self._restarts,
        )

    def _ready(self) -> bool:
        """Workers that are being replaced are no reason to refuse; none that will start is one."""
        return self._started and not self._closing and (bool(self._workers) or not self._failing)

    def launch(self) -> None:
        """Let the workers' processes begin, before there is an event loop: `start` waits for them."""
        self._snapshot.hold()
        self._launched = [launch(self._config) for _ in range(self._limits.workers)]

    async def start(self) -> None:
        """Start the workers, and wait until they have opened the store. Once is enough.

        Raises:
            DistError: the store cannot be opened.
        """
        if self._started:
            return
        try:
            if not self._launched:
                self.launch()
            self._idle.extend(await asyncio.gather(*(self._spawn() for _ in range(self._limits.workers))))
        except BaseException:
            await self.aclose()
            raise
        self._started = True
        _log.info(
            "Snapshot %s is open in %s workers, each behind %s",
            self._snapshot.identifier,
            len(self._idle),
            ", ".join(self._idle[0].isolation),
        )

    async def _spawn(self) -> Worker:
        launched = self._launched.pop() if self._launched else None
        worker = Worker(self._config, self._lost, launched)
        await worker.start()
        self._workers.add(worker)
        return worker

    async def answer(self, request: QueryRequest) -> Delivery:
        """Answer one query; see QueryEngine.answer."""
        if len(request.text) > self._limits.length:
            raise QueryTooLongError(
                "The query has %(length)s characters; the limit is %(limit)s.",
                {"length": len(request.text), "limit": self._limits.length},
            )
        if not self._ready():
            raise StoreNotReadyError
        if self._open.total() >= self._limits.answers or self._open[request.client] >= self._share:
            raise BusyError
        await self._turns.enter(request.client)
        worker = self._idle.pop()  # the one that worked last: its memory is still near the processor
        delivery = Delivery(self._stop, lambda: self._closed(request.client))
        timer = asyncio.get_running_loop().call_later(self._limits.seconds, self._expire, delivery)
        self._busy[delivery] = worker, request.client, timer
        self._open[request.client] += 1
        worker.give(request, delivery, lambda _: self._done(delivery))
        try:
            await delivery.wait()
        except BaseException:
            await delivery.aclose()
            raise
        return delivery

    def _closed(self, client: str) -> None:
        """An answer has been taken, or given up."""
        self._open[client] -= 1
        if not self._open[client]:
            del self._open[client]

    def _expire(self, delivery: Delivery) -> None:
        delivery.fail(QueryTimeoutError(self._limits.seconds))
        self._stop(delivery)

    def _stop(self, delivery: Delivery) -> None:
        """End a query before its time. Only killing the process does that."""
        busy = self._busy.get(delivery)
        if busy is not None:
            busy[0].kill()

    def _done(self, delivery: Delivery) -> None:
        worker, client, timer = self._busy.pop(delivery)
        timer.cancel()
        if worker.resident > GROWN or worker.served >= QUERIES:
            self._leaving[worker] = client
            worker.kill()
        else:
            self._idle.append(worker)
            self._turns.leave(client)

    def _lost(self, worker: Worker) -> None:
        """A worker is gone: whoever it worked for gets the turn back once there is a new one."""
        if worker not in self._workers:
            return  # it never started
        self._workers.discard(worker)
        if worker.burial is not None:
            self._burials.add(worker.burial)
            worker.burial.add_done_callback(self._burials.discard)
        client = self._leaving.pop(worker, None)
        for delivery, (busy, whose, timer) in list(self._busy.items()):
            if busy is worker:
                del self._busy[delivery]
                timer.cancel()
                client = whose
        if worker in self._idle:
            self._idle.remove(worker)
            self._turns.withdraw()
        if not self._closing:
            self._restarts += 1
            task = asyncio.ensure_future(self._replace(client))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _replace(self, client: str | None) -> None:
        while not self._closing:
            try:
                worker = await self._spawn()
            except (DistError, OSError) as fault:
                self._failing = True
                _log.error("A worker does not start: %s", fault)
                await asyncio.sleep(PAUSE)
                continue
            self._failing = False
            self._idle.append(worker)
            if client is None:
                self._turns.restore()
            else:
                self._turns.leave(client)
            return

    async def aclose(self) -> None:
        """Take no more queries, let those in flight end, and end the workers."""
        self._closing = True
        for _ in range(self._limits.seconds * 20):
            if not self._busy:
                break
            await asyncio.sleep(0.05)
        for task in list(self._tasks):
            task.cancel()
        for launched in self._launched:
            launched.end()
        for worker in list(self._workers):
            worker.kill()
        while self._workers or self._burials:
            await asyncio.sleep(0.01)
        self._snapshot.release()
