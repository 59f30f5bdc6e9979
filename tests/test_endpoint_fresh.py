"""Fresh data while requests run: no gap, no half, and nothing lost when something goes wrong."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from endpoint_fixtures import COMMAND, start
from stafett.errors import DistError
from stafett.store.snapshot import current, current_name, name_of, publish

pytest_plugins = ("web_fixtures", "endpoint_fixtures")

MARK = "SELECT ?o { <urn:mark> <urn:is> ?o }"


def marked(web_dist: Path, folder: Path, mark: str) -> Path:
    """A copy of the small build with one triple more, as another build would have it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(web_dist, folder)
    quads = folder / "all.nq"
    with quads.open("a") as file:
        file.write(f'<urn:mark> <urn:is> "{mark}" <urn:graph> .\n')
    manifest = json.loads((folder / "manifest.json").read_text())
    for entry in manifest["files"]:
        if entry["path"] == "all.nq":
            entry["sha256"] = hashlib.sha256(quads.read_bytes()).hexdigest()
    manifest["version"] = mark
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def test_a_server_changes_to_new_data_without_failing_a_request(web_dist: Path, tmp_path: Path) -> None:
    dist = marked(web_dist, tmp_path / "dist", "one")
    stores = tmp_path / ".dist-store"
    server = start(dist, tmp_path / "log")
    statuses: set[int] = set()
    stop = threading.Event()

    def hammer() -> None:
        with httpx.Client(timeout=60) as client:
            while not stop.is_set():
                statuses.add(client.get(server.sparql, params={"query": MARK}).status_code)
                statuses.add(client.get(f"{server.url}/def/Person.ttl").status_code)

    def shown() -> list[str]:
        rows = server.ask(MARK).json()["results"]["bindings"]
        return [rows[0]["o"]["value"]]

    hammering = [threading.Thread(target=hammer) for _ in range(2)]
    try:
        for thread in hammering:
            thread.start()
        assert shown()[0] == "one"
        publish(marked(web_dist, dist, "two"), stores)
        os.kill(server.process.pid, signal.SIGHUP)
        deadline = time.monotonic() + 60
        while shown()[0] != "two":
            assert time.monotonic() < deadline, server.log.read_text()
        assert httpx.get(f"{server.url}/health", timeout=60).json()["version"] == "two"
        # A broken build is refused, and what is served stays.
        marked(web_dist, dist, "three")
        (dist / "all.nq").write_text("broken")
        with pytest.raises(DistError):
            publish(dist, stores)
        # So is a broken snapshot that somebody has put in place by hand.
        (stores / "snapshots" / "broken").mkdir()
        (stores / "CURRENT").write_text("broken\n")
        time.sleep(2.5)
        assert shown()[0] == "two"
        assert "the old stay" in server.log.read_text()
    finally:
        stop.set()
        for thread in hammering:
            thread.join()
        server.stop()
    assert statuses == {200}


def test_publishing_may_be_killed_at_any_moment(web_dist: Path, tmp_path: Path) -> None:
    stores = tmp_path / "stores"
    first = marked(web_dist, tmp_path / "dist", "first")
    before = publish(first, stores)
    chance = random.Random(6)
    environment = {**os.environ, "STAFETT_STORE_DIR": str(stores)}
    second = marked(web_dist, tmp_path / "dist", "second")
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "publish", "--dist", str(second)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.2, 1.5))
        process.kill()
        process.wait()
        found = current(stores)
        assert found is not None
        assert found.identifier in (before.identifier, name_of(second))
    after = publish(second, stores)
    assert current_name(stores) == after.identifier
    # What the killed ones left is gone.
    assert [folder.name for folder in (stores / "snapshots").iterdir()] == [after.identifier]


def test_a_snapshot_that_is_held_is_not_cleaned_away(web_dist: Path, tmp_path: Path) -> None:
    stores = tmp_path / "stores"
    first = publish(marked(web_dist, tmp_path / "dist", "a"), stores)
    first.hold()
    second = publish(marked(web_dist, tmp_path / "dist", "b"), stores)
    assert first.store.is_dir()
    first.release()
    third = publish(marked(web_dist, tmp_path / "dist", "c"), stores)
    assert not first.folder.exists()
    assert not second.folder.exists()
    assert third.triples == second.triples == first.triples


def test_publishing_the_same_again_makes_nothing_new(web_dist: Path, tmp_path: Path) -> None:
    first = publish(web_dist, tmp_path)
    made = (first.folder / "snapshot.json").stat().st_mtime_ns
    again = publish(web_dist, tmp_path)
    assert again.identifier == first.identifier
    assert (again.folder / "snapshot.json").stat().st_mtime_ns == made


def test_what_is_missing_or_wrong_is_named(web_dist: Path, tmp_path: Path) -> None:
    assert current(tmp_path) is None
    with pytest.raises(DistError, match="no build"):
        publish(tmp_path / "none", tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(DistError, match=r"cannot be written in .*file"):
        publish(web_dist, tmp_path / "file")
    dist = shutil.copytree(web_dist, tmp_path / "dist")
    (dist / "pages" / "model.json").unlink()
    with pytest.raises(DistError, match=r"not whole.*model\.json"):
        publish(dist, tmp_path / "stores")
    assert current(tmp_path / "stores") is None
    (tmp_path / "CURRENT").write_text("gone\n")
    with pytest.raises(DistError, match="not whole"):
        current(tmp_path)
