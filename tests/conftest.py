"""What the tests share: one reading of the sources, one build, the command line, and a place to break."""

from __future__ import annotations

import fcntl
import io
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from stafett.build import build
from stafett.cli import main
from stafett.generate.diagram.drawing import write_diagrams
from stafett.iris import Iris
from stafett.model.elements import Model
from stafett.model.examples import Example
from stafett.records.validation import Rules, load_rules
from stafett.settings import read_settings
from stafett.sources import Sources, read_sources
from stafett.store.embedded import EmbeddedEngine

ROOT = Path(__file__).resolve().parent.parent
BASE = "https://w3id.org/stafett"


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


Cli = Callable[..., Outcome]


@dataclass(frozen=True)
class Workspace:
    """A copy of the sources with an earlier build beside it, to break and to build."""

    root: Path
    dist: Path

    def edit(self, file: str, old: str, new: str) -> int:
        """Replace the first `old` in a file by `new`; return the line it stands on."""
        text = (self.root / file).read_text(encoding="utf-8")
        before, found, after = text.partition(old)
        assert found, f"{file} no longer holds {old!r}"
        (self.root / file).write_text(before + new + after, encoding="utf-8")
        return before.count("\n") + 1

    def files(self) -> dict[str, bytes]:
        """Everything in and beside the earlier build, by path."""
        beside = self.dist.parent
        return {str(f.relative_to(beside)): f.read_bytes() for f in beside.rglob("*") if f.is_file()}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `example` once for each example of the model."""
    if "example" in metafunc.fixturenames:
        files = sorted((ROOT / "model" / "examples").glob("*valid/*.yaml"))
        ids = [f"{f.parent.name}/{f.stem}" for f in files]
        metafunc.parametrize("example", ids, indirect=True)


@pytest.fixture
def example(request: pytest.FixtureRequest, sources: Sources) -> Example:
    folder, _, name = request.param.partition("/")
    return next(e for e in sources.examples if e.name == name and e.valid == (folder == "valid"))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def iris() -> Iris:
    return Iris(BASE)


@pytest.fixture(scope="session")
def sources(root: Path) -> Sources:
    return read_sources(root, BASE)


@pytest.fixture(scope="session")
def model(sources: Sources) -> Model:
    return sources.model


@pytest.fixture(scope="session")
def diagrams(model: Model) -> dict[str, str]:
    """Every diagram of the model as SVG, by path."""
    return dict(write_diagrams(model))


BuildOnce = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> BuildOnce:
    """Have a build made by the worker that needs it first, for all workers of the run, only to be read.

    It takes a name, one for each way to build, and what builds into a folder, as a whole or not at all.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def once(name: str, make: Callable[[Path], object]) -> Path:
        folder = shared / name / "dist"
        folder.parent.mkdir(exist_ok=True)
        with (folder.parent / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                make(folder)
        return folder

    return once


@pytest.fixture(scope="session")
def dist(root: Path, build_once: BuildOnce) -> Path:
    """The real build, only to be read."""
    return build_once("built", lambda folder: build(root, folder, read_settings({})))


@pytest.fixture(scope="session")
def rules(dist: Path) -> Rules:
    return load_rules(dist)


@pytest.fixture(scope="session")
def engine(dist: Path, iris: Iris) -> EmbeddedEngine:
    return EmbeddedEngine.load(dist / "all.nq", iris.prefixes())


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    folder = root.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("there is no ../shared/data with the third-party files this test compares with")
    return folder


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    monkeypatch.setenv("COLUMNS", "300")
    for name in ("STAFETT_BASE", "STAFETT_DIST", "STAFETT_LANG", "STAFETT_PORT", "STAFETT_PUBLISHER"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["stafett", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        code = 0
        try:
            main()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        written = capsys.readouterr()
        return Outcome(code, written.out, written.err)

    return run


@pytest.fixture
def workspace(root: Path, tmp_path: Path) -> Workspace:
    copy = tmp_path / "sources"
    for part in ("model", "codes", "catalogue", "mappings", "shapes", "releases"):
        shutil.copytree(root / part, copy / part)
    dist = tmp_path / "built" / "dist"
    (dist / "model").mkdir(parents=True)
    (dist / "manifest.json").write_text('{"an": "earlier build"}', encoding="utf-8")
    (dist / "model" / "stafett.owl.ttl").write_text("# of an earlier build\n", encoding="utf-8")
    return Workspace(copy, dist)
