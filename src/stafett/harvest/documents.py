"""Where the documents to look at come from: a file, an address, or our own build."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from stafett.errors import DistError, StafettError
from stafett.harvest.fetch import Policy, fetch
from stafett.harvest.kinds import KINDS
from stafett.harvest.reading import LIMIT, guess_media_type
from stafett.harvest.rules import Finding


@dataclass(frozen=True)
class Document:
    """A document, and how it was come by.

    Attributes:
        content: its bytes, at most one more than the limit.
        media_type: what it is to be read as.
        source: its address or file name.
        kind: what it is registered as; None where that is to be guessed.
        findings: what the fetching stumbled over.
    """

    content: bytes
    media_type: str
    source: str
    kind: str | None
    findings: tuple[Finding, ...] = ()


def open_document(
    place: str, *, kind: str | None = None, media_type: str | None = None, policy: Policy | None = None
) -> Document:
    """Open a file or fetch an address.

    Raises:
        StafettError: the file cannot be read, or the address may not be or cannot be fetched.
    """
    if place.lower().startswith(("http://", "https://")):
        wanted = media_type or "text/turtle"
        found = fetch(place, wanted, policy)
        return Document(found.content, wanted, place, kind, found.findings)
    file = Path(place)
    try:
        with file.open("rb") as opened:
            content = opened.read(LIMIT + 1)
    except OSError as fault:
        raise StafettError(f"{place} cannot be read: {fault.strerror}") from fault
    return Document(content, media_type or guess_media_type(file.name, content), place, kind)


def own_documents(dist: Path, kind: str | None = None) -> list[Document]:
    """The documents of a build, as they are harvested from the address they are published at.

    Raises:
        DistError: there is no complete build.
    """
    try:
        manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
        base = manifest["base"]
        wanted = [name for name in KINDS if kind in (None, name)]
        files = {name: dist / "catalog" / f"{name}.ttl" for name in wanted}
        return [
            Document(file.read_bytes(), "text/turtle", f"{base}/catalog/{name}", name)
            for name, file in files.items()
            if file.exists()
        ]
    except (OSError, ValueError, KeyError) as fault:
        raise DistError(f"{dist} is no complete build", hint="Run `stafett build` first.") from fault
