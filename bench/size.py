"""What a production installation weighs: the runtime packages and our built files."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.timing import ROOT


def _megabytes(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6


def main() -> None:
    """Install the runtime lock file into an empty folder and print its size; aim: under 400 MB."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        arguments = [*pip, "--require-hashes", "-r", "requirements.txt", "--target", folder]
        subprocess.run(arguments, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        installed = _megabytes(Path(folder))
    print(f"\nSize: runtime packages {installed:.0f} MB, dist/ {_megabytes(ROOT / 'dist'):.0f} MB")
