"""Style sheets, font and scripts: read into memory at start, so that no request reaches a folder."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STATIC_FOLDER: Final = Path(__file__).parent / "static"
VENDOR_STYLES: Final = ("vendor/inter.css", "vendor/designsystemet-theme.css", "vendor/designsystemet.css")
VENDOR_SWAGGER: Final = ("vendor/swagger-ui.css", "vendor/swagger-ui-bundle.js")
VENDOR_YASGUI: Final = ("vendor/yasgui.css", "vendor/yasgui.js")


@dataclass(frozen=True)
class Asset:
    """One file."""

    body: bytes
    media_type: str
    version: str


class Assets:
    """All files below static/, by path. The vendor files are optional: see scripts/vendor_assets.py."""

    def __init__(self, folder: Path = STATIC_FOLDER) -> None:
        self._files = {
            file.relative_to(folder).as_posix(): _read(file)
            for file in sorted(folder.rglob("*"))
            if file.is_file() and not file.name.startswith(".")
        }

    def get(self, path: str) -> Asset | None:
        """The file at this path."""
        return self._files.get(path)

    def url(self, path: str) -> str:
        """Address of a file, with its version, so that browsers may keep it for ever."""
        return f"/static/{path}?v={self._files[path].version}"

    def styles(self) -> list[str]:
        """Addresses of the style sheets of every page.

        Ours comes first, since it says in which order the layers count; see its first lines.
        """
        vendor = VENDOR_STYLES if all(path in self._files for path in VENDOR_STYLES) else ()
        return [self.url(path) for path in ("stafett.css", *vendor)]

    def has_swagger(self) -> bool:
        """True where the viewer for the API description is installed."""
        return all(path in self._files for path in VENDOR_SWAGGER)

    def has_yasgui(self) -> bool:
        """True where the query editor is installed."""
        return all(path in self._files for path in VENDOR_YASGUI)


def _read(file: Path) -> Asset:
    body = file.read_bytes()
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if file.suffix == ".woff2":
        media_type = "font/woff2"
    return Asset(body, media_type, hashlib.sha256(body).hexdigest()[:12])
