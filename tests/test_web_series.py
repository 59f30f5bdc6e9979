"""The series of Prometheus: each counts what it says, and asks when it is asked."""

from __future__ import annotations

import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from stafett.store.engine import EngineState
from stafett.web.requestlog import Record
from stafett.web.series import Series, children_memory

STATE = EngineState("pool", ready=True, workers=2, running=1, waiting=3, restarts=4, remembered=5)


def test_the_engine_is_asked_each_time_and_not_before() -> None:
    now = [STATE]
    series = Series("1")
    series.watch(lambda: now[0])
    read = series.registry.get_sample_value
    values = [read(f"stafett_{name}") for name in ("ready", "workers", "queries_running", "queries_queued")]
    assert values == [1, 2, 1, 3]
    assert read("stafett_worker_restarts_total") == 4
    assert read("stafett_answers_remembered_total") == 5
    now[0] = replace(STATE, ready=False)
    assert read("stafett_ready") == 0


def test_methods_that_strangers_make_up_are_one_series() -> None:
    series = Series("1")
    for method in ("GET", "BREW", "A" * 500):
        series.observe(Record(method, "/x", 200, bytes=7, seconds=0.5))
    read = series.registry.get_sample_value
    labels = {"route": "/x", "status": "200"}
    assert read("stafett_http_requests_total", {"method": "other", **labels}) == 2
    assert read("stafett_http_requests_total", {"method": "GET", **labels}) == 1
    assert read("stafett_http_response_bytes_total", {"route": "/x"}) == 21
    assert read("stafett_http_request_seconds_sum", {"route": "/x"}) == 1.5


def test_two_applications_count_for_themselves() -> None:
    one, other = (Series("1") for _ in range(2))
    one.observe_query("ok", 0.1)
    assert other.registry.get_sample_value("stafett_queries_total", {"outcome": "ok"}) is None


def test_the_children_of_every_thread_are_added_up(tmp_path: Path) -> None:
    for task, children in (("1", "7 8"), ("2", "9"), ("3", "")):
        (tmp_path / f"self/task/{task}").mkdir(parents=True)
        (tmp_path / f"self/task/{task}/children").write_text(children)
    for child, pages in (("7", 10), ("9", 30)):  # 8 has ended in between
        (tmp_path / child).mkdir()
        (tmp_path / child / "statm").write_text(f"999 {pages} 5 1 0 1 0\n")
    assert children_memory(tmp_path / "self") == 40 * resource.getpagesize()


def test_the_memory_of_children_is_read_from_proc() -> None:
    before = children_memory()
    if before is None:
        pytest.skip("this system has no /proc/self/task/*/children")
    hold = "import sys; big = bytearray(50_000_000); print(flush=True); sys.stdin.read()"
    child = subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    child.stdout.readline()
    during = children_memory()
    child.communicate()
    assert during is not None
    assert during - before > 50_000_000


def test_without_proc_there_is_no_such_figure(tmp_path: Path) -> None:
    assert children_memory(tmp_path / "self") is None


def test_children_that_proc_hides_are_not_taken_for_small_ones(tmp_path: Path) -> None:
    (tmp_path / "self/task/1").mkdir(parents=True)
    listed = tmp_path / "self/task/1/children"
    listed.write_text("7 8 ")
    assert children_memory(tmp_path / "self") is None
    listed.write_text("")
    assert children_memory(tmp_path / "self") == 0
