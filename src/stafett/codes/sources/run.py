"""One way to pull any source: its address, its workspace, and what may be asked of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from stafett.codes.grep_types import COLLECTIONS
from stafett.codes.sources import grep, grep_sparql, klass, nsr, vigo
from stafett.codes.sources.http import Client, Policy
from stafett.codes.sources.snapshot import SourceInfo, Workspace
from stafett.errors import SettingError

INFOS: Final = {module.INFO.name: module.INFO for module in (grep, vigo, klass, nsr)}
_HEADER: Final = re.compile(r"([A-Za-z0-9-]+):\s*(\S.*)")

Step = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class Request:
    """What to pull, from where, and how."""

    source: str
    root: Path
    url: str | None = None
    since: date | None = None
    route: str = "json"
    only: tuple[str, ...] = ()
    header: str | None = field(default=None, repr=False)
    fresh: bool = False
    policy: Policy = field(default_factory=Policy)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


@dataclass(frozen=True)
class Result:
    """The snapshot that was made, and whether it went on from a pull that had stopped."""

    folder: Path
    info: SourceInfo
    resumed: bool


def pull(request: Request, step: Step = lambda *_: None) -> Result:
    """Pull a source.

    Raises:
        StafettError: what is wrong with the request, or with the source; no snapshot is then made.
    """
    _check(request)
    info = INFOS[request.source]
    sparql = request.source == "grep" and request.route == "sparql"
    base = request.url or (grep_sparql.ENDPOINT if sparql else info.base)
    plan: dict[str, Any] = {"base": base, "only": list(request.only)}
    if request.source == "grep":
        plan |= {"route": request.route, "since": request.since.isoformat() if request.since else None}
    workspace = Workspace(request.root, info, plan, now=request.now, fresh=request.fresh)
    with Client(base, request.policy, _headers(request.header)) as client:
        if request.source == "grep":
            folder = grep.pull(
                workspace,
                client,
                route=request.route,
                only=request.only,
                since=request.since,
                root=request.root,
                step=step,
            )
        else:
            pulls = {"vigo": vigo.pull, "klass": klass.pull, "nsr": nsr.pull}
            folder = pulls[request.source](workspace, client, only=request.only, step=step)
    return Result(folder, info, workspace.resumed)


def _check(request: Request) -> None:
    if request.since is not None and request.source != "grep":
        raise SettingError(
            f"--since cannot be used with {request.source}: it has no feed of changes",
            hint="Pull the whole of it, and compare: stafett codes diff",
        )
    if request.source == "grep":
        if request.route not in grep.ROUTES:
            raise SettingError(f"--route is «{request.route}», but must be one of {', '.join(grep.ROUTES)}")
        if unknown := sorted(set(request.only) - set(COLLECTIONS)):
            raise SettingError(
                f"Grep has no collection {', '.join(unknown)}",
                hint=f"They are {', '.join(sorted(COLLECTIONS))}.",
            )
        if request.only and request.route in {"json", "jsonld"}:
            raise SettingError("--only cannot be used with a dump, which is whole", hint="Add --route rest")
    if request.source == "vigo":
        vigo.tables(request.only)
    if request.source == "klass" and (unknown := [n for n in request.only if not n.isdigit()]):
        raise SettingError(f"«{unknown[0]}» is no number of a classification in Klass, as 36 is")


def _headers(header: str | None) -> dict[str, str]:
    if not header:
        return {}
    match = _HEADER.fullmatch(header)
    if match is None:
        raise SettingError("--header must be «Name: value»")
    return {match[1]: match[2]}
