"""Grep's dumps: a zip with one JSON or JSON-LD file an item, read in memory and never unpacked to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stafett.codes.sources.http import FetchError


@dataclass(frozen=True)
class Limits:
    """What a dump may hold at most. Grep's has some 46 000 items, the largest below 1 MB."""

    members: int = 200_000
    member_bytes: int = 64 << 20
    total_bytes: int = 4 << 30
    ratio: int = 200


def read_dump(file: Path, limits: Limits | None = None) -> Iterator[tuple[str, bytes]]:
    """Every `.json` and `.jsonld` of a zip, by name, sorted.

    Raises:
        FetchError: the zip is cut or damaged, is larger inside than it may be, or has a path that leads
            out of it. Nothing of a zip that leads out is read.
    """
    bounds = limits or Limits()
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check(members, bounds)
            wanted = [m for m in members if m.filename.lower().endswith((".json", ".jsonld"))]
            for member in sorted(wanted, key=lambda m: m.filename):
                yield member.filename, archive.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise FetchError(
            f"The dump is no whole zip file: {fault}", hint="Pull again; it will be fetched anew."
        ) from fault


def _check(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise FetchError(f"The dump has {len(members)} files; at most {limits.members} are read")
    total = 0
    for member in members:
        name = member.filename
        parts = name.replace("\\", "/").split("/")
        is_link = (member.external_attr >> 16) & 0o170000 == 0o120000
        if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or is_link:
            raise FetchError(f"The dump has a path that leads out of it: {name}")
        total += member.file_size
        inflated = member.file_size > limits.ratio * max(member.compress_size, 4096)
        if member.file_size > limits.member_bytes or inflated:
            text = f"{name} in the dump would unpack to {member.file_size} bytes from {member.compress_size}"
            raise FetchError(f"{text}; such a file is not read")
    if total > limits.total_bytes:
        raise FetchError(f"The dump would unpack to {total} bytes; at most {limits.total_bytes} are read")
