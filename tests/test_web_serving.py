"""The application that strangers meet, over a real snapshot with worker processes."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from stafett.errors import SettingError
from stafett.limits import Limits
from stafett.operations import Operations
from stafett.store.snapshot import publish
from stafett.web.engine import open_engine
from stafett.web.serving import Events, serve_snapshot

pytest_plugins = ("web_fixtures",)

ASK = {"url": "/sparql?query=ASK+{}", "headers": {"accept": "text/csv"}}


def test_queries_and_then_pages_of_one_snapshot(web_dist: Path, tmp_path: Path) -> None:
    snapshot = publish(web_dist, tmp_path)
    told: list[str] = []
    engine = open_engine(snapshot, Limits(workers=1), 0, early=True)
    events = Events(loaded=lambda: told.append("loaded"))
    app = serve_snapshot(snapshot, tmp_path, engine, Operations(log="off"), events)
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
    engine = open_engine(snapshot, Limits(), 0)
    with pytest.raises(SettingError, match="STAFETT_METRICS"):
        serve_snapshot(snapshot, tmp_path, engine, Operations(metrics="192.0.2.1:1"))
