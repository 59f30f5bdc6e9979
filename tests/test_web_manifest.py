"""The list of what a build holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stafett.errors import DistError
from stafett.web.manifest import base_of, read_manifest
from web_fixtures import write_json

WHOLE = {"version": "1.2.3", "base": "https://example.org/x/", "files": []}


def test_the_base_has_no_final_slash(tmp_path: Path) -> None:
    write_json(tmp_path / "manifest.json", WHOLE)
    assert base_of(read_manifest(tmp_path)) == "https://example.org/x"


def test_without_a_build_one_is_told_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(DistError, match="There is no ") as fault:
        read_manifest(tmp_path)
    assert "stafett build" in str(fault.value)


@pytest.mark.parametrize("content", [[], "x", {}, {**WHOLE, "files": None, "base": None} | {"x": 1}])
def test_what_is_no_manifest_is_said_to_be_none(tmp_path: Path, content: Any) -> None:
    if isinstance(content, dict):
        content = {key: value for key, value in content.items() if value is not None}
    write_json(tmp_path / "manifest.json", content)
    with pytest.raises(DistError, match="of another version"):
        read_manifest(tmp_path)


def test_a_broken_manifest_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(b"{broken")
    with pytest.raises(DistError, match="cannot be read"):
        read_manifest(tmp_path)
