"""Documentation is tested: what is not written down fails."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import typer

from stafett.cli import app
from stafett.settings import TABLE

ROOT = Path(__file__).resolve().parents[1]


def _document(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_is_documented_with_its_default_and_meaning() -> None:
    page = _document("docs/settings.md")
    for setting in TABLE:
        assert f"| `{setting.name}` | `{setting.default}` | {setting.description} |" in page


def test_every_dependency_has_a_reason() -> None:
    page = _document("docs/dependencies.md")
    project = tomllib.loads(_document("pyproject.toml"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[=<>\[]", line)[0] for group in groups for line in group} - {"stafett"}
    npm = json.loads(_document("package.json"))
    names |= npm.get("dependencies", {}).keys() | npm.get("devDependencies", {}).keys()
    missing = {name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", page)}
    assert not missing


def test_every_command_is_in_the_readme_and_has_help() -> None:
    readme = _document("README.md")
    group = typer.main.get_command(app)
    commands = getattr(group, "commands", {})
    assert commands
    for name, command in commands.items():
        assert f"stafett {name}" in readme, name
        assert len(command.help or "") > 20, name


def test_every_route_is_in_the_readme(dist: Path) -> None:
    from stafett.web.app import create_app

    readme = _document("README.md")
    paths = create_app(dist).openapi()["paths"]
    for path in paths:
        first = "/" + path.strip("/").split("/")[0].split("{")[0].split(".")[0]
        assert f"`{first}" in readme, path


def test_no_document_names_a_path_of_a_machine() -> None:
    for file in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        assert not re.search(r"(^|[\s`(])/(home|root|work|tmp|Users)/", file.read_text(encoding="utf-8")), (
            file
        )
