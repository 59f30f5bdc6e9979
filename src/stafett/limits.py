"""What one query, one client and the whole endpoint may use: read once from settings, never changed after.

Each number is a setting of its own and stands in one table, from which the settings, the service
description and the query page are made. The reasons for the defaults stand in docs/endpoint.md.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from stafett.errors import SettingError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class Limit:
    """One limit: its field in Limits, its setting, default, bounds, unit and what it does."""

    field: str
    setting: str
    default: int
    least: int
    most: int
    unit: str
    description: str


TABLE: Final[tuple[Limit, ...]] = (
    Limit("seconds", "STAFETT_QUERY_SECONDS", 30, 1, 3600, "s", "Longest time a query may run, in seconds."),
    Limit(
        "memory",
        "STAFETT_QUERY_MEMORY",
        1024,
        64,
        1_048_576,
        "MiB",
        "Memory that a query may take beside the store itself, in MiB.",
    ),
    Limit(
        "rows",
        "STAFETT_QUERY_ROWS",
        1_000_000,
        1,
        1_000_000_000,
        "rows",
        "Most rows, or triples, in one answer; what is cut is marked as cut.",
    ),
    Limit(
        "megabytes",
        "STAFETT_QUERY_MEGABYTES",
        256,
        1,
        1_048_576,
        "MiB",
        "Largest answer, in MiB; what is cut is marked as cut.",
    ),
    Limit(
        "length",
        "STAFETT_QUERY_LENGTH",
        32_768,
        100,
        1_000_000,
        "characters",
        "Longest query text, in characters.",
    ),
    Limit(
        "nesting", "STAFETT_QUERY_NESTING", 64, 4, 200, "brackets", "Deepest nesting of brackets in a query."
    ),
    Limit("workers", "STAFETT_WORKERS", 2, 1, 512, "queries", "Queries that run at the same time."),
    Limit("queue", "STAFETT_QUEUE", 64, 0, 100_000, "queries", "Queries that may wait for their turn."),
    Limit(
        "queue_seconds",
        "STAFETT_QUEUE_SECONDS",
        5,
        0,
        3600,
        "s",
        "Longest time that a query may wait for its turn, in seconds.",
    ),
    Limit(
        "answers",
        "STAFETT_ANSWERS",
        128,
        1,
        100_000,
        "answers",
        "Answers that may be on their way to clients at the same time, slow clients included.",
    ),
    Limit(
        "send_seconds",
        "STAFETT_SEND_SECONDS",
        600,
        1,
        86_400,
        "s",
        "Longest time that a client may take to fetch an answer, in seconds.",
    ),
    Limit(
        "budget",
        "STAFETT_BUDGET_SECONDS",
        120,
        1,
        86_400,
        "s",
        "Seconds of query time that a client may have saved up.",
    ),
    Limit(
        "refill",
        "STAFETT_BUDGET_REFILL",
        60,
        1,
        86_400,
        "s",
        "Seconds of query time that a client is given each minute.",
    ),
)
"""Every limit, in the order they are shown."""

PROXIES: Final = "STAFETT_TRUSTED_PROXIES"


@dataclass(frozen=True)
class Limits:
    """The limits in force; `Limits()` are the defaults. Units are those of TABLE.

    Attributes:
        trusted_proxies: networks whose X-Forwarded-For and Forwarded headers are believed.
    """

    seconds: int = 30
    memory: int = 1024
    rows: int = 1_000_000
    megabytes: int = 256
    length: int = 32_768
    nesting: int = 64
    workers: int = 2
    queue: int = 64
    queue_seconds: int = 5
    answers: int = 128
    send_seconds: int = 600
    budget: int = 120
    refill: int = 60
    trusted_proxies: tuple[Network, ...] = ()

    @property
    def bytes(self) -> int:
        """Largest answer, in bytes."""
        return self.megabytes * MEBIBYTE

    def value(self, limit: Limit) -> int:
        """The number in force for a line of TABLE."""
        found: int = getattr(self, limit.field)
        return found


def read_limits(environment: Mapping[str, str]) -> Limits:
    """Read and check the limits.

    Raises:
        SettingError: naming the variable, its value and what was expected.
    """
    numbers = {
        limit.field: _number(limit, environment.get(limit.setting) or str(limit.default)) for limit in TABLE
    }
    return Limits(**numbers, trusted_proxies=_networks(environment.get(PROXIES) or ""))


def _number(limit: Limit, text: str) -> int:
    short = text.isascii() and text.isdecimal() and len(text) < 20  # int() takes no more than 4300 digits
    if not (short and limit.least <= int(text) <= limit.most):
        raise SettingError(
            f"{limit.setting} is «{text}», but must be a whole number from {limit.least} to {limit.most}"
        )
    return int(text)


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(part) for part in text.replace(",", " ").split())
    except ValueError as fault:
        raise SettingError(
            f"{PROXIES} is «{text}», but must be addresses or networks, as 10.0.0.0/8: {fault}"
        ) from fault
