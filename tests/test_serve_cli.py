"""The commands `publish` and `serve`, as the command line reads them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Cli


def test_publishing_says_how_much_and_under_which_name(
    cli: Cli, dist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAFETT_STORE_DIR", str(tmp_path))
    outcome = cli("publish", "--dist", dist)
    assert outcome.code == 0
    name = (tmp_path / "CURRENT").read_text().strip()
    assert outcome.out.startswith("Published ")
    assert outcome.out.rstrip().endswith(f"triples as {name}.")


def test_a_port_that_is_none_is_a_misspelt_command(cli: Cli, dist: Path) -> None:
    assert cli("serve", "--dist", dist, "--port", "70000").code == 2
