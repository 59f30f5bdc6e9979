"""The files of a build: what is remembered of each, and how they take the place of the old ones."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from stafett.iris import Iris
from stafett.output import RDF_SUFFIXES, Output, beside, media_type
from stafett.rdf import MEDIA_TYPES, Triples


def test_a_file_is_written_and_remembered_as_it_is(tmp_path: Path) -> None:
    output = Output(tmp_path)
    output.write("a/b.csv", "å".encode(), (s for s in ("x", "y")))
    assert (tmp_path / "a/b.csv").read_bytes() == "å".encode()
    [entry] = output.files
    assert entry["sha256"] == hashlib.sha256("å".encode()).hexdigest()
    assert (entry["path"], entry["bytes"], entry["triples"]) == ("a/b.csv", 2, None)
    assert (entry["mediaType"], entry["sources"]) == ("text/csv", ["x", "y"])


def test_a_graph_stands_in_every_format_with_its_number_of_triples(tmp_path: Path, iris: Iris) -> None:
    output, triples = Output(tmp_path), Triples(iris)
    triples.add(iris.term("a"), "skos:related", iris.term("b"))
    turtle = output.graph("g", triples, ["model"])
    assert (tmp_path / "g.ttl").read_bytes() == turtle
    assert [entry["path"] for entry in output.files] == [f"g.{suffix}" for suffix in RDF_SUFFIXES]
    assert {entry["triples"] for entry in output.files} == {1}
    assert [entry["mediaType"] for entry in output.files] == list(MEDIA_TYPES.values())


def test_json_keeps_its_letters_and_its_order_and_ends_its_line(tmp_path: Path) -> None:
    output = Output(tmp_path)
    output.json("a.json", {"b": "å", "a": [1]}, [])
    output.json("b.json", {"b": 1}, [], indent=2)
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == '{"b": "å", "a": [1]}\n'
    assert (tmp_path / "b.json").read_text(encoding="utf-8") == '{\n  "b": 1\n}\n'
    assert json.loads((tmp_path / "b.json").read_bytes()) == {"b": 1}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a/stafett.schema.json", "application/schema+json"), ("a/schema.json", "application/json"),
        ("x.sssom.tsv", "text/tab-separated-values"), ("x.ttl", "text/turtle"),
        ("x.nq", "application/n-quads"),
    ],
)  # fmt: skip
def test_the_media_type_is_known_by_the_suffix(path: str, found: str) -> None:
    assert media_type(path) == found


def test_a_suffix_that_nobody_serves_stops_the_build() -> None:
    with pytest.raises(KeyError, match="docx"):
        media_type("a.docx")


@pytest.mark.parametrize("old", [True, False])
def test_the_new_folder_takes_the_place_of_the_old_as_a_whole(tmp_path: Path, old: bool) -> None:
    out = tmp_path / "deep" / "dist"
    if old:
        out.mkdir(parents=True)
        (out / "old").touch()
    with beside(out) as new:
        (new / "new").touch()
        assert out.exists() is old
    assert [f.name for f in out.iterdir()] == ["new"]
    assert [f.name for f in out.parent.iterdir()] == ["dist"]


def test_a_build_that_fails_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "old").touch()
    with pytest.raises(RuntimeError, match="halfway"), beside(tmp_path / "dist") as new:
        (new / "new").touch()
        raise RuntimeError("halfway")
    assert [str(f.relative_to(tmp_path)) for f in sorted(tmp_path.rglob("*"))] == ["dist", "dist/old"]


def test_where_the_swap_fails_the_old_one_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "dist"
    out.mkdir()
    (out / "old").touch()
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError("no space")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="no space"), beside(out):
        pass
    assert [str(f.relative_to(tmp_path)) for f in sorted(tmp_path.rglob("*"))] == ["dist", "dist/old"]
