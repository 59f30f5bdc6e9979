"""What answers the queries to one build. It needs none of its pages, which take longer to load."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stafett.operations import Operations
from stafett.store.budget import Budget
from stafett.store.engine import QueryEngine
from stafett.web.figures import Figures
from stafett.web.manifest import base_of

if TYPE_CHECKING:
    from stafett.web.pagedata import Manifest


@dataclass(frozen=True)
class Desk:
    """Where a query is answered, charged and counted.

    Attributes:
        base: start of our identifiers, without a final slash.
        engine: what answers.
        budget: the clients' shares of query time, kept when the data change.
        figures: what is counted, kept too.
        operations: what is logged, kept too.
    """

    base: str
    engine: QueryEngine
    budget: Budget
    figures: Figures
    operations: Operations

    def over(self, manifest: Manifest, engine: QueryEngine) -> Desk:
        """The desk of the next build."""
        return replace(self, base=base_of(manifest), engine=engine)


def open_desk(manifest: Manifest, engine: QueryEngine, operations: Operations) -> Desk:
    """The first desk of a server, with nothing counted yet.

    Args:
        manifest: of the build.
        engine: answers queries to that build.
        operations: what is logged.
    """
    return Desk(
        base=base_of(manifest),
        engine=engine,
        budget=Budget(engine.limits),
        figures=Figures(manifest["version"]),
        operations=operations,
    )
