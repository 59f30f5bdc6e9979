"""The engine that strangers meet. Nothing of the web framework is imported here, since that takes longer."""

from __future__ import annotations

from stafett.limits import Limits
from stafett.store.engine import QueryEngine
from stafett.store.pool import PoolEngine
from stafett.store.remembered import RememberingEngine
from stafett.store.snapshot import Snapshot
from stafett.web.prefixes import prefixes_for


def open_engine(
    snapshot: Snapshot, base: str, limits: Limits, remember: int, *, early: bool = False
) -> QueryEngine:
    """The engine over one snapshot: worker processes, and a memory before them.

    Args:
        snapshot: what it answers from.
        base: start of the identifiers in it, without a final slash.
        limits: what queries may use.
        remember: MiB for answers that are remembered; 0 for none.
        early: let the processes begin now, so that they open the store while the caller does other things.
            They end with the thread that began them, so only the main thread may ask for it.

    Raises:
        DistError: the snapshot is gone or broken.
    """
    pool = PoolEngine(snapshot, prefixes_for(base), limits)
    if early:
        pool.launch()
    return RememberingEngine(pool, remember) if remember else pool
