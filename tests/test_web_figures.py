"""Figures for Prometheus, and where they come from."""

from __future__ import annotations

import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from types import ModuleType

import httpx
import pytest

from stafett.errors import SettingError
from stafett.operations import Operations
from stafett.store.engine import EngineState
from stafett.web import series
from stafett.web.figures import Figures, listen
from stafett.web.requestlog import Record

STATE = EngineState("pool", ready=True, workers=2, running=1, waiting=3, restarts=4, remembered=5)


def test_what_is_counted_before_the_series_are_there_is_not_lost() -> None:
    figures = Figures("1")
    figures.watch(lambda: STATE)
    figures.observe(Record("GET", "/x", 200, bytes=7, seconds=0.5))
    figures.observe_query("ok", 0.1)
    read = figures.load().registry.get_sample_value
    figures.observe_query("ok", 0.1)
    assert read("stafett_http_response_bytes_total", {"route": "/x"}) == 7
    assert read("stafett_queries_total", {"outcome": "ok"}) == 2
    assert read("stafett_ready") == 1


def test_whichever_thread_asks_first_nothing_is_counted_twice() -> None:
    figures = Figures("1")
    with ThreadPoolExecutor(8) as pool:
        for _ in range(400):
            pool.submit(figures.observe_query, "ok", 0.1)
            pool.submit(figures.load)
    assert figures.registry.get_sample_value("stafett_queries_total", {"outcome": "ok"}) == 400


def test_nobody_who_counts_waits_for_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    figures, waited = Figures("1"), list[bool]()

    class Loading(ModuleType):
        def __getattr__(self, name: str) -> object:
            counting = Thread(target=figures.observe_query, args=("ok", 0.1), daemon=True)
            counting.start()
            counting.join(1)
            waited.append(counting.is_alive())
            return getattr(series, name)

    monkeypatch.setitem(sys.modules, series.__name__, Loading(series.__name__))
    figures.load()
    assert waited and not any(waited)


def test_the_library_is_not_loaded_with_the_module() -> None:
    code = "import sys, stafett.web.figures; sys.exit('prometheus_client' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_they_can_have_a_listener_of_their_own() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    figures, operations = Figures("1"), Operations(log="off", metrics=place)
    listen(figures, operations)
    assert "stafett_build_info" in httpx.get(f"http://{place}/metrics").text
    with pytest.raises(SettingError, match="cannot listen on"):
        listen(figures, operations)


def test_without_a_listener_of_their_own_nothing_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prometheus_client.start_http_server", pytest.fail)
    listen(Figures("1"), Operations(metrics="on"))
