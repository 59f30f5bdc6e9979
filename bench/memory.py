"""How much memory a complete build takes at most; the aim is under 500 MB."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.timing import ROOT

LIMIT: Final = 500
"""Megabytes."""


def peak(arguments: list[str]) -> float:
    """Run a command to the end and return the most memory it held at once, in megabytes."""
    process = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{arguments[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_maxrss / 1024  # Linux counts in kibibytes


def main() -> None:
    """Build everything once and print the peak."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(Path(sys.executable).parent / "stafett"), "build", "--out", f"{folder}/dist"]
        found = peak(command)
    verdict = "under" if found < LIMIT else "OVER"
    print(f"\nMemory: a complete build peaks at {found:.0f} MB, {verdict} the aim of {LIMIT} MB")
