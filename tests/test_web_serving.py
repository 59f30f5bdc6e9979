"""The application that strangers meet, over a real snapshot with worker processes."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from stafett.errors import SettingError
from stafett.limits import Limits
from stafett.operations import Operations
from stafett.store.snapshot import Snapshot, publish
from stafett.web.desk import Desk, open_desk
from stafett.web.engine import open_engine
from stafett.web.manifest import base_of, read_manifest
from stafett.web.serving import Events, serve_snapshot

pytest_plugins = ("web_fixtures",)

ASK = {"url": "/sparql?query=ASK+{}", "headers": {"accept": "text/csv"}}


def desk_of(snapshot: Snapshot, limits: Limits, operations: Operations, *, early: bool = False) -> Desk:
    manifest = read_manifest(snapshot.dist)
    engine = open_engine(snapshot, base_of(manifest), limits, 0, early=early)
    return open_desk(manifest, engine, operations)


def test_queries_and_then_pages_of_one_snapshot(web_dist: Path, tmp_path: Path) -> None:
    snapshot = publish(web_dist, tmp_path)
    told: list[str] = []
    desk = desk_of(snapshot, Limits(workers=1), Operations(log="off"), early=True)
    app = serve_snapshot(snapshot, tmp_path, desk, Events(loaded=lambda: told.append("loaded")))
    with TestClient(app) as client:
        assert client.get(**ASK).text.strip() == "true"
        assert client.get("/health/ready").json()["snapshot"] == snapshot.identifier
        assert told == ["loaded"]
        figures = client.get("/metrics").text
    assert 'stafett_http_requests_total{method="GET",route="/sparql",status="200"} 1.0' in figures
    assert "stafett_ready 1.0" in figures
    assert "stafett_workers 1.0" in figures


def test_a_listener_for_figures_that_cannot_listen_is_told_before_anything_is_served(
    web_dist: Path, tmp_path: Path
) -> None:
    snapshot = publish(web_dist, tmp_path)
    desk = desk_of(snapshot, Limits(), Operations(metrics="192.0.2.1:1"))
    with pytest.raises(SettingError, match="STAFETT_METRICS"):
        serve_snapshot(snapshot, tmp_path, desk)
