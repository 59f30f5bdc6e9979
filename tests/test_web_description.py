"""What the endpoint says of itself."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from stafett.limits import TABLE, Limits
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import GRAPH_FORMATS
from stafett.web.description import service_description
from stafett.web.files import BuiltFiles
from stafett.web.pagedata import Manifest
from stafett.web.room import Room
from web_graphs import BASE

pytest_plugins = ("web_fixtures",)

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"


def described(room: Room, media_type: str = "text/turtle") -> ox.Store:
    store = ox.Store()
    store.load(service_description(room, media_type), format=GRAPH_FORMATS[media_type])
    return store


def objects(store: ox.Store, predicate: str) -> set[str]:
    found = store.quads_for_pattern(None, ox.NamedNode(predicate), None)
    return {str(getattr(quad.object, "value", "")) for quad in found}


@pytest.mark.parametrize("media_type", sorted(GRAPH_FORMATS))
def test_every_format_says_the_same(room: Room, media_type: str) -> None:
    found = described(room, media_type)
    assert objects(found, f"{SD}endpoint") == {f"{BASE}/sparql"}
    assert objects(found, f"{VOID}triples") == {str(room.engine.size())}
    assert len(objects(found, f"{SD}resultFormat")) == 8
    assert len(found) == len(described(room))


def test_the_limits_are_those_in_force(room: Room) -> None:
    limits = replace(Limits(), length=1234)
    found = described(
        replace(room, desk=replace(room.desk, engine=EmbeddedEngine(ox.Store(), limits=limits)))
    )
    assert objects(found, f"{BASE}/def/limit/length") == {"1234"}
    comments = objects(found, "http://www.w3.org/2000/01/rdf-schema#comment")
    assert len(comments) == len(TABLE)
    assert any("Here: 1234 " in text for text in comments)


def test_every_prefix_that_a_query_may_use_is_declared(room: Room) -> None:
    found = described(room)
    assert objects(found, "http://www.w3.org/ns/shacl#prefix") == set(room.prefixes)
    assert objects(found, "http://www.w3.org/ns/shacl#namespace") == set(room.prefixes.values())


def test_named_graphs_are_those_that_void_counted(room: Room, tmp_path: Path) -> None:
    assert objects(described(room), f"{SD}name") == set()
    graph = f"{BASE}/graph/coverage"
    lines = (
        f"<{BASE}/.well-known/void#dataset> <{VOID}subset> <{graph}> .\n"
        f'<{graph}> <{VOID}triples> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    )
    found = described(with_void(room, tmp_path, lines))
    assert objects(found, f"{SD}name") == {graph}
    assert objects(found, f"{VOID}triples") == {"2", str(room.engine.size())}


def with_void(room: Room, folder: Path, lines: str) -> Room:
    (folder / "void.nt").write_text(lines)
    digest = hashlib.sha256(lines.encode()).hexdigest()
    manifest = {"version": "1", "base": BASE, "files": [{"path": "void.nt", "sha256": digest}]}
    return replace(room, files=BuiltFiles(folder, cast("Manifest", manifest)), _descriptions={})


def test_a_build_without_void_says_so(client: TestClient) -> None:
    answer = client.get("/.well-known/void?lang=nn", headers={"accept": "text/turtle"})
    assert answer.status_code == 404
