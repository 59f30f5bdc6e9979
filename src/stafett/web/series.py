"""The series of Prometheus: requests, queries and how the query engine is doing."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from stafett.store.engine import EngineState
from stafett.web.requestlog import Record

_BUCKETS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 60)
# When each series was made is of no use to anybody here, and doubles their number.
disable_created_metrics()  # type: ignore[no-untyped-call]

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})


class Series:
    """One set of series for one application."""

    def __init__(self, version: str) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        build = Gauge("stafett_build_info", "Version that is served", ["version"], registry=self.registry)
        build.labels(version).set(1)
        self._requests = Counter(
            "stafett_http_requests",
            "Requests answered",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self._seconds = Histogram(
            "stafett_http_request_seconds",
            "Time from request to the end of the answer",
            ["route"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self._bytes = Counter(
            "stafett_http_response_bytes", "Bytes of answers", ["route"], registry=self.registry
        )
        # Finding a series costs more than counting with it, and there are no more than routes and statuses.
        self._series = cache(self._find_series)
        self._queries = Counter(
            "stafett_queries",
            "SPARQL queries by how they ended: ok, cut-rows, cut-bytes, or why there was no answer",
            ["outcome"],
            registry=self.registry,
        )
        self._query_seconds = Histogram(
            "stafett_query_seconds",
            "Time that the engine spent on a query",
            buckets=_BUCKETS,
            registry=self.registry,
        )

    def watch(self, state: Callable[[], EngineState]) -> None:
        """Ask the engine how it is doing, whenever Prometheus asks."""
        self.registry.register(_EngineFigures(state))

    def observe(self, record: Record) -> None:
        """Count a request that has been answered."""
        method = record.method if record.method in _METHODS else "other"
        requests, seconds, sent = self._series(method, record.route, record.status)
        requests.inc()
        seconds.observe(record.seconds)
        sent.inc(record.bytes)

    def _find_series(self, method: str, route: str, status: int) -> tuple[Counter, Histogram, Counter]:
        return (
            self._requests.labels(method, route, str(status)),
            self._seconds.labels(route),
            self._bytes.labels(route),
        )

    def observe_query(self, outcome: str, seconds: float | None) -> None:
        """Count a query that has ended."""
        self._queries.labels(outcome).inc()
        if seconds is not None:
            self._query_seconds.observe(seconds)


class _EngineFigures(Collector):
    """Reads the engine's state when Prometheus asks."""

    def __init__(self, state: Callable[[], EngineState]) -> None:
        self._state = state

    def collect(self) -> Iterable[Metric]:
        """The figures of this moment."""
        state = self._state()
        for name, text, value in (
            ("ready", "1 where the engine can answer", int(state.ready)),
            ("workers", "Queries that can run at once", state.workers),
            ("queries_running", "Queries that run now", state.running),
            ("queries_queued", "Queries that wait for their turn", state.waiting),
        ):
            yield GaugeMetricFamily(f"stafett_{name}", text, value)
        memory = children_memory()
        if memory is not None:
            yield GaugeMetricFamily(
                "stafett_worker_memory_bytes", "Resident memory of all worker processes together", memory
            )
        yield CounterMetricFamily(
            "stafett_worker_restarts",
            "Workers replaced because a query was stopped or crashed",
            state.restarts,
        )
        yield CounterMetricFamily(
            "stafett_answers_remembered", "Queries answered from memory, without a worker", state.remembered
        )


def children_memory(process: Path = Path("/proc/self")) -> int | None:
    """Resident memory of the processes that this one has started, in bytes.

    None where there is no /proc, and where it hides them all (`ProtectProc=` of systemd, hidepid).
    """
    try:
        lists = [file.read_text() for file in process.glob("task/*/children")]
    except OSError:
        return None
    children = [child for text in lists for child in text.split()]
    seen = [pages for child in children if (pages := _resident(process.parent / child)) is not None]
    if not lists or (children and not seen):
        return None
    return sum(seen) * resource.getpagesize()


def _resident(process: Path) -> int | None:
    try:
        return int((process / "statm").read_text().split()[1])
    except OSError:
        return None  # it has ended in between, or is hidden
