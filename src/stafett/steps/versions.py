"""The versions that have been published: inventory and documents of each, and what changed between them."""

from __future__ import annotations

from typing import Any

from stafett.archive import read_kept
from stafett.release import RELEASES, compare, read_releases
from stafett.steps.work import Work


def write_versions(work: Work) -> None:
    """Write what is kept of each version to `releases/{version}/`, under the base of this build."""
    root, output = work.sources.root, work.output
    history = read_releases(root / RELEASES)
    for inventory in history:
        kept = f"{RELEASES}/{inventory['version']}"
        output.json(f"{kept}.json", inventory, [f"{kept}.json"], 1)
        for name, body in read_kept(root / kept, work.iris.base).items():
            triples = body.count(b"\n") if name.endswith(".nt") else None
            output.write(f"{kept}/{name}", body, [f"{kept}/{name}.xz"], triples)
    if history:
        output.json("pages/releases.json", [_release(n, history) for n in reversed(range(len(history)))], [])


def _release(number: int, history: list[dict[str, Any]]) -> dict[str, Any]:
    """One release as the pages show it: what differs from the one before; the first has nothing to list."""
    inventory = history[number]
    changes = compare(history[number - 1], inventory).changes if number else ()
    return {
        "version": inventory["version"],
        "date": inventory.get("date", ""),
        "counts": {
            "classes": len(inventory["classes"]),
            "slots": len(inventory["slots"]),
            "lists": len(inventory["lists"]),
            "codes": sum(map(len, inventory["lists"].values())),
        },
        "changes": [{"step": c.step, "subject": c.subject, "what": c.what} for c in changes],
    }
