"""What answers the queries to one build, and what of it outlives the build."""

from __future__ import annotations

import pyoxigraph as ox

from stafett.limits import Limits
from stafett.operations import Operations
from stafett.store.embedded import EmbeddedEngine
from stafett.web.desk import open_desk
from stafett.web.pagedata import Manifest

MANIFEST: Manifest = {"version": "1", "base": "https://example.org/x/", "files": []}


def test_the_next_build_has_its_own_base_and_engine_and_the_same_accounts() -> None:
    first = open_desk(MANIFEST, EmbeddedEngine(ox.Store(), limits=Limits(budget=7)), Operations(log="off"))
    engine = EmbeddedEngine(ox.Store())
    after = first.over({**MANIFEST, "base": "https://example.org/y"}, engine)
    assert (first.base, after.base) == ("https://example.org/x", "https://example.org/y")
    assert after.engine is engine
    assert (after.budget, after.figures, after.operations) == (first.budget, first.figures, first.operations)
    assert after.budget.left("anybody") == 7


def test_the_version_that_is_served_is_counted() -> None:
    desk = open_desk(MANIFEST, EmbeddedEngine(ox.Store()), Operations())
    assert desk.figures.registry.get_sample_value("stafett_build_info", {"version": "1"}) == 1
