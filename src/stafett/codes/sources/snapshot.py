"""A dated snapshot of a source: `snapshots/{source}/{date}/` with JSON Lines and `provenance.json`.

A pull works in `.partial/` beside the dated folders. Each answer is kept there as it came, under a key,
so that a pull that was stopped goes on where it was. Only a pull that ends well becomes a dated folder,
by one rename; until then the previous snapshot stands untouched.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from stafett.errors import StafettError

PROVENANCE: Final = "provenance.json"
FAULTS: Final = "faults.jsonl"
STALE: Final = timedelta(hours=24)
"""A pull that stopped longer ago than this starts anew: the source may have moved on."""

Row = dict[str, Any]


@dataclass(frozen=True)
class SourceInfo:
    """Who a snapshot comes from, and under which terms; `licence` is None where none is stated."""

    name: str
    title: str
    publisher: str
    base: str
    licence: str | None
    licence_note: str
    attribution: str | None = None


@dataclass(frozen=True)
class Fault:
    """Something wrong with one item. `skipped` items are not in the snapshot; others are, and are marked."""

    item: str
    kind: str
    detail: str
    skipped: bool = False
    where: str = ""


@dataclass
class Tally:
    """What became of the items: how many were read, and every fault by kind."""

    read: int = 0
    kept: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def skipped(self) -> int:
        """How many items were left out."""
        return len({(f.where, f.item) for f in self.faults if f.skipped})

    def kinds(self) -> dict[str, int]:
        """How many faults of each kind."""
        return dict(sorted(Counter(f.kind for f in self.faults).items()))

    def refuse_if_broken(self, what: str, limit: float = 0.2) -> None:
        """Stop a pull that had to leave out more than a share of all it read, or that read nothing.

        Raises:
            StafettError: naming the commonest reasons and the first item of each.
        """
        if self.read and self.skipped <= self.read * limit:
            return
        first: dict[str, Fault] = {}
        for fault in self.faults:
            if fault.skipped:
                first.setdefault(fault.kind, fault)
        reasons = "; ".join(f"{f.item}: {f.detail}" for f in list(first.values())[:3])
        raise StafettError(
            f"{what}: {self.skipped} of {self.read} items cannot be taken in"
            + (f" ({reasons})" if reasons else ""),
            hint="The form of the source has probably changed. No snapshot was made; earlier ones stand.",
        )


class Workspace:
    """The folder of a pull under way. Use as a context manager; `finish` makes it a dated snapshot."""

    def __init__(
        self,
        root: Path,
        info: SourceInfo,
        plan: Mapping[str, Any],
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        fresh: bool = False,
    ) -> None:
        self.home = root / info.name
        self.info = info
        self.plan = {**plan, "base": plan.get("base", info.base)}
        self.tally = Tally()
        self._now = now
        self._folder = self.home / ".partial"
        self._addresses: dict[str, str] = {}
        self.resumed = self._open(fresh)

    def _open(self, fresh: bool) -> bool:
        plan_file = self._folder / "plan.json"
        if plan_file.is_file() and not fresh:
            known = json.loads(plan_file.read_text("utf-8"))
            self.started = datetime.fromisoformat(known["started"])
            if known["plan"] == self.plan and self._now() - self.started < STALE:
                return True
        shutil.rmtree(self._folder, ignore_errors=True)
        self.raw.mkdir(parents=True)
        self.started = self._now()
        text = json.dumps({"plan": self.plan, "started": self.started.isoformat()}, ensure_ascii=False)
        plan_file.write_text(text, "utf-8")
        return False

    @property
    def raw(self) -> Path:
        """Where answers are kept as they came, until the pull is done."""
        return self._folder / "raw"

    def once(self, key: str, url: str, fetch: Callable[[], Any]) -> Any:
        """The answer kept under `key`, or else what `fetch` gives, which is then kept."""
        self._addresses[key] = url
        file = self.raw / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.json"
        if file.is_file():
            return json.loads(file.read_text("utf-8"))
        value = fetch()
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
        fresh.rename(file)
        return value

    def forget(self, prefix: str) -> None:
        """Throw away the answers kept under keys that begin so, to fetch them again."""
        for key in [k for k in self._addresses if k.startswith(prefix)]:
            name = hashlib.sha256(key.encode()).hexdigest()[:24]
            (self.raw / f"{name}.json").unlink(missing_ok=True)

    def fetched(self, key: str, url: str) -> None:
        """Note an address that was read without `once`."""
        self._addresses[key] = url

    def write(self, name: str, rows: Iterable[Row | str]) -> int:
        """Write one table of the snapshot, a row (or a line made by `line`) a line; return how many."""
        count = 0
        with (self._folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for row in rows:
                file.write((row if isinstance(row, str) else line(row)) + "\n")
                count += 1
        self.tally.kept += count
        return count

    def finish(self, **more: Any) -> Path:
        """Write the provenance and let the folder take its place as the snapshot of its day."""
        faults = sorted(self.tally.faults, key=lambda f: (f.where, f.item, f.kind, f.detail))
        with (self._folder / FAULTS).open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(f), ensure_ascii=False, sort_keys=True) + "\n" for f in faults)
        tables = sorted(f for f in self._folder.glob("*.jsonl") if f.name != FAULTS)
        provenance = {
            "source": asdict(self.info) | {"base": self.plan["base"]},
            "plan": self.plan,
            "started": self.started.isoformat(),
            "ended": self._now().isoformat(),
            "counts": {"read": self.tally.read, "kept": self.tally.kept, "skipped": self.tally.skipped},
            "faults": self.tally.kinds(),
            "addresses": sorted(set(self._addresses.values())),
            "files": [_described(f) for f in [*tables, self._folder / FAULTS]],
            **more,
        }
        text = json.dumps(provenance, ensure_ascii=False, indent=1) + "\n"
        (self._folder / PROVENANCE).write_text(text, "utf-8")
        shutil.rmtree(self.raw)
        (self._folder / "plan.json").unlink()
        target = self.home / self.started.date().isoformat()
        old = self.home / ".replaced"
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            target.rename(old)
        self._folder.rename(target)
        shutil.rmtree(old, ignore_errors=True)
        return target


def line(row: Row) -> str:
    """A row as it stands in a snapshot: JSON on one line, keys sorted, so that equal rows are equal text."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _described(file: Path) -> dict[str, Any]:
    body = file.read_bytes()
    return {
        "path": file.name,
        "sha256": hashlib.sha256(body).hexdigest(),
        "bytes": len(body),
        "rows": body.count(b"\n"),
    }


