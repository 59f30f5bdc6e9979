"""The files of a build: written to a folder beside the old one, remembered, and swapped in at the end."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stafett.rdf import MEDIA_TYPES, Triples, serialise

RDF_SUFFIXES = tuple(MEDIA_TYPES)


@dataclass
class Output:
    """The files of a build, in the order they were written."""

    folder: Path
    files: list[dict[str, Any]] = field(default_factory=list)

    def write(self, path: str, body: bytes, sources: Iterable[str], triples: int | None = None) -> None:
        """Write a file and remember it for the manifest."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        entry = {
            "path": path,
            "sha256": hashlib.sha256(body).hexdigest(),
            "bytes": len(body),
            "triples": triples,
            "mediaType": media_type(path),
            "sources": list(sources),
        }
        self.files.append(entry)

    def graph(self, stem: str, triples: Triples, sources: Iterable[str]) -> bytes:
        """Write a graph in every RDF format; return its Turtle."""
        bodies = {suffix: serialise(triples, suffix) for suffix in RDF_SUFFIXES}
        for suffix, body in bodies.items():
            self.write(f"{stem}.{suffix}", body, sources, len(triples))
        return bodies["ttl"]

    def json(self, path: str, value: object, sources: Iterable[str], indent: int | None = None) -> None:
        """Write a value as JSON; machine files without indent, files that people read with it."""
        self.write(path, (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode(), sources)


def media_type(path: str) -> str:
    """The media type a built file is served as, by its suffix."""
    if path.endswith(".schema.json"):
        return "application/schema+json"
    suffix = path.rpartition(".")[2]
    others = {
        "csv": "text/csv",
        "json": "application/json",
        "mmd": "text/plain",
        "nq": "application/n-quads",
        "puml": "text/plain",
        "py": "text/x-python",
        "svg": "image/svg+xml",
        "tsv": "text/tab-separated-values",
    }
    return MEDIA_TYPES.get(suffix) or others[suffix]


@contextmanager
def beside(out: Path) -> Iterator[Path]:
    """A new folder beside `out` that takes its place if the block ends well, and vanishes if not."""
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        new, old = work / "new", work / "old"
        new.mkdir()
        yield new
        if out.exists():
            out.rename(old)
        try:
            new.rename(out)
        except OSError:
            if old.exists():
                old.rename(out)
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
