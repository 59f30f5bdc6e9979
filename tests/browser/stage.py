"""What stays up for as long as browser tests follow one another: one Chromium, its windows, a server a build.

A Chromium, a window and a server each cost more processor time than most pages. They are shared by the tests
of every module, and are taken down before the next test without a browser: Playwright's loop would stand in
the way of tests that run a loop of their own.

(PYTEST_DONT_REWRITE: tests import this module before pytest sees it as a plugin.)
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

from stafett.web.app import create_app

pytest_plugins = ("web_fixtures", "code_fixtures")
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not Path(CHROMIUM).exists(), reason="needs Debian's chromium (apt-get install chromium)"
    ),
]
"""Put `pytestmark = MARKS` into every module of browser tests."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port of loopback; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


class Stage:
    """Starts what is asked for the first time, and gives the same the next time."""

    def __init__(self) -> None:
        self._up = ExitStack()
        self._browser: Browser | None = None
        self._addresses: dict[Path, str] = {}
        self._windows: dict[str, Page] = {}

    def browser(self) -> Browser:
        if self._browser is None:
            playwright = self._up.enter_context(sync_playwright())
            self._browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            self._up.callback(self._browser.close)
        return self._browser

    def address(self, dist: Path) -> str:
        """The address of a server over a build."""
        if dist not in self._addresses:
            self._addresses[dist] = self._up.enter_context(serving(create_app(dist)))
        return self._addresses[dist]

    def window(self, locale: str) -> Page:
        """A window that goes from page to page, of a browser that asks for one language."""
        if locale not in self._windows:
            # A colour that is halfway through a transition has a contrast of no meaning.
            context = self.browser().new_context(locale=locale, reduced_motion="reduce")
            self._windows[locale] = context.new_page()
        return self._windows[locale]

    def close(self) -> None:
        self._up.close()


_STAGE = pytest.StashKey[Stage]()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Take the stage down after the last of the browser tests that follow one another."""
    if _STAGE in item.config.stash and (nextitem is None or not nextitem.get_closest_marker("browser")):
        item.config.stash[_STAGE].close()
        del item.config.stash[_STAGE]


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Stage:
    return request.config.stash.setdefault(_STAGE, Stage())


@pytest.fixture
def browser(stage: Stage) -> Browser:
    return stage.browser()


@pytest.fixture
def address(stage: Stage, web_dist: Path) -> str:
    """Address of a server over the small build of web_fixtures."""
    return stage.address(web_dist)


@pytest.fixture
def code_address(stage: Stage, code_dist: Path) -> str:
    """Address of a server over the small build of code_fixtures."""
    return stage.address(code_dist)


@pytest.fixture
def real_address(stage: Stage, dist: Path) -> str:
    """Address of a server over the real build."""
    return stage.address(dist)
