"""Snapshots: a build and its store in one folder that never changes, and which of them is the current one.

    stores/
      CURRENT                  the name of the snapshot that is served, one line
      snapshots/{name}/dist/   the files of the build
      snapshots/{name}/store/  the same triples as a RocksDB store
      snapshots/{name}/snapshot.json
      snapshots/{name}/in-use  locked (shared) by every server that serves it

A snapshot is made in a folder of its own and moved into place when it is whole; CURRENT is replaced by a
rename. So at every moment, also after kill -9, CURRENT names a whole snapshot. Its name is the hash of what
it holds: the same build gives the same name, on every machine with the same version of the engine.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph as ox

from stafett.errors import DistError
from stafett.store.embedded import fill

LAYOUT: Final = "1"
"""Changes when snapshots of old and new code do not understand each other."""
CURRENT: Final = "CURRENT"
_BUILD_AGAIN: Final = "Run `stafett build` again."


@dataclass
class Snapshot:
    """One snapshot that is whole."""

    folder: Path
    identifier: str
    triples: int
    _lock: IO[str] | None = field(default=None, repr=False)

    @property
    def dist(self) -> Path:
        """The files of the build."""
        return self.folder / "dist"

    @property
    def store(self) -> Path:
        """The store, to be opened for reading only."""
        return self.folder / "store"

    def hold(self) -> None:
        """Keep the snapshot from being cleaned away until `release`, or until this process ends.

        Raises:
            DistError: it is gone.
        """
        if self._lock is not None:
            return
        try:
            self._lock = (self.folder / "in-use").open()
            fcntl.flock(self._lock, fcntl.LOCK_SH)
        except OSError as fault:
            raise DistError(f"The snapshot {self.identifier} is gone: {fault.strerror}") from fault

    def release(self) -> None:
        """Let it be cleaned away."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def current(stores: Path) -> Snapshot | None:
    """The snapshot that is to be served, or None where nothing has been published.

    Raises:
        DistError: CURRENT names a snapshot that is not there or not whole.
    """
    name = current_name(stores)
    return None if name is None else _read(stores / "snapshots" / name)


def current_name(stores: Path) -> str | None:
    """What CURRENT says. Cheap: one small file."""
    try:
        return (stores / CURRENT).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        raise DistError(f"{stores / CURRENT} cannot be read: {fault}", hint=_BUILD_AGAIN) from fault


def _read(folder: Path) -> Snapshot:
    try:
        found = json.loads((folder / "snapshot.json").read_bytes())
        return Snapshot(folder, str(found["identifier"]), int(found["triples"]))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise DistError(f"The snapshot {folder} is not whole: {fault}", hint="Publish it again.") from fault


def name_of(dist: Path) -> str:
    """The name that the snapshot of a build has.

    Raises:
        DistError: there is no build.
    """
    return hashlib.sha256(f"{LAYOUT} {ox.__version__} ".encode() + _manifest(dist)).hexdigest()[:16]


def _manifest(dist: Path) -> bytes:
    try:
        return (dist / "manifest.json").read_bytes()
    except OSError as fault:
        raise DistError(f"There is no build in {dist}", hint="Run `stafett build` first.") from fault


def publish(dist: Path, stores: Path) -> Snapshot:
    """Make the snapshot of a build, unless it is there already, and let CURRENT name it.

    Raises:
        DistError: the build is missing, broken or changed while it was read, or the folder cannot be written;
            CURRENT is then unchanged.
    """
    try:
        return _publish(dist, stores)
    except OSError as fault:
        raise DistError(
            f"The snapshot cannot be written in {stores}: {fault.strerror}",
            hint="STAFETT_STORE_DIR names a folder that whoever publishes may write.",
        ) from fault


def _publish(dist: Path, stores: Path) -> Snapshot:
    name = name_of(dist)
    snapshots = stores / "snapshots"
    snapshots.mkdir(parents=True, exist_ok=True)
    folder = snapshots / name
    snapshot: Snapshot | None = None
    if folder.exists():
        with suppress(DistError):
            snapshot = _read(folder)
    if snapshot is None:
        snapshot = _make(dist, snapshots, name)
    snapshot.hold()  # or another publisher, of an older build, might clean it away
    try:
        _switch(stores, name)
        _clean(snapshots, name)
    finally:
        snapshot.release()
    return snapshot


def _make(dist: Path, snapshots: Path, name: str) -> Snapshot:
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=snapshots))
    with (work / "in-use").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # so that no other publisher takes it for left over
        try:
            _take_over(dist, work / "dist")
            triples = _load(work / "dist" / "all.nq", work / "store")
            if name_of(dist) != name:
                raise DistError(f"{dist} was built anew while it was read", hint="Publish again.")
            found = {"identifier": name, "triples": triples, "engine": f"pyoxigraph {ox.__version__}"}
            (work / "snapshot.json").write_text(json.dumps(found) + "\n", encoding="utf-8")
            for path in (work / "snapshot.json", work):
                _sync(path)
            _into_place(work, snapshots / name)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
    return Snapshot(snapshots / name, name, triples)


def _into_place(work: Path, folder: Path) -> None:
    try:
        work.rename(folder)
    except OSError:
        # What stands there is not whole, or another publisher was faster with the very same.
        shutil.rmtree(folder, ignore_errors=True)
        work.rename(folder)


def _take_over(dist: Path, target: Path) -> None:
    """Copy the files of a build, and check each against the manifest."""
    try:
        manifest: dict[str, Any] = json.loads(_manifest(dist))
        for entry in manifest["files"]:
            source, copy = dist / entry["path"], target / entry["path"]
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)  # no link: whoever writes into dist must not write in here
            if hashlib.sha256(copy.read_bytes()).hexdigest() != entry["sha256"]:
                raise DistError(f"{source} is not what the manifest says", hint=_BUILD_AGAIN)
        shutil.copyfile(dist / "manifest.json", target / "manifest.json")
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise DistError(f"The build in {dist} is not whole: {fault}", hint=_BUILD_AGAIN) from fault


def _load(quads: Path, folder: Path) -> int:
    """Fill a new store and count the triples of its default graph, read back the way workers read it."""
    try:
        store = ox.Store(str(folder))
        fill(store, quads)
        store.flush()
        del store
        reading = ox.Store.read_only(str(folder))
        [row] = reading.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")  # type: ignore[misc]
    except OSError as fault:
        raise DistError(f"The store could not be written in {folder}: {fault}") from fault
    return int(row["n"].value)


def _switch(stores: Path, name: str) -> None:
    new = stores / f".{CURRENT}-{os.getpid()}"
    with new.open("w", encoding="ascii") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.rename(stores / CURRENT)
    _sync(stores)


def _sync(path: Path) -> None:
    place = os.open(path, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


def _clean(snapshots: Path, keep: str) -> None:
    """Remove what no process holds: older snapshots, and what a publisher that was killed left behind."""
    for folder in snapshots.iterdir():
        if folder.name == keep:
            continue
        try:
            with (folder / "in-use").open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            continue  # in use
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
