"""Timing things side by side: best of a few runs, because the machine is shared and noisy."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def best(action: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of some runs."""
    found: list[float] = []
    for _ in range(times):
        begin = time.perf_counter()
        action()
        found.append(time.perf_counter() - begin)
    return min(found)


def command(arguments: Sequence[str], output: Path | None = None) -> Callable[[], object]:
    """An action that runs a command to the end and keeps what it prints in a file."""

    def run() -> None:
        with (output or Path("/dev/null")).open("wb") as stream:
            subprocess.run(arguments, check=True, stdout=stream, stderr=subprocess.DEVNULL, cwd=ROOT)

    return run


def show(title: str, rows: Sequence[tuple[str, float, float]], us: str, them: str) -> None:
    """Print a table: what, our seconds, their seconds, and how many times faster we are."""
    print(f"\n{title}")
    print(f"  {'':34} {us:>12} {them:>12} {'ratio':>7}")
    for name, ours, theirs in rows:
        print(f"  {name:34} {ours * 1000:>9.1f} ms {theirs * 1000:>9.1f} ms {theirs / ours:>6.1f}x")
