"""The built files that are served as they are.

Which files exist is said by the manifest, and only by it: an address is looked up in a table and never
joined to a folder. Each reading checks the file against the manifest, so that a rebuild under a running
server gives an honest 503 and never half of one build and half of another: data.norge.no removes at once
what is missing from a 200.

A file that has been read and checked is kept in memory, up to a limit for all of them, and answered from
there as long as the file system says that it is the same file.
"""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from stafett.errors import DistError
from stafett.web.pagedata import BuiltFile, Manifest

MEMORY: Final = 96 * 1024 * 1024
"""Bytes of files that are kept in memory."""


class BuiltFiles:
    """The files that the manifest lists."""

    def __init__(self, dist: Path, manifest: Manifest) -> None:
        self._dist = dist
        self._listed = {file["path"]: file for file in manifest["files"]}
        self._kept: dict[str, tuple[tuple[int, int, int], bytes]] = {}
        self._room = MEMORY

    def __contains__(self, path: str) -> bool:
        return path in self._listed

    def paths(self, start: str) -> list[str]:
        """The listed files whose path begins with `start`, in the manifest's order."""
        return [path for path in self._listed if path.startswith(start)]

    def entry(self, path: str) -> BuiltFile:
        """The manifest's line for a file."""
        return self._listed[path]

    def read(self, path: str) -> bytes:
        """The bytes of a listed file.

        Raises:
            KeyError: the manifest does not list it.
            DistError: it is gone or has changed since the server started.
        """
        entry = self._listed[path]
        file = self._dist / entry["path"]
        try:
            same = _signature(file.stat())
            kept = self._kept.get(path)
            if kept and kept[0] == same:
                return kept[1]
            body = file.read_bytes()
        except OSError as fault:
            raise DistError(f"{path} cannot be read: {fault.strerror}", hint="Build again.") from fault
        if hashlib.sha256(body).hexdigest() != entry["sha256"]:
            raise DistError(f"{path} has changed since the server started", hint="Restart the server.")
        if kept or len(body) <= self._room:
            self._room -= 0 if kept else len(body)
            self._kept[path] = (same, body)
        return body

    def modified(self, path: str) -> datetime:
        """When a listed file was built, to the second.

        Raises:
            DistError: it is gone.
        """
        try:
            seconds = int((self._dist / self._listed[path]["path"]).stat().st_mtime)
        except OSError as fault:
            raise DistError(f"{path} cannot be read: {fault.strerror}", hint="Build again.") from fault
        return datetime.fromtimestamp(seconds, UTC)


def _signature(found: os.stat_result) -> tuple[int, int, int]:
    """What changes when a file is replaced or written to."""
    return found.st_mtime_ns, found.st_size, found.st_ino
