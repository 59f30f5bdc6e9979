"""Pulling Grep: from a dump (JSON or JSON-LD), the REST collections, the SPARQL endpoint, or the changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from stafett.codes.grep_types import COLLECTIONS, TYPES, GrepType
from stafett.codes.identity import canonical_iri
from stafett.codes.sources import grep_sparql
from stafett.codes.sources.grep_dump import read_dump
from stafett.codes.sources.grep_feed import changed_item, read_feed
from stafett.codes.sources.grep_normal import Normaliser, RefusedError
from stafett.codes.sources.http import Client, FetchError, PassingError, parse_json
from stafett.codes.sources.snapshot import (
    Fault,
    Row,
    SourceInfo,
    Tally,
    Workspace,
    latest,
    line,
    read_provenance,
    read_tables,
)
from stafett.errors import StafettError

INFO: Final = SourceInfo(
    name="grep",
    title="Grep",
    publisher="Utdanningsdirektoratet",
    base="https://data.udir.no/kl06/v201906",
    licence="http://publications.europa.eu/resource/authority/licence/NLOD_2_0",
    licence_note="Grep is under NLOD; the version 2.0 is as restated by a third party.",
    attribution="Inneholder data under Norsk lisens for offentlige data (NLOD), "
    "tilgjengeliggjort på data.udir.no",
)
ROUTES: Final = ("json", "jsonld", "rest", "sparql")

Step = Callable[[str, int, int | None], None]


class Collector:
    """Takes in items, counts them, and keeps the rows of each collection as lines."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self._normaliser = Normaliser()
        self._rows: dict[str, dict[str, str]] = {}

    def take(self, data: Any, where: str) -> None:
        """One item; what is wrong with it goes into the tally."""
        self.tally.read += 1
        try:
            row = self._normaliser.item(data, where)
        except RefusedError as fault:
            item = str(data.get("kode") or where) if isinstance(data, dict) else where
            self.tally.faults.append(Fault(item, fault.kind, fault.detail, skipped=True, where=where))
            return
        self.tally.faults += self._normaliser.faults
        self.put(row, where)

    def put(self, row: Row, where: str, *, instead: bool = False) -> None:
        """A finished row; one that is there already is only replaced if it is put `instead`."""
        rows = self._rows.setdefault(TYPES[row["type"]].collection, {})
        text = line(row)
        known = rows.get(row["code"])
        if known is None or instead:
            rows[row["code"]] = text
        elif known == text:
            self.tally.faults.append(
                Fault(row["code"], "repeated", "the same item comes twice", skipped=True, where=where)
            )
        else:
            labels = f"«{_label(json.loads(known))}» and «{_label(row)}»"
            detail = f"the code comes twice with different content: {labels}; the first is kept"
            self.tally.faults.append(Fault(row["code"], "duplicate", detail, skipped=True, where=where))

    def tables(self) -> Iterator[tuple[str, list[str]]]:
        """The lines of each collection, sorted by code."""
        for name, rows in sorted(self._rows.items()):
            yield name, [rows[code] for code in sorted(rows)]


def pull(
    workspace: Workspace,
    client: Client,
    *,
    route: str = "json",
    only: tuple[str, ...] = (),
    since: date | None = None,
    root: Path,
    step: Step = lambda *_: None,
) -> Path:
    """Pull Grep into a new snapshot.

    Args:
        workspace: where to work.
        client: with the address of the service, or of the SPARQL endpoint, as its base.
        route: one of ROUTES.
        only: collections to read (routes rest and sparql); all 44 where empty.
        since: take only what has changed since then, on top of the newest snapshot.
        root: the folder of all snapshots.
        step: called with what is being read, how much of it, and of how much.

    Returns:
        the folder of the snapshot.

    Raises:
        StafettError: the source cannot be read, or has changed its form; no snapshot is then made.
    """
    kinds = [COLLECTIONS[name] for name in only or sorted(COLLECTIONS)]
    collector = Collector(workspace.tally)
    more: dict[str, Any] = {}
    if since is not None:
        more = _increment(workspace, client, since, root, collector, step)
    elif route in {"json", "jsonld"}:
        _from_dump(workspace, client, route, collector, step)
    elif route == "rest":
        _from_rest(workspace, client, kinds, collector, step)
    else:
        _from_sparql(workspace, client, kinds, collector, step)
    if since is None:
        workspace.tally.refuse_if_broken("Grep")
    for name, lines in collector.tables():
        workspace.write(name, lines)
    return workspace.finish(**more)


