"""Where a remote store is, and who we are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from stafett.errors import SettingError
from stafett.store.remote.dialects import DIALECTS, Dialect

if TYPE_CHECKING:
    import httpx

EMBEDDED: Final = "embedded"


@dataclass(frozen=True)
class StoreAddress:
    """The addresses of a SPARQL 1.1 store.

    Attributes:
        query: SPARQL Protocol, queries.
        update: SPARQL Protocol, updates; only `stafett load` uses it.
        graphs: Graph Store Protocol; only `stafett load` uses it.
        user: name for update and graphs, and for query where `query_needs_login`.
        password: its password; never shown.
        kind: name of a dialect, or `auto`.
        query_needs_login: send the credentials with queries too. An account that can only read is better.
    """

    query: str
    update: str | None = None
    graphs: str | None = None
    user: str | None = None
    password: str | None = None
    kind: str = "auto"
    query_needs_login: bool = False

    def __repr__(self) -> str:
        return f"StoreAddress({self.query!r}, kind={self.kind!r})"

    def login(self, dialect: Dialect) -> httpx.Auth | None:
        """The credentials in the form the engine wants them."""
        if self.user is None:
            return None
        import httpx  # takes long, and most servers have no remote store

        kind = httpx.DigestAuth if dialect.digest else httpx.BasicAuth
        return kind(self.user, self.password or "")


def read_address(value: Mapping[str, str], store: str | None = None) -> StoreAddress | None:
    """Read the settings of the store.

    Args:
        value: the settings' values by name.
        store: what `--store` says; overrules STAFETT_STORE.

    Returns:
        None for the embedded store.

    Raises:
        SettingError: an address that is none, a kind that is not known, a password that cannot be read.
    """
    query = store or value["STAFETT_STORE"]
    if query == EMBEDDED:
        return None
    kind = value["STAFETT_STORE_KIND"]
    if kind not in (*DIALECTS, "auto"):
        known = ", ".join(("auto", *DIALECTS))
        raise SettingError(f"STAFETT_STORE_KIND is «{kind}», but must be one of {known}")
    login = value["STAFETT_STORE_QUERY_LOGIN"]
    if login not in {"yes", "no"}:
        raise SettingError(f"STAFETT_STORE_QUERY_LOGIN is «{login}», but must be yes or no")
    return StoreAddress(
        query=_url("STAFETT_STORE", query),
        update=_optional("STAFETT_STORE_UPDATE", value),
        graphs=_optional("STAFETT_STORE_GRAPHS", value),
        user=value["STAFETT_STORE_USER"] or None,
        password=_password(value["STAFETT_STORE_PASSWORD_FILE"]),
        kind=kind,
        query_needs_login=login == "yes",
    )


def _optional(name: str, value: Mapping[str, str]) -> str | None:
    return _url(name, value[name]) if value[name] else None


def _url(name: str, text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingError(
            f"{name} is «{text}», but must be an http or https address"
            + (f", or {EMBEDDED}" if name == "STAFETT_STORE" else "")
        )
    if parts.username or parts.password:
        raise SettingError(
            f"{name} has a user name in the address, where logs would show it",
            hint="Use STAFETT_STORE_USER and STAFETT_STORE_PASSWORD_FILE.",
        )
    return text


def _password(file: str) -> str | None:
    if not file:
        return None
    try:
        return Path(file).read_text(encoding="utf-8").rstrip("\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingError(f"STAFETT_STORE_PASSWORD_FILE «{file}» cannot be read: {fault}") from fault