def snapshots(root: Path, source: str) -> list[Path]:
    """The finished snapshots of a source, oldest first."""
    home = root / source
    found = [f for f in home.iterdir() if (f / PROVENANCE).is_file()] if home.is_dir() else []
    return sorted(f for f in found if not f.name.startswith("."))


def latest(root: Path, source: str) -> Path | None:
    """The newest finished snapshot of a source, or None."""
    found = snapshots(root, source)
    return found[-1] if found else None


def read_provenance(folder: Path) -> dict[str, Any]:
    """The provenance of a snapshot.

    Raises:
        StafettError: the folder is no snapshot.
    """
    try:
        found: dict[str, Any] = json.loads((folder / PROVENANCE).read_text("utf-8"))
    except (OSError, json.JSONDecodeError) as fault:
        raise StafettError(
            f"{folder} is no snapshot", hint="A snapshot is a folder that `stafett codes pull` has written."
        ) from fault
    return found


def read_tables(folder: Path) -> Iterator[tuple[str, list[Row]]]:
    """The tables of a snapshot, by name, each checked against its checksum.

    Raises:
        StafettError: a file is missing or is not what the pull wrote.
    """
    for entry in read_provenance(folder)["files"]:
        if entry["path"] == FAULTS:
            continue
        try:
            body = (folder / entry["path"]).read_bytes()
        except OSError as fault:
            raise StafettError(f"{folder} lacks {entry['path']}", hint="Pull the source again.") from fault
        if hashlib.sha256(body).hexdigest() != entry["sha256"]:
            raise StafettError(
                f"{folder / entry['path']} is not as it was pulled",
                hint="Pull the source again.",
            )
        yield Path(entry["path"]).stem, [json.loads(line) for line in body.splitlines()]


def day(text: object) -> str | None:
    """The date at the beginning of a text, as YYYY-MM-DD; None where there is none."""
    try:
        return date.fromisoformat(str(text)[:10]).isoformat() if text else None
    except ValueError:
        return None
