"""The process in which documents of strangers are read: one request on stdin, one answer on stdout.

The first line of stdin is JSON, the rest the document. See child.py, which starts it and sets its limits.
"""

from __future__ import annotations

import json
import resource
import sys
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
    from stafett.harvest.mqa import score_document
    from stafett.harvest.preview import preview

    if request["task"] == "score":
        return score_document(content, request["media_type"], request["answers"])
    found = preview(
        content,
        request["media_type"],
        request["source"],
        kind=request["kind"],
        previous=wire.state(request["previous"]),
        before=[wire.finding(one) for one in request["before"]],
    )
    return wire.as_data(found)


if __name__ == "__main__":
    main()
