"""The list of what a build holds, dist/manifest.json, and files of page data like it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stafett.errors import DistError

if TYPE_CHECKING:
    from stafett.web.pagedata import Manifest

BUILD_FIRST: Final = "Run `stafett build` (or `make build`) first."


def read_manifest(dist: Path) -> Manifest:
    """Read the manifest of a build.

    Raises:
        DistError: there is no build, or it is broken.
    """
    found: Manifest = read_json(dist / "manifest.json")
    if not isinstance(found, dict) or not {"version", "base", "files"} <= found.keys():
        raise DistError(f"{dist / 'manifest.json'} is of another version", hint=BUILD_FIRST)
    return found


def base_of(manifest: Manifest) -> str:
    """Start of every identifier of ours, without a final slash."""
    return manifest["base"].rstrip("/")


def read_json(file: Path) -> Any:
    """Read a JSON file that a build has written.

    Raises:
        DistError: it is not there, or no JSON.
    """
    try:
        return json.loads(file.read_bytes())
    except FileNotFoundError as fault:
        raise DistError(f"There is no {file}", hint=BUILD_FIRST) from fault
    except (OSError, ValueError) as fault:
        raise DistError(f"{file} cannot be read: {fault}", hint=BUILD_FIRST) from fault
