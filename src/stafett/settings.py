"""All settings: environment variables `STAFETT_*`, one table, read once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stafett.errors import SettingError
from stafett.languages import LANGUAGES
from stafett.limits import PROXIES, Limits, read_limits
from stafett.limits import TABLE as LIMITS
from stafett.operations import TABLE as OPERATIONS
from stafett.operations import Operations, read_operations


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, default and what it does."""

    name: str
    default: str
    description: str


TABLE: tuple[Setting, ...] = (
    Setting(
        "STAFETT_BASE",
        "https://w3id.org/stafett",
        "Start of every identifier we mint. The default is not registered yet. Used by `build`.",
    ),
    Setting(
        "STAFETT_PUBLISHER",
        "999999999",
        "Organisation number (nine digits) of the body the catalogue speaks for. "
        "The default is no real number and marks the catalogue as an example.",
    ),
    Setting(
        "STAFETT_PUBLISHER_NAME",
        "Eksempelvirksomhet (ikke satt)",
        "Name of that body.",
    ),
    Setting(
        "STAFETT_CONTACT",
        "mailto:kontakt@example.org",
        "Contact point of the catalogue: a mailto: or https: address of a role, never of a person.",
    ),
    Setting("STAFETT_DIST", "dist", "Folder that `build` writes and the other commands read."),
    Setting(
        "STAFETT_STORE_DIR",
        "",
        "Folder with the stores that `publish` makes and `serve` serves. "
        "Empty: beside the built files, as .dist-store.",
    ),
    Setting("STAFETT_SNAPSHOTS", "snapshots", "Folder that `codes pull` writes and `codes diff` reads."),
    Setting(
        "STAFETT_SHAPES",
        "none",
        "Folder of official shapes that `build` and `score` run (docs/harvest.md); `none` runs none.",
    ),
    Setting(
        "STAFETT_FETCH_PRIVATE",
        "no",
        "`yes` lets the harvest preview fetch from this machine and its network; for tests only.",
    ),
    Setting(
        "STAFETT_STORE",
        "embedded",
        "`embedded`, or the query address of a SPARQL 1.1 store that `serve` asks and `load` fills "
        "(docs/scaling.md).",
    ),
    Setting("STAFETT_STORE_UPDATE", "", "Update address of that store; used by `load`."),
    Setting("STAFETT_STORE_GRAPHS", "", "Graph Store Protocol address of that store; used by `load`."),
    Setting("STAFETT_STORE_USER", "", "User name at that store; empty for none."),
    Setting(
        "STAFETT_STORE_PASSWORD_FILE",
        "",
        "File with the password: a file, since the environment of a process is easily seen.",
    ),
    Setting(
        "STAFETT_STORE_QUERY_LOGIN",
        "no",
        "`yes` sends user and password with queries too. An account that can only read is better.",
    ),
    Setting(
        "STAFETT_STORE_KIND",
        "auto",
        "Which engine it is: auto, generic, oxigraph or virtuoso. `auto` goes by its Server header.",
    ),
    Setting(
        "STAFETT_VOCABULARIES",
        "",
        "Folder with copies of the vocabularies we map to. When set, `build` refuses mappings to what "
        "they lack.",
    ),
    Setting("STAFETT_HOST", "127.0.0.1", "Address that `serve` listens on."),
    Setting("STAFETT_PORT", "8000", "Port that `serve` listens on (1-65535)."),
    Setting("STAFETT_LANG", "nb", "Language of validation messages on the command line: nb, nn or en."),
    *(Setting(limit.setting, str(limit.default), limit.description) for limit in LIMITS),
    Setting(
        PROXIES,
        "",
        "Addresses or networks of proxies whose X-Forwarded-For and Forwarded are believed. "
        "Empty: none, and the budget counts by the address that connects.",
    ),
    *(Setting(line.setting, line.default, line.description) for line in OPERATIONS),
)
"""Every setting, as `stafett settings` and docs/settings.md show them."""

EXAMPLE_PUBLISHER = "999999999"


@dataclass(frozen=True)
class Settings:
    """The settings in force."""

    base: str
    publisher: str
    publisher_name: str
    contact: str
    dist: Path
    vocabularies: Path | None
    host: str
    port: int
    language: str
    limits: Limits
    store: Mapping[str, str]
    operations: Operations
    shapes: Path | None
    fetch_private: bool
    store_dir: Path | None

    def stores(self, dist: Path) -> Path:
        """The folder with the stores of a build."""
        return self.store_dir or dist.absolute().parent / f".{dist.absolute().name}-store"

    @property
    def is_example(self) -> bool:
        """True until a real publisher is set: pages and documents then say so."""
        return self.publisher == EXAMPLE_PUBLISHER


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings.

    Args:
        environment: where to read; the process's own environment by default.

    Raises:
        SettingError: naming the variable, its value and what was expected.
    """
    env = os.environ if environment is None else environment
    value = {s.name: env.get(s.name) or s.default for s in TABLE}
    return Settings(
        base=check_base(value["STAFETT_BASE"]),
        publisher=_match("STAFETT_PUBLISHER", value, r"\d{9}", "nine digits"),
        publisher_name=value["STAFETT_PUBLISHER_NAME"],
        contact=_match(
            "STAFETT_CONTACT", value, r"(mailto:\S+@\S+|https?://\S+)", "a mailto: or https: address"
        ),
        dist=Path(value["STAFETT_DIST"]),
        vocabularies=Path(value["STAFETT_VOCABULARIES"]) if value["STAFETT_VOCABULARIES"] else None,
        host=value["STAFETT_HOST"],
        port=_port(value["STAFETT_PORT"]),
        language=_match("STAFETT_LANG", value, "|".join(LANGUAGES), " or ".join(LANGUAGES)),
        shapes=None if value["STAFETT_SHAPES"] == "none" else Path(value["STAFETT_SHAPES"]),
        fetch_private=_match("STAFETT_FETCH_PRIVATE", value, "yes|no", "yes or no") == "yes",
        limits=read_limits(value),
        store={name: text for name, text in value.items() if name.startswith("STAFETT_STORE")},
        store_dir=Path(value["STAFETT_STORE_DIR"]) if value["STAFETT_STORE_DIR"] else None,
        operations=read_operations(value),
    )


def check_base(base: str) -> str:
    """Return `base` without a final slash, or raise SettingError where it is no http(s) address."""
    # No character that would end the base early, or that an IRI cannot hold (RFC 3987, section 2.2).
    if not re.fullmatch(r"https?://[^\s/?#<>\"{}|\\^`][^\s?#<>\"{}|\\^`]*", base):
        raise SettingError(
            f"STAFETT_BASE is «{base}», but must be an http or https address without ? and #",
            hint="For instance STAFETT_BASE=http://localhost:8000",
        )
    return base.rstrip("/")


def _match(name: str, value: Mapping[str, str], pattern: str, expected: str) -> str:
    if not re.fullmatch(pattern, value[name]):
        raise SettingError(f"{name} is «{value[name]}», but must be {expected}")
    return value[name]


def _port(text: str) -> int:
    if not text.isdecimal() or len(text) > 5 or not 1 <= int(text) <= 65535:
        raise SettingError(f"STAFETT_PORT is «{text}», but must be a number from 1 to 65535")
    return int(text)
