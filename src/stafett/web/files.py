"""The built files that are served as they are.

Which files exist is said by the manifest, and only by it: an address is looked up in a table and never
joined to a folder. Each reading checks the file against the manifest, so that a rebuild under a running
server gives an honest 503 and never half of one build and half of another: data.norge.no removes at once
what is missing from a 200.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from stafett.errors import DistError
from stafett.web.pagedata import BuiltFile, Manifest


class BuiltFiles:
    """The files that the manifest lists."""

    def __init__(self, dist: Path, manifest: Manifest) -> None:
        self._dist = dist
        self._listed = {file["path"]: file for file in manifest["files"]}

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
        try:
            body = (self._dist / entry["path"]).read_bytes()
        except OSError as fault:
            raise DistError(f"{path} cannot be read: {fault.strerror}", hint="Build again.") from fault
        if hashlib.sha256(body).hexdigest() != entry["sha256"]:
            raise DistError(f"{path} has changed since the server started", hint="Restart the server.")
        return body
