from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from stafett.build import build
from stafett.codes.reader import COLUMNS
from stafett.errors import SourceError, StafettError
from stafett.rdf import MEDIA_TYPES
from stafett.settings import read_settings
from stafett.sources import Sources, read_sources

if TYPE_CHECKING:
    from conftest import BuildOnce, Workspace

BASE = "https://w3id.org/stafett"
OTHER_BASE = "http://localhost:8000"
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def in_process_of_its_own(
    root: Path, out: Path, seed: str, *options: str
) -> subprocess.CompletedProcess[str]:
    """Build as somebody at a command line does; what was said is returned."""
    code = "import sys; from stafett.cli import main; main()"
    arguments = ["build", "--root", str(root), "--out", str(out), *options]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("STAFETT_")}
    environment |= {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).resolve().parent.parent / "src")}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="session")
def elsewhere(root: Path, build_once: BuildOnce) -> Path:
    """A build with another base, in a process of its own with another order of sets."""

    def make(folder: Path) -> None:
        done = in_process_of_its_own(root, folder, "1", "--base", f"{OTHER_BASE}/")
        # What the command says is tried here, since a build takes long.
        assert done.stdout.startswith("Built ")
        assert "example publisher" in done.stderr

    return build_once("elsewhere", make)


def test_two_builds_are_the_same_byte_for_byte(workspace: Workspace, dist: Path) -> None:
    """In another process, with another order of sets, of sources in another place, over an earlier build."""
    (workspace.dist / "stray.txt").write_text("of the earlier build", encoding="utf-8")
    in_process_of_its_own(workspace.root, workspace.dist, "4711")
    assert contents(workspace.dist) == contents(dist)
    assert [f.name for f in workspace.dist.parent.iterdir()] == ["dist"]


def test_no_file_knows_the_machine_it_was_built_on(root: Path, dist: Path) -> None:
    places = (str(root), str(dist.parent), str(Path.home()) + "/", "file://")
    for path, body in contents(dist).items():
        assert not any(place.encode() in body for place in places), path


@pytest.mark.parametrize("folder", ["model", "codes", "catalogue"])
def test_the_base_stands_nowhere_in_the_sources(root: Path, folder: str) -> None:
    files = [f for f in (root / folder).rglob("*") if f.is_file()]
    assert files
    assert [f.name for f in files if b"w3id.org/stafett" in f.read_bytes()] == []


def test_another_base_leaves_no_trace_of_the_default_one(elsewhere: Path, dist: Path) -> None:
    built = contents(elsewhere)
    assert built.keys() == contents(dist).keys()
    assert json.loads(built["manifest.json"])["base"] == OTHER_BASE
    assert [path for path, body in built.items() if b"w3id.org/stafett" in body] == []


def test_another_base_changes_nothing_but_the_base(elsewhere: Path, dist: Path) -> None:
    for name in ("model/stafett.owl.nt", "codes/vigo-termin.nt"):
        ours = set((dist / name).read_text(encoding="utf-8").splitlines())
        theirs = (elsewhere / name).read_text(encoding="utf-8").replace(OTHER_BASE, BASE)
        assert set(theirs.splitlines()) == ours


def test_the_placeholder_of_the_sources_is_in_no_built_file(dist: Path) -> None:
    from stafett.iris import PLACEHOLDER

    pages = {p for p in contents(dist) if p.startswith("pages/")}
    found = [path for path, body in contents(dist).items() if PLACEHOLDER.encode() in body]
    assert [path for path in found if path not in pages] == []


def test_the_manifest_lists_every_file_with_its_sum_and_size(dist: Path) -> None:
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    built = contents(dist)
    del built["manifest.json"]
    assert [f["path"] for f in manifest["files"]] == list(dict.fromkeys(f["path"] for f in manifest["files"]))
    assert {f["path"]: (f["sha256"], f["bytes"]) for f in manifest["files"]} == {
        path: (hashlib.sha256(body).hexdigest(), len(body)) for path, body in built.items()
    }


def test_the_manifest_counts_the_triples_of_every_graph(dist: Path) -> None:
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    counted = [f for f in manifest["files"] if f["triples"] is not None]
    assert counted
    for file in counted:
        found = ox.parse(path=str(dist / file["path"]), format=FORMATS[file["mediaType"]])
        assert sum(1 for _ in found) == file["triples"], file["path"]


def test_the_manifest_names_version_base_and_sources_that_exist(dist: Path, sources: Sources) -> None:
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["version"], manifest["base"]) == (sources.model.version, BASE)
    named = {source for f in manifest["files"] for source in f["sources"]}
    assert named
    assert [name for name in named if not (sources.root / name).is_file()] == []


