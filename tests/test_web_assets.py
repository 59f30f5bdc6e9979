"""Style sheets, font and scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from stafett.web.assets import VENDOR_STYLES, VENDOR_YASGUI, Assets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("stafett.css", "app.js", "inter.woff2", "odd.zzz", ".hidden"):
        (tmp_path / name).write_text(name)
    (tmp_path / "vendor").mkdir()
    return tmp_path


def test_pages_do_without_the_vendor_files() -> None:
    assets = Assets()
    own = {path: assets.get(path) for path in ("stafett.css", "stafett.js", "docs.js", "favicon.svg")}
    assert all(own.values())
    assert assets.styles()[0] == assets.url("stafett.css")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("stafett.css", "text/css"), ("inter.woff2", "font/woff2"), ("odd.zzz", "application/octet-stream")],
)
def test_each_file_has_its_type(folder: Path, name: str, media_type: str) -> None:
    found = Assets(folder).get(name)
    assert found is not None
    assert (found.body, found.media_type) == (name.encode(), media_type)


@pytest.mark.parametrize("path", [".hidden", "vendor", "../secret", "/etc/passwd", "", "Stafett.css"])
def test_nothing_else_is_reached(folder: Path, path: str) -> None:
    (folder.parent / "secret").write_text("x")
    assert Assets(folder).get(path) is None


def test_a_changed_file_has_a_new_address_and_an_unchanged_one_keeps_it(folder: Path) -> None:
    before = Assets(folder)
    (folder / "stafett.css").write_text("other")
    after = Assets(folder)
    assert before.url("stafett.css") != after.url("stafett.css")
    assert before.url("app.js") == after.url("app.js")


def test_the_design_system_is_used_whole_or_not_at_all(folder: Path) -> None:
    for path in VENDOR_STYLES[1:]:
        (folder / path).write_text("x")
    assert len(Assets(folder).styles()) == 1
    (folder / VENDOR_STYLES[0]).write_text("x")
    styles = [address.partition("?")[0] for address in Assets(folder).styles()]
    assert styles == [f"/static/{path}" for path in ("stafett.css", *VENDOR_STYLES)]


def test_half_an_editor_is_none(folder: Path) -> None:
    (folder / VENDOR_YASGUI[0]).write_text("x")
    assert not Assets(folder).has_yasgui()
    (folder / VENDOR_YASGUI[1]).write_text("x")
    assert Assets(folder).has_yasgui()
    assert not Assets(folder).has_swagger()
