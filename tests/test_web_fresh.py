"""Loading a build, and changing to fresh data."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest

from stafett.errors import DistError
from stafett.limits import Limits
from stafett.store.embedded import EmbeddedEngine
from stafett.web import fresh
from stafett.web.app import create_app
from stafett.web.assets import Assets
from stafett.web.fresh import open_room
from stafett.web.room import Room

pytest_plugins = ("web_fixtures",)


def test_a_missing_or_broken_build_is_refused_at_start(web_dist: Path, tmp_path: Path) -> None:
    with pytest.raises(DistError, match="manifest"):
        create_app(tmp_path)
    dist = shutil.copytree(web_dist, tmp_path / "dist")
    for name in ("pages/model.json", "pages/codes/stafett-rolle.json", "all.nq"):
        kept = (dist / name).read_bytes()
        (dist / name).write_bytes(b"{broken")
        with pytest.raises(DistError, match=Path(name).name):
            create_app(dist)
        (dist / name).write_bytes(kept)
    (dist / "pages/model.json").write_text('{"classes": {}}', "utf-8")
    with pytest.raises(DistError, match="another version"):
        create_app(dist)


def test_what_is_kept_over_a_change_is_taken_over(room: Room, web_dist: Path, tmp_path: Path) -> None:
    engine = EmbeddedEngine(ox.Store(), limits=Limits(length=99))
    (tmp_path / "stafett.css").write_text("")
    desk = room.desk.over(room.site.manifest, engine)
    found = open_room(web_dist, Assets(tmp_path), desk)
    assert found.engine is engine
    assert (found.desk.budget, found.desk.figures) == (room.desk.budget, room.desk.figures)


class Store:
    """An engine that only has a name and an end."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.closed = False

    def state(self) -> Any:
        return SimpleNamespace(snapshot=self.name)

    async def aclose(self) -> None:
        self.closed = True


def followed(
    monkeypatch: pytest.MonkeyPatch, says: Callable[[int], str | None], broken: tuple[str, ...] = ()
) -> tuple[Any, list[str], list[Store]]:
    """Follow what CURRENT says at each look; the room at the end, what was opened, and all stores."""
    monkeypatch.setattr(fresh, "LOOK", 0)
    monkeypatch.setattr(fresh, "GRACE", 0)
    stores = [Store("one")]
    app: Any = SimpleNamespace(
        state=SimpleNamespace(room=SimpleNamespace(engine=stores[0]), operations=SimpleNamespace(remember=0))
    )
    tried: list[str] = []
    looks = 0

    def current_name(_stores: Path) -> str | None:
        nonlocal looks
        looks += 1
        if looks > 5:
            raise asyncio.CancelledError
        return says(looks)

    async def next_room(_stores: Path, _old: Room, _remember: int) -> Any:
        name = says(looks)
        assert name is not None
        tried.append(name)
        if name in broken:
            raise DistError(f"{name} is not whole")
        stores.append(Store(name))
        return SimpleNamespace(engine=stores[-1])

    monkeypatch.setattr(fresh, "current_name", current_name)
    monkeypatch.setattr(fresh, "_next_room", next_room)

    async def run() -> None:
        with pytest.raises(asyncio.CancelledError):
            await fresh.follow(app, Path())
        await asyncio.sleep(0.01)

    asyncio.run(run())
    return app.state.room, tried, stores


def test_what_is_served_already_is_not_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    room, tried, _ = followed(monkeypatch, lambda look: "one" if look > 1 else None)
    assert tried == []
    assert room.engine.name == "one"


def test_a_new_snapshot_takes_over_once_and_the_old_store_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    room, tried, stores = followed(monkeypatch, lambda look: "one" if look < 3 else "two")
    assert tried == ["two"]
    assert room.engine.name == "two"
    assert [(store.name, store.closed) for store in stores] == [("one", True), ("two", False)]


def test_a_snapshot_that_cannot_be_served_is_tried_once_and_the_old_stays(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "stafett.web"):
        room, tried, stores = followed(monkeypatch, lambda _: "bad", broken=("bad",))
    assert tried == ["bad"]
    assert room.engine.name == "one"
    assert not stores[0].closed
    assert "The new data cannot be served, and the old stay: bad is not whole" in caplog.text


def test_after_a_broken_snapshot_the_next_one_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    room, tried, _ = followed(monkeypatch, lambda look: "bad" if look < 3 else "two", broken=("bad",))
    assert tried == ["bad", "two"]
    assert room.engine.name == "two"
