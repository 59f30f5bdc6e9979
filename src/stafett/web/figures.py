"""Figures for Prometheus. Its library takes longer to load than a query to be answered, so it can wait."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from stafett.errors import SettingError
from stafett.operations import Operations
from stafett.store.engine import EngineState

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

    from stafett.web.requestlog import Record
    from stafett.web.series import Series


class Figures:
    """What one server counts. Until `load` has made the series, it keeps what there is to count.

    Args:
        version: what is served.
    """

    def __init__(self, version: str) -> None:
        self._version = version
        self._series: Series | None = None
        self._kept: list[Callable[[Series], object]] = []
        self._lock = Lock()

    def load(self) -> Series:
        """The series, made when first asked for; what was kept is counted then. Any thread may ask."""
        from stafett.web.series import Series  # not under the lock, for which whoever counts would wait

        with self._lock:
            if self._series is None:
                made = Series(self._version)
                for count in self._kept:
                    count(made)
                self._series, self._kept = made, []
            return self._series

    @property
    def registry(self) -> CollectorRegistry:
        """All series, for who writes them out."""
        return self.load().registry

    def watch(self, state: Callable[[], EngineState]) -> None:
        """Ask the engine how it is doing, whenever Prometheus asks."""
        self._count(lambda series: series.watch(state))

    def observe(self, record: Record) -> None:
        """Count a request that has been answered."""
        self._count(lambda series: series.observe(record))

    def observe_query(self, outcome: str, seconds: float | None) -> None:
        """Count a query that has ended."""
        self._count(lambda series: series.observe_query(outcome, seconds))

    def _count(self, count: Callable[[Series], object]) -> None:
        if self._series is None:
            with self._lock:
                if self._series is None:
                    self._kept.append(count)
                    return
        count(self._series)


def listen(figures: Figures, operations: Operations) -> None:
    """Start the listener that STAFETT_METRICS asks for, if it asks for one.

    Raises:
        SettingError: it cannot listen there.
    """
    place = operations.metrics_listener
    if place is None:
        return
    from prometheus_client import start_http_server

    host, port = place
    try:
        start_http_server(port, host, registry=figures.registry)
    except (OSError, OverflowError) as fault:
        raise SettingError(f"STAFETT_METRICS: cannot listen on {host} port {port}: {fault}") from fault
