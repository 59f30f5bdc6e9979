"""What lies in deploy/ fits the program, and is what systemd takes it for. nginx: test_deploy_nginx.py."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from stafett.settings import TABLE

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"


@pytest.mark.parametrize("name", sorted(file.name for file in DEPLOY.iterdir()))
def test_only_settings_that_exist_are_named(name: str) -> None:
    named = set(re.findall(r"STAFETT_[A-Z_]+", (DEPLOY / name).read_text("utf-8")))
    assert named <= {setting.name for setting in TABLE}


UNITS = sorted(file.name for file in DEPLOY.glob("*.service"))


@pytest.fixture
def unit(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A unit as it stands, but for the program itself, which need not be installed in /opt here."""
    name: str = request.param
    text = (DEPLOY / name).read_text("utf-8")
    unit = tmp_path / name
    unit.write_text(text.replace("/opt/stafett/.venv/bin/stafett", "/bin/true"), "utf-8")
    return unit


def analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("needs systemd-analyze (apt-get install systemd)")
    return subprocess.run([tool, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("unit", UNITS, indirect=True)
def test_the_unit_is_one_that_systemd_reads(unit: Path) -> None:
    done = analyze("verify", unit)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", UNITS, indirect=True)
def test_the_unit_is_shut_in(unit: Path) -> None:
    done = analyze("security", "--offline=true", "--threshold=20", unit)  # tenths; 9.6 without any of it
    assert done.returncode == 0, done.stdout


def test_both_units_work_in_the_same_place_as_the_same_user() -> None:
    kept = ("User=", "Group=", "EnvironmentFile=", "Environment=", "StateDirectory", "UMask=")
    same = [
        [line for line in (DEPLOY / name).read_text("utf-8").splitlines() if line.startswith(kept)]
        for name in UNITS
    ]
    assert same[0] == same[1] and len(same[0]) == 7


def test_stopping_lasts_longer_than_a_query_may() -> None:
    unit = (DEPLOY / "stafett.service").read_text("utf-8")
    stop = re.search(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)
    seconds = next(setting for setting in TABLE if setting.name == "STAFETT_QUERY_SECONDS")
    assert stop
    assert int(stop[1]) > int(seconds.default)
