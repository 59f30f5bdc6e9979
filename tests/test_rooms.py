"""Imports run one way (docs/design.md): each room imports only what its row allows."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "stafett"
SHARED = {
    "errors",
    "languages",
    "settings",
    "iris",
    "yamlfile",
    "fields",
    "rdf",
    "personal",
    "limits",
    "operations",
    "workdays",
    "grepaddress",
}
BUILD = {"sources", "output", "release", "archive"}
"""Modules of the build itself, which its steps may import."""
ALLOWED = {
    "model": set(),
    "generate": {"model"},
    "codes": {"model"},
    "catalogue": {"model", "codes"},
    "mappings": {"model"},
    "content": {"model", "generate"},
    "harvest": set(),
    "records": {"model", "generate"},
    "pages": {"model", "generate", "codes", "mappings", "catalogue", "content"},
    "steps": {
        "model",
        "generate",
        "codes",
        "catalogue",
        "mappings",
        "records",
        "pages",
        "harvest",
        "content",
        *BUILD,
    },
    "store": set(),
    "web": {"store", "harvest"},
}


NAMELESS = {
    "web/codedata": "nothing but types",
    "web/contentdata": "nothing but types",
    "web/listdata": "nothing but types",
    "web/matrixdata": "nothing but types",
    "web/pagedata": "nothing but types",
    "web/sectordata": "nothing but types",
    "web/app": "wiring, which every test of the pages goes through",
    **{
        f"steps/{file.stem}": "a step of the build: tests/test_build.py" for file in SOURCE.glob("steps/*.py")
    },
}
"""Modules without a test file of their own, and why."""


def _imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
        found |= {n.split(".")[1] for n in names if n.startswith("stafett.")}
        found |= {"linkml"} if any(n.startswith("linkml") for n in names) else set()
    return found


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_room_imports_only_what_it_may(room: str) -> None:
    allowed = ALLOWED[room] | SHARED | {room} | ({"linkml"} if room == "model" else set())
    for file in (SOURCE / room).rglob("*.py"):
        assert _imports(file) <= allowed, file.name


def test_every_room_has_a_row() -> None:
    rooms = {p.name for p in SOURCE.iterdir() if p.is_dir() and (p / "__init__.py").exists()}
    assert rooms == set(ALLOWED)


def test_shared_modules_import_no_room() -> None:
    for name in SHARED:
        assert _imports(SOURCE / f"{name}.py") <= SHARED


def test_every_module_has_a_test_file_of_its_name() -> None:
    files = {file.stem for file in Path(__file__).parent.rglob("test_*.py")}
    nameless = set()
    for module in SOURCE.rglob("*.py"):
        parts = module.relative_to(SOURCE).with_suffix("").parts
        names = {"_".join(("test", *parts[start:])) for start in range(len(parts))}
        if parts[-1] != "__init__" and not names & files:
            nameless.add("/".join(parts))
    assert nameless == set(NAMELESS) - {"steps/__init__"}
