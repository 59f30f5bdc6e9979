"""What lies in deploy/ fits the program, and is what systemd, nginx and hadolint take it for."""

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


def test_the_unit_is_one_that_systemd_reads(tmp_path: Path) -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("needs systemd-analyze")
    unit = tmp_path / "stafett.service"
    text = (DEPLOY / "stafett.service").read_text("utf-8")
    # The program itself need not be installed in /opt here.
    unit.write_text(text.replace("/opt/stafett/.venv/bin/stafett", "/bin/true"), "utf-8")
    done = subprocess.run([tool, "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_stopping_lasts_longer_than_a_query_may() -> None:
    unit = (DEPLOY / "stafett.service").read_text("utf-8")
    stop = re.search(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)
    seconds = next(setting for setting in TABLE if setting.name == "STAFETT_QUERY_SECONDS")
    assert stop
    assert int(stop[1]) > int(seconds.default)


def test_nginx_reads_the_sample(tmp_path: Path) -> None:
    tool = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if tool is None:
        pytest.skip("needs nginx (apt-get install nginx-light)")
    # Without TLS, since there is no certificate here.
    text = re.sub(r"^ *ssl_.*\n", "", (DEPLOY / "nginx.conf").read_text("utf-8"), flags=re.MULTILINE)
    text = text.replace(" ssl;", ";").replace("/var/log/nginx", str(tmp_path))
    main = tmp_path / "nginx.conf"
    main.write_text(f"pid {tmp_path}/pid; error_log stderr; events {{}}\nhttp {{\n{text}\n}}\n", "utf-8")
    done = subprocess.run([tool, "-t", "-c", str(main)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
