"""How the server is run: logs, metrics, place behind a proxy, security contact. Read once from settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from stafett.errors import SettingError


@dataclass(frozen=True)
class Operation:
    """One setting: its variable, default, what it may be (a regular expression), and what it does."""

    setting: str
    default: str
    pattern: str
    expected: str
    description: str


_HOST_AND_PORT: Final = r"\[?[0-9A-Za-z.:-]+\]?:\d{1,5}"

TABLE: Final[tuple[Operation, ...]] = (
    Operation(
        "STAFETT_LOG",
        "json",
        "json|text|off",
        "json, text or off",
        "Form of the log, one line a request on standard error: json, text or off.",
    ),
    Operation(
        "STAFETT_LOG_CLIENT",
        "network",
        "none|network|hash|full",
        "none, network, hash or full",
        "What the log says of a client's address: none, network (the last part is cut off), "
        "hash (with a salt that is forgotten when the server stops) or full.",
    ),
    Operation(
        "STAFETT_LOG_QUERY",
        "hash",
        "none|hash|text",
        "none, hash or text",
        "What the log says of a SPARQL query: none, hash or text.",
    ),
    Operation(
        "STAFETT_LOG_DAYS",
        "",
        r"\d{0,4}",
        "a number of days",
        "Days that logs are kept, as the privacy notice says. Empty: not stated. Nothing is deleted by it.",
    ),
    Operation(
        "STAFETT_METRICS",
        "on",
        f"on|off|{_HOST_AND_PORT}",
        "on, off or host:port",
        "Metrics for Prometheus: on (at /metrics), off, or host:port for a listener of its own.",
    ),
    Operation(
        "STAFETT_REMEMBER",
        "16",
        r"\d{1,5}",
        "a whole number of MiB, 0 for nothing",
        "Memory for small answers that are remembered until the data change, in MiB; 0 remembers none.",
    ),
    Operation(
        "STAFETT_ROOT_PATH",
        "",
        r"(/[\w.~-]+)*",
        "empty or a path as /stafett, without a slash at the end",
        "Path below which a reverse proxy serves us, as /stafett; links then begin with it.",
    ),
    Operation(
        "STAFETT_SECURITY_CONTACT",
        "",
        r"(mailto:\S+@\S+|https://\S+|tel:\+[\d-]+)?",
        "a mailto:, https: or tel: address",
        "Whom to tell of a security hole, in /.well-known/security.txt. Empty: STAFETT_CONTACT.",
    ),
    Operation(
        "STAFETT_ACCESSIBILITY_STATEMENT",
        "",
        r"(https://\S+)?",
        "an https: address",
        "Address of the accessibility statement, as registered at uustatus.no. Empty: none yet.",
    ),
)
"""Every setting of this kind, in the order they are shown."""


@dataclass(frozen=True)
class Operations:
    """The settings in force; `Operations()` are the defaults, without a contact.

    Attributes:
        metrics: "on", "off" or "host:port".
        remember: MiB for answers that are remembered.
        root_path: starts with a slash and ends without one, or is empty.
        security_contact: an address of a role; empty leaves security.txt out.
        log_days: how long logs are kept; None where that is not stated.
    """

    log: str = "json"
    log_client: str = "network"
    log_query: str = "hash"
    metrics: str = "on"
    remember: int = 16
    root_path: str = ""
    security_contact: str = ""
    log_days: int | None = None
    accessibility_statement: str = ""

    @property
    def metrics_listener(self) -> tuple[str, int] | None:
        """Host and port of a listener for metrics alone."""
        host, colon, port = self.metrics.rpartition(":")
        return (host.strip("[]"), int(port)) if colon else None


def read_operations(environment: Mapping[str, str]) -> Operations:
    """Read and check the settings.

    Raises:
        SettingError: naming the variable, its value and what was expected.
    """
    value = {line.setting: environment.get(line.setting) or line.default for line in TABLE}
    for line in TABLE:
        if not re.fullmatch(line.pattern, value[line.setting]):
            raise SettingError(f"{line.setting} is «{value[line.setting]}», but must be {line.expected}")
    return Operations(
        log=value["STAFETT_LOG"],
        log_client=value["STAFETT_LOG_CLIENT"],
        log_query=value["STAFETT_LOG_QUERY"],
        metrics=value["STAFETT_METRICS"],
        remember=int(value["STAFETT_REMEMBER"]),
        root_path=value["STAFETT_ROOT_PATH"],
        security_contact=value["STAFETT_SECURITY_CONTACT"] or environment.get("STAFETT_CONTACT", ""),
        log_days=int(value["STAFETT_LOG_DAYS"]) if value["STAFETT_LOG_DAYS"] else None,
        accessibility_statement=value["STAFETT_ACCESSIBILITY_STATEMENT"],
    )