def _from_dump(ws: Workspace, client: Client, route: str, collector: Collector, step: Step) -> None:
    file = ws.raw / f"dump-{route}.zip"
    url = client.download(f"dump/{route}", file, lambda have, of: step("dump", have, of))
    ws.fetched("dump", url)
    try:
        for count, (name, body) in enumerate(read_dump(file), start=1):
            try:
                collector.take(parse_json(body, ""), name)
            except PassingError as fault:  # inside a whole zip this is final
                ws.tally.read += 1
                ws.tally.faults.append(Fault(name, "no-json", str(fault), skipped=True, where=name))
            if count % 500 == 0:
                step("items", count, None)
    except FetchError:
        file.unlink(missing_ok=True)
        raise


def _from_rest(
    ws: Workspace, client: Client, kinds: list[GrepType], collector: Collector, step: Step
) -> None:
    for kind in kinds:
        path = kind.collection
        listed = ws.once(f"list/{path}", client.url(path), lambda path=path: client.json(path))  # type: ignore[misc]
        if not isinstance(listed, list):
            raise StafettError(f"{client.url(path)} answered with no list; has the service changed?")
        for count, entry in enumerate(listed, start=1):
            code = str(entry.get("kode") or "") if isinstance(entry, dict) else ""
            step(path, count, len(listed))
            if not kind.fits(code):
                ws.tally.read += 1
                detail = f"the list has an entry with the code {code!r}"
                ws.tally.faults.append(Fault(code or f"{path}[{count}]", "code-form", detail, True, path))
                continue
            _take_item(ws, client, _path_of(entry, kind), code, collector)


def _path_of(entry: Row, kind: GrepType) -> str:
    """Where an item lies: the collection cannot be guessed from code or type (G7), so its address decides."""
    address = str(entry.get("url-data") or "")
    steps = address.rstrip("/").split("/")
    ours = canonical_iri(address) and len(steps) > 1 and steps[-1] == entry.get("kode")
    return f"{steps[-2]}/{steps[-1]}" if ours else f"{kind.collection}/{entry.get('kode')}"


def _take_item(ws: Workspace, client: Client, path: str, code: str, collector: Collector) -> bool:
    try:
        collector.take(ws.once(path, client.url(path), lambda: client.json(path)), path)
    except FetchError as fault:
        if fault.status not in {404, 410}:
            raise
        ws.tally.read += 1
        ws.tally.faults.append(
            Fault(code, "gone", f"{path} answered {fault.status}", skipped=True, where=path)
        )
        return False
    return True


def _from_sparql(
    ws: Workspace, client: Client, kinds: list[GrepType], collector: Collector, step: Step
) -> None:
    for kind in kinds:
        offset = 0
        while True:
            query = grep_sparql.page_query(kind, offset)
            rows = ws.once(
                f"sparql/{kind.name}/{offset}",
                client.base,
                lambda query=query: grep_sparql.ask(client.base, query, client.policy),  # type: ignore[misc]
            )
            found = list(grep_sparql.items(rows, kind))
            for item in found:
                collector.take(item, f"sparql/{kind.collection}")
            step(kind.collection, offset + len(found), None)
            if len(found) < grep_sparql.PAGE:
                break
            offset += grep_sparql.PAGE


def _increment(
    ws: Workspace, client: Client, since: date, root: Path, collector: Collector, step: Step
) -> dict[str, Any]:
    """The newest snapshot with what the change feed says has changed since a day."""
    before = latest(root, INFO.name)
    if before is None:
        raise StafettError(
            "There is no snapshot of Grep to build on", hint="Pull once without --since first."
        )
    entries = read_feed(client, since)
    ws.fetched("endringer", client.url("endringer"))
    changed = {place: None for entry in entries if (place := changed_item(entry))}
    if entries and not changed:
        raise StafettError(
            f"{client.url('endringer')}: no entry names an item",
            hint="Pull the whole of Grep, without --since.",
        )
    fresh = Collector(ws.tally)
    for count, path in enumerate(changed, start=1):
        step("changes", count, len(changed))
        _take_item(ws, client, path, path.rpartition("/")[2], fresh)
    for _, rows in read_tables(before):
        for row in rows:
            collector.put(row, str(before))
    for _, lines in fresh.tables():
        for text in lines:
            collector.put(json.loads(text), "endringer", instead=True)
    built_on = {"snapshot": before.name, "started": read_provenance(before)["started"]}
    return {"builtOn": built_on, "changed": len(changed), "since": since.isoformat()}


def _label(row: Row) -> str:
    label = row.get("label") or {}
    return str(label.get("nb") or label.get("nn") or row.get("labelFallback") or "")
