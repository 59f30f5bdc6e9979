"""Fixtures on the local stand-in for the sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from source_stand_in import Puller, StandIn


@pytest.fixture
def source() -> Iterator[StandIn]:
    stand_in = StandIn()
    yield stand_in
    stand_in.close()


@pytest.fixture
def puller(source: StandIn, tmp_path: Path) -> Puller:
    return Puller(source, tmp_path / "snapshots")