def test_every_graph_is_written_in_every_format_with_the_same_triples(dist: Path) -> None:
    for file in sorted((dist / "codes").glob("*.nt"))[:5]:
        graphs = [
            {
                ox.Triple(q.subject, q.predicate, q.object)
                for q in ox.parse(path=str(file.with_suffix("." + s)))
            }
            for s in MEDIA_TYPES
        ]
        assert all(graph == graphs[0] for graph in graphs), file.name


def test_everything_together_has_a_named_graph_for_each_part(dist: Path, sources: Sources) -> None:
    graphs = {str(q.graph_name) for q in ox.parse(path=str(dist / "all.nq"))}
    expected = {"model", "shapes", "rules", "sources", "replacements", "deviations", "queries", "coverage"}
    expected |= {f"content-{file.stem}" for file in (dist / "content").glob("*.nt")}
    expected |= {f"catalog-{kind}" for kind in sources.catalogue.catalogs}
    expected |= {f"mapping-{name}" for name in sources.mappings}
    expected |= {f"codes-{scheme}" for scheme in sources.lists}
    assert graphs == {f"<{BASE}/graph/{name}>" for name in expected}


def test_every_list_is_published_as_csv_with_all_its_codes(dist: Path, sources: Sources) -> None:
    for scheme, code_list in sources.lists.items():
        with (dist / "codes" / f"{scheme}.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert [row["notation"] for row in rows] == [c.notation for c in code_list.codes]
        assert set(rows[0]) <= {*COLUMNS, *(c.name for c in code_list.columns), "iri"}


def test_no_literal_is_empty_or_holds_a_line_break_but_in_shapes(dist: Path) -> None:
    for quad in ox.parse(path=str(dist / "all.nq")):
        # Queries are written by hand, over several lines.
        query = quad.predicate.value.endswith(("#select", "#construct", "#describe", "#ask"))
        if isinstance(quad.object, ox.Literal) and not query:
            assert quad.object.value.strip() == quad.object.value != "", quad


def test_no_personal_number_is_in_what_is_built(dist: Path) -> None:
    from stdnum.no import fodselsnummer

    for path, body in contents(dist).items():
        numbers = re.findall(rb"(?<![\w.])\d{11}(?![\w.])", body)
        assert not any(fodselsnummer.is_valid(n.decode()) for n in numbers), path


def test_an_interruption_leaves_the_earlier_build_as_it_was_and_each_step_is_told(
    workspace: Workspace, root: Path
) -> None:
    before = workspace.files()
    told: list[str] = []

    def interrupt(part: str) -> None:
        told.append(part)
        if part == "the diagrams":  # something is written by then
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(root, workspace.dist, read_settings({}), step=interrupt)
    assert workspace.files() == before
    assert told == ["reading the sources", "the model and its examples", "the diagrams"]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "codes/grep-programomraader.yaml",
            "slot: grepCode",
            "slot: grepKode",
            "«grepKode», which is no slot",
        ),
        (
            "codes/grep-programomraader.yaml",
            "concept_type: ProgrammeArea",
            "concept_type: Area",
            "«Area» is no class",
        ),
    ],
)
def test_a_list_that_does_not_fit_the_model_is_refused_with_its_line(
    workspace: Workspace, file: str, old: str, new: str, message: str
) -> None:
    line = workspace.edit(file, old, new)
    with pytest.raises(SourceError, match=message) as fault:
        read_sources(workspace.root, BASE)
    assert str(fault.value.where).endswith(f"{file}:{line}")


def test_an_enumeration_without_its_list_is_refused(workspace: Workspace) -> None:
    for suffix in ("yaml", "csv"):
        (workspace.root / "codes" / f"vigo-termin.{suffix}").unlink()
    with pytest.raises(SourceError, match=r"there is no codes/vigo-termin\.yaml") as fault:
        read_sources(workspace.root, BASE)
    assert fault.value.where is not None


@pytest.mark.parametrize("folder", ["model", "codes", "catalogue"])
def test_a_missing_part_of_the_sources_is_named(workspace: Workspace, folder: str) -> None:
    (workspace.root / folder).rename(workspace.root / "hidden")
    with pytest.raises(StafettError, match=f"{folder}/"):
        read_sources(workspace.root, BASE)


def test_provenance_names_each_source_once_and_not_the_model(sources: Sources) -> None:
    keys = [s.key for s in sources.provenance()]
    assert keys == sorted(set(keys))
    assert "stafett-model" not in keys
