"""The process in which documents of strangers are read: one request on stdin, one answer on stdout.

The first line of stdin is JSON, the rest the document. See child.py, which starts it and sets its limits.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Answer one request."""
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    request: dict[str, Any] = json.loads(head)
    limit = int(request["memory"])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (int(request["seconds"]) + 1, int(request["seconds"]) + 2))
    try:
        answer = _answer(request, content)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    sys.stdout.write(json.dumps(answer))


OUT_OF_MEMORY = 71
"""Exit code where the memory allowed was not enough."""


def _answer(request: dict[str, Any], content: bytes) -> Any:
    from stafett.harvest import wire
    from stafett.harvest.preview import preview

    if request["task"] == "score":
        return _scores(request, content)
    found = preview(
        content,
        request["media_type"],
        request["source"],
        kind=request["kind"],
        previous=wire.state(request["previous"]),
        before=[wire.finding(one) for one in request["before"]],
    )
    return wire.as_data(found)


def _scores(request: dict[str, Any], content: bytes) -> Any:
    from stafett.harvest.mqa import addresses
    from stafett.harvest.scoring import dataset_members, score_members

    try:
        members = dataset_members(content, request["media_type"])
    except ValueError as fault:
        return {"fault": str(fault)}
    standards = Path(request["standards"]) if request["standards"] else None
    scores = score_members(members, request["answers"], standards)
    return {"scores": scores, "addresses": addresses(tuple(members))}


if __name__ == "__main__":
    main()
