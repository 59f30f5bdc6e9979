"""What is kept of a published version: its documents, so that its addresses answer for ever.

`releases/{version}/` holds, beside the inventory `releases/{version}.json`, the documents that data and tools
of that version refer to, compressed one by one with xz (some half a megabyte together). They are kept with
the placeholder where the base stood, as our sources are, so that they can be served under any base. RDF is
kept as N-Triples: its blank nodes have names, so that every build writes the same bytes.
"""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from stafett.errors import DistError, Location, SourceError
from stafett.iris import PLACEHOLDER

KEPT: Final = (
    "stafett.owl.nt",
    "stafett.shacl.nt",
    "stafett.rules.nt",
    "codes.nt",
    "stafett.context.jsonld",
    "stafett.schema.json",
)
"""What is kept of a version. Diagrams, Mermaid, PlantUML and pydantic are not: they say nothing that the
ontology and the schema do not, and git has the sources they were made from."""
CODES: Final = "codes.nt"
"""All code lists of a version in one document."""
_END: Final = ".xz"
_PRESET: Final = 4
"""A seventh larger than with the utmost, and more than ten times as fast: a release takes no minute."""


def documents(dist: Path) -> dict[str, bytes]:
    """What a build says of the model and its codes, by the name it is kept under.

    Raises:
        DistError: the build lacks one of the documents.
    """
    found = {name: _read(dist / "model" / name) for name in KEPT if name != CODES}
    # No list can be told from the next in the file, nor need be: each concept says which scheme it is in.
    # A mention of one concept by two lists is one triple.
    lines = {line for file in sorted((dist / "codes").glob("*.nt")) for line in _read(file).splitlines()}
    found[CODES] = b"".join(line + b"\n" for line in sorted(lines))
    return {name: found[name] for name in KEPT}


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise DistError(
            f"{file} cannot be read: {fault.strerror}", hint="Run `stafett build` first."
        ) from fault


def keep(found: Mapping[str, bytes], folder: Path, base: str) -> int:
    """Write the documents of a version into its folder; return how many bytes that took.

    Args:
        found: what `documents` returned.
        folder: `releases/{version}`, made if need be.
        base: what identifiers begin with in the build.
    """
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    for name, body in found.items():
        neutral = body.replace(f"{base}/".encode(), PLACEHOLDER.encode())
        # CRC64 and the preset are spelt out, so that another default some day does not change the bytes.
        packed = lzma.compress(neutral, check=lzma.CHECK_CRC64, preset=_PRESET)
        (folder / f"{name}{_END}").write_bytes(packed)
        taken += len(packed)
    return taken


def read_kept(folder: Path, base: str) -> dict[str, bytes]:
    """The documents of a version under a base, by name; empty where none were kept.

    Raises:
        SourceError: one is missing or is not what it was, naming the file.
    """
    if not folder.is_dir():
        return {}
    found: dict[str, bytes] = {}
    for name in KEPT:
        file = folder / f"{name}{_END}"
        try:
            body = lzma.decompress(file.read_bytes())
        except (OSError, lzma.LZMAError) as fault:
            raise SourceError(
                f"What was kept of version {folder.name} cannot be read: {fault}",
                where=Location(file),
                hint="Take the file back from git: what is published stays reachable.",
            ) from fault
        found[name] = body.replace(PLACEHOLDER.encode(), f"{base}/".encode())
    return found
