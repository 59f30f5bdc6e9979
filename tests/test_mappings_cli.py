"""`stafett check-mappings`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Cli


def test_the_command_says_what_it_lacks(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STAFETT_VOCABULARIES", raising=False)
    outcome = cli("check-mappings")
    assert outcome.code == 1
    assert "No folder with copies of vocabularies is given" in outcome.err


def test_a_folder_that_is_none_is_named(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("check-mappings", "--vocabularies", tmp_path / "gone")
    assert outcome.code == 1
    assert f"«{tmp_path / 'gone'}» is no folder" in outcome.err


def test_without_a_copy_every_vocabulary_is_named_as_not_checked(
    cli: Cli, root: Path, tmp_path: Path
) -> None:
    outcome = cli("check-mappings", "--vocabularies", tmp_path, "--root", root)
    assert outcome.code == 0
    assert outcome.out.startswith("0 terms are in the vocabularies")
    assert "Not checked, having no copy:" in outcome.out
    assert "fint" in outcome.out
