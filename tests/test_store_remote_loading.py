"""Putting a build into a remote store, here a stand-in: where each graph is sent, and what is swept up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from stafett.store.remote import loading
from stafett.store.remote.address import StoreAddress
from stafett.store.remote.loading import Build, load
from stafett.store.remote.marker import MARKER, QUERY, STAGING

HOME = "https://example.org/graph"
LINE = b"<urn:s> <urn:p> <urn:o> .\n"


@dataclass
class StandIn:
    """A store that takes everything down: its graphs by name, and the updates it was given."""

    graphs: dict[str, bytes] = field(default_factory=dict)
    updates: list[str] = field(default_factory=list)

    def __enter__(self) -> StandIn:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def select(self, query: str) -> Iterator[tuple[str, ...]]:
        if query == QUERY:
            return iter(())
        if "COUNT" in query:
            name = next(n for n in self.graphs if f"GRAPH <{n}>" in query)
            return iter([(str(self.graphs[name].count(b"\n")),)])
        starts = [part.split('"')[1] for part in query.split("STRSTARTS")[1:]]
        return iter([(n,) for n in self.graphs if n.startswith(tuple(starts))])

    def send(self, graph: str, body: bytes, *, replace: bool) -> None:
        self.graphs[graph] = body if replace else self.graphs[graph] + body

    def update(self, text: str) -> None:
        self.updates.append(text)
        for step in text.split(" ;\n"):
            if step.startswith("DROP"):
                self.graphs.pop(step.split("<")[1].strip("> "), None)


def loaded(monkeypatch: pytest.MonkeyPatch, store: StandIn, build: Build) -> StandIn:
    monkeypatch.setattr(loading, "StoreClient", lambda _: store)
    load(build, StoreAddress("http://example.org/sparql"))
    return store


def build(*names: str) -> Build:
    return Build("abc", dict.fromkeys(names, LINE), LINE, 1)


def test_a_graph_the_store_has_not_had_is_not_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    store = loaded(monkeypatch, StandIn(), build(f"{HOME}/a", f"{HOME}/b"))
    assert {f"{HOME}/a", f"{HOME}/b", STAGING + MARKER} <= set(store.graphs)
    assert store.updates == [f"MOVE SILENT <{STAGING}{MARKER}> TO <{MARKER}>"]


def test_what_an_interrupted_load_left_is_swept_up_and_what_others_have_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = {f"{HOME}/gone": LINE, f"{STAGING}x": LINE, "https://example.org/theirs": LINE, "urn:theirs": LINE}
    store = loaded(monkeypatch, StandIn(left), build(f"{HOME}/a", f"{HOME}/b"))
    assert {"https://example.org/theirs", "urn:theirs"} <= set(store.graphs)
    assert not {f"{HOME}/gone", f"{STAGING}x"} & set(store.graphs)


@pytest.mark.parametrize(
    ("names", "folder"),
    [
        ((f"{HOME}/a", f"{HOME}/b"), f"{HOME}/"),
        ((f"{HOME}/codes/a", f"{HOME}/codes/b"), f"{HOME}/"),
        (("https://a.example/graph/x", "https://b.example/graph/x"), ""),
        (("https://a.example/x", "https://a.example/y"), ""),
        (("urn:a", "urn:b"), ""),
        ((), ""),
    ],
)
def test_only_a_folder_of_graphs_is_ours(names: tuple[str, ...], folder: str) -> None:
    assert build(*names).folder == folder
