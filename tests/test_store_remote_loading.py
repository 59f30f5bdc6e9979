"""Putting a build into a store: what is sent, in which order, and what is left where it goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pyoxigraph as ox
import pytest

from stafett.errors import DistError, StafettError
from stafett.store.remote import loading
from stafett.store.remote.address import StoreAddress
from stafett.store.remote.loading import DEFAULT, Build, load
from stafett.store.remote.marker import MARKER, STAGING

ADDRESS = StoreAddress("http://store.invalid/")
FIRST = '<urn:s> <urn:p> "1" <urn:g1> .\n<urn:s> <urn:p> "1" <urn:g2> .\n<urn:s> <urn:p> "2" <urn:g2> .\n'
SECOND = '<urn:s> <urn:p> "1" <urn:g1> .\n<urn:s> <urn:p> "3" <urn:g3> .\n'


class Store:
    """A store in memory in place of the client, with a list of what it was told."""

    def __init__(self) -> None:
        self.store = ox.Store()
        self.told: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""

    def select(self, query: str) -> Iterator[tuple[str, ...]]:
        for row in self.store.query(query):  # type: ignore[union-attr]
            yield tuple(term.value for term in row)

    def send(self, graph: str, body: bytes, *, replace: bool) -> None:
        self.told.append(f"{'put' if replace else 'post'} {graph}")
        if replace:
            self.store.remove_graph(ox.NamedNode(graph))
        self.store.load(body, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))

    def update(self, text: str) -> None:
        self.told.append(text.split()[0])
        self.store.update(text)

    def graphs(self) -> set[str]:
        return {graph.value for graph in self.store.named_graphs()}


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    found = Store()
    monkeypatch.setattr(loading, "StoreClient", lambda _: found)
    return found


def build(folder: Path, quads: str) -> Build:
    file = folder / "all.nq"
    file.write_text(quads, encoding="utf-8")
    return Build.read(file)


def test_a_build_is_its_graphs_and_their_merge_with_each_triple_once(tmp_path: Path) -> None:
    found = build(tmp_path, FIRST)
    assert set(found.graphs) == set(found.marker.graphs) == {"urn:g1", "urn:g2"}
    assert (found.marker.triples, found.merged.count(b"\n")) == (2, 2)
    assert found.marker.default_graph == DEFAULT + found.marker.snapshot


@pytest.mark.parametrize(("text", "words"), [(None, "There is no .*all.nq"), ("x", "all.nq is not N-Quads")])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str | None, words: str) -> None:
    if text is not None:
        (tmp_path / "all.nq").write_text(text)
    with pytest.raises(DistError, match=words):
        Build.read(tmp_path / "all.nq")


def test_after_a_load_the_store_holds_the_build_and_nothing_in_waiting(store: Store, tmp_path: Path) -> None:
    done = load(build(tmp_path, FIRST), ADDRESS)
    assert done.sent == ("urn:g1", "urn:g2")
    assert store.graphs() == {"urn:g1", "urn:g2", MARKER, done.marker.default_graph}


def test_the_next_build_sends_what_changed_and_keeps_the_default_graph_that_is_still_read(
    store: Store, tmp_path: Path
) -> None:
    first = load(build(tmp_path, FIRST), ADDRESS)
    second = load(build(tmp_path, SECOND), ADDRESS)
    assert (second.sent, second.removed) == (("urn:g3",), ("urn:g2",))
    both = {first.marker.default_graph, second.marker.default_graph}
    assert store.graphs() == {"urn:g1", "urn:g3", MARKER, *both}
    load(build(tmp_path, SECOND), ADDRESS)
    assert first.marker.default_graph not in store.graphs()  # the load after that takes it away


def test_the_same_build_again_sends_only_its_marker(store: Store, tmp_path: Path) -> None:
    load(build(tmp_path, FIRST), ADDRESS)
    store.told.clear()
    assert load(build(tmp_path, FIRST), ADDRESS).sent == ()
    assert store.told == [f"put {STAGING}{MARKER}", "MOVE"]


def test_everything_is_sent_before_one_update_puts_it_in_place(store: Store, tmp_path: Path) -> None:
    load(build(tmp_path, FIRST), ADDRESS)
    assert [word for word in store.told if not word.startswith("put")] == ["MOVE"]
    assert store.told[-1] == "MOVE"


def test_what_an_interrupted_load_left_is_taken_away(store: Store, tmp_path: Path) -> None:
    for name in (STAGING + "urn:old", DEFAULT + "old"):
        store.send(name, b'<urn:s> <urn:p> "1" .', replace=True)
    done = load(build(tmp_path, FIRST), ADDRESS)
    assert store.graphs() == {"urn:g1", "urn:g2", MARKER, done.marker.default_graph}


def test_a_store_that_lost_triples_goes_on_serving_what_it_had(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(build(tmp_path, FIRST), ADDRESS)
    send = store.send
    monkeypatch.setattr(
        store, "send", lambda g, body, replace: send(g, body.split(b"\n")[0], replace=replace)
    )
    with pytest.raises(StafettError, match="took 1 of 2 triples; what it served before is unchanged"):
        load(build(tmp_path, SECOND), ADDRESS)
    assert {"urn:g1", "urn:g2"} < store.graphs()


@pytest.mark.usefixtures("store")
def test_progress_names_each_graph_and_how_many_there_are(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    load(build(tmp_path, FIRST), ADDRESS, lambda *told: heard.append(told))
    assert heard == [("urn:g1", 1, 3), ("urn:g2", 2, 3), ("the default graph", 3, 3)]


def test_a_large_graph_goes_in_pieces_with_its_blank_nodes_together(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "PIECE", 100)
    plain = "".join(f'<urn:s> <urn:p> "{number:050}" <urn:g1> .\n' for number in range(3))
    blank = '_:b <urn:p> "a" <urn:g1> .\n<urn:s> <urn:p> _:b <urn:g1> .\n'
    load(build(tmp_path, plain + blank), ADDRESS)
    pieces = [word for word in store.told if word.endswith(" urn:g1")]
    assert pieces == ["put urn:g1"] + ["post urn:g1"] * (len(pieces) - 1)
    assert len(pieces) > 2
    joined = store.store.query('ASK { GRAPH <urn:g1> { <urn:s> <urn:p> ?b . ?b <urn:p> "a" } }')
    assert bool(joined)
