"""Reading documents of strangers in a process of its own, with a limit on memory and on time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from stafett.errors import StafettError
from stafett.harvest import wire
from stafett.harvest.preview import Preview
from stafett.harvest.rules import Finding
from stafett.harvest.state import State
from stafett.harvest.worker import OUT_OF_MEMORY


@dataclass(frozen=True)
class Limits:
    """What a child may use: bytes of address space, and seconds."""

    memory: int = 2 * 1024**3
    seconds: float = 120


FOR_THE_WEB: Final = Limits(memory=768 * 1024**2, seconds=15)
"""For what a visitor of the pages sends."""


class TooMuchError(StafettError):
    """The document asked for more time or memory than it may have."""


def preview_apart(
    content: bytes,
    media_type: str,
    source: str,
    *,
    kind: str | None = None,
    previous: State | None = None,
    before: Sequence[Finding] = (),
    limits: Limits | None = None,
) -> Preview:
    """`preview`, in a process of its own.

    Raises:
        TooMuchError: it asked for more than the limits allow.
    """
    request = {
        "task": "preview",
        "media_type": media_type,
        "source": source,
        "kind": kind,
        "previous": wire.state_data(previous),
        "before": [wire.finding_data(finding) for finding in before],
    }
    return wire.from_data(run_apart(request, content, limits or Limits()))


def score_apart(
    content: bytes,
    media_type: str,
    *,
    answers: Mapping[str, int | None] | None = None,
    standards: Path | None = None,
    limits: Limits | None = None,
) -> tuple[list[dict[str, Any]], list[str]]:
    """Score every dataset of a document, in a process of its own; see mqa.score_data.

    Returns:
        the scores, and the addresses whose answers count.

    Raises:
        TooMuchError: it asked for more than the limits allow.
        StafettError: the document cannot be read.
    """
    request = {
        "task": "score",
        "media_type": media_type,
        "answers": None if answers is None else dict(answers),
        "standards": str(standards) if standards else None,
    }
    found = run_apart(request, content, limits or Limits())
    if "fault" in found:
        raise StafettError(f"The document cannot be scored: {found['fault']}")
    return found["scores"], found["addresses"]


def run_apart(request: dict[str, Any], content: bytes, limits: Limits) -> Any:
    """Have the worker answer a request.

    Raises:
        TooMuchError: it asked for more than the limits allow, or died.
    """
    head = json.dumps({**request, "memory": limits.memory, "seconds": limits.seconds})
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "stafett.harvest.worker"],
            input=head.encode() + b"\n" + content,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise TooMuchError(
            f"Reading the document took more than {limits.seconds:g} seconds, and was stopped"
        ) from fault
    if done.returncode == OUT_OF_MEMORY or b"memory allocation" in done.stderr:
        raise TooMuchError(
            f"Reading the document asked for more than {limits.memory // 1024**2} MB of memory, "
            "and was stopped",
            hint="Split it into smaller documents.",
        )
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no message"]
        raise TooMuchError(f"Reading the document failed (exit code {done.returncode}: {last[0]})")
    return json.loads(done.stdout)
