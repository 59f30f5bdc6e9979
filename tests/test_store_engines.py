"""The same questions to every store there is: ours, the Oxigraph server, Virtuoso."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from remote_stores import free_port, oxigraph, virtuoso
from stafett.limits import Limits
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import (
    GRAPH_FORMATS,
    SOLUTION_FORMATS,
    QueryEngine,
    QueryRequest,
    QueryResult,
    collect,
)
from stafett.store.errors import (
    NotAcceptableError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreNotReadyError,
)
from stafett.store.remote.address import StoreAddress
from stafett.store.remote.engine import RemoteEngine
from stafett.store.remote.loading import Build, Loaded, load

XSD = "http://www.w3.org/2001/XMLSchema#"
QUADS = f"""\
<urn:s> <urn:p> "1.5"^^<{XSD}decimal> <urn:g1> .
<urn:s> <urn:p> <urn:o> <urn:g1> .
<urn:s> <urn:p> <urn:o> <urn:g2> .
<urn:t> <urn:p> "å \\"b\\" ]}}}},{{\\"x"@nb <urn:g2> .
<urn:t> <urn:is> "true"^^<{XSD}boolean> <urn:g2> .
<urn:t> <urn:on> "2026-11-26"^^<{XSD}date> <urn:g2> .
_:b <urn:has> _:c <urn:g3> .
_:c <urn:p> "inne" <urn:g3> .
"""
PREFIXES = {"u": "urn:"}
STORES = {"oxigraph": oxigraph, "virtuoso": virtuoso}


@dataclass(frozen=True)
class Store:
    """One kind of store with the data in it; remote ones have an address."""

    file: Path
    address: StoreAddress | None

    def engine(self, limits: Limits | None = None) -> QueryEngine:
        if self.address is None:
            return EmbeddedEngine.load(self.file, PREFIXES, limits)
        return RemoteEngine(self.address, PREFIXES, limits)

    def load(self, file: Path) -> Loaded:
        assert self.address is not None
        return load(Build.read(file), self.address)

    def ask(self, text: str, limits: Limits | None = None, **options: Any) -> QueryResult:
        async def run() -> QueryResult:
            engine = self.engine(limits)
            await engine.start()
            try:
                return await collect(engine, QueryRequest(text, **options))
            finally:
                await engine.aclose()

        return asyncio.run(run())

    def rows(self, text: str, **options: Any) -> list[dict[str, str]]:
        found = json.loads(self.ask(text, **options).body)["results"]["bindings"]
        return [{name: value["value"] for name, value in row.items()} for row in found]


@pytest.fixture(scope="module", params=["embedded", *STORES])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp(request.param)
    file = folder / "all.nq"
    file.write_text(QUADS, encoding="utf-8")
    with ExitStack() as stack:
        address = None
        if request.param in STORES:
            address = stack.enter_context(STORES[request.param](folder))
            load(Build.read(file), address)
        yield Store(file, address)


only_remote = pytest.mark.parametrize("store", [*STORES], indirect=True)


def test_the_default_graph_is_the_merge_of_all_and_a_triple_is_answered_once(store: Store) -> None:
    assert store.rows("SELECT ?s { ?s <urn:p> <urn:o> }") == [{"s": "urn:s"}]


def test_only_the_graphs_of_the_build_are_seen(store: Store) -> None:
    found = store.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert [row["g"] for row in found] == ["urn:g1", "urn:g2", "urn:g3"]


def test_a_graph_can_be_asked_by_name(store: Store) -> None:
    assert len(store.rows("SELECT ?o { GRAPH <urn:g2> { ?s ?p ?o } }")) == 4


def test_prefixes_of_the_build_are_known_without_declaring_them(store: Store) -> None:
    assert store.rows("SELECT ?s { ?s u:p u:o }") == [{"s": "urn:s"}]


def test_relative_iris_begin_at_the_base_of_the_service(store: Store) -> None:
    query = "CONSTRUCT { <s> <p> <http://a.org/> , u:o } WHERE {}"
    found = store.ask(query, base="http://e.org/x/sparql", graph="application/n-triples").body.decode()
    assert sorted(found.splitlines()) == [
        "<http://e.org/x/s> <http://e.org/x/p> <http://a.org/> .",
        "<http://e.org/x/s> <http://e.org/x/p> <urn:o> .",
    ]
    own = "BASE <http://b.org/> CONSTRUCT { <s> <p> u:o } WHERE {}"
    found = store.ask(own, base="http://e.org/x/sparql", graph="application/n-triples").body.decode()
    assert found.strip() == "<http://b.org/s> <http://b.org/p> <urn:o> ."


def test_a_prefix_that_the_query_declares_is_the_querys(store: Store) -> None:
    assert store.rows("PREFIX u: <urn:other:> SELECT ?s { ?s u:p ?o }") == []


def test_the_graphs_of_the_request_are_the_default_graph(store: Store) -> None:
    found = store.rows("SELECT ?p { ?s ?p ?o }", default_graphs=("urn:g1",))
    assert {row["p"] for row in found} == {"urn:p"}


def test_naming_only_named_graphs_leaves_the_default_graph_empty(store: Store) -> None:
    assert store.rows("SELECT ?o { ?s ?p ?o }", named_graphs=("urn:g1",)) == []


def test_named_graphs_of_the_request_are_the_only_ones(store: Store) -> None:
    found = store.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", named_graphs=("urn:g1",))
    assert found == [{"g": "urn:g1"}]


def test_from_in_the_query_is_heeded(store: Store) -> None:
    assert len(store.rows("SELECT ?o FROM <urn:g1> { ?s ?p ?o }")) == 2


def test_literals_keep_datatype_and_language(store: Store) -> None:
    body = store.ask("SELECT ?o { <urn:t> ?p ?o }").body
    found = [row["o"] for row in json.loads(body)["results"]["bindings"]]
    assert {"type": "literal", "value": 'å "b" ]}},{"x', "xml:lang": "nb"} in found
    assert {"type": "literal", "value": "true", "datatype": XSD + "boolean"} in found
    assert {"type": "literal", "value": "2026-11-26", "datatype": XSD + "date"} in found


def test_blank_nodes_join(store: Store) -> None:
    assert store.rows("SELECT ?v { ?b <urn:has> ?c . ?c <urn:p> ?v }") == [{"v": "inne"}]
    assert (
        json.loads(store.ask("SELECT ?b { ?b <urn:has> ?c }").body)["results"]["bindings"][0]["b"]["type"]
        == "bnode"
    )


@pytest.mark.parametrize("media_type", SOLUTION_FORMATS)
def test_a_table_comes_in_every_format(store: Store, media_type: str) -> None:
    answer = store.ask("SELECT ?s ?o { ?s <urn:is> ?o }", solutions=media_type)
    assert answer.media_type == media_type
    assert b"urn:t" in answer.body
    assert answer.rows == 1


@pytest.mark.parametrize("media_type", GRAPH_FORMATS)
def test_a_graph_comes_in_every_format(store: Store, media_type: str) -> None:
    answer = store.ask(
        "CONSTRUCT { ?s <urn:q> <urn:r> } WHERE { ?s ?p ?o . FILTER(isIRI(?s)) }", graph=media_type
    )
    assert answer.media_type == media_type
    assert len(list(ox.parse(answer.body, format=GRAPH_FORMATS[media_type]))) == 2


@pytest.mark.parametrize(
    ("text", "truth"), [("ASK { <urn:s> ?p ?o }", True), ("ASK { <urn:x> ?p ?o }", False)]
)
def test_ask(store: Store, text: str, truth: bool) -> None:
    assert json.loads(store.ask(text).body)["boolean"] is truth


def test_describe(store: Store) -> None:
    body = store.ask("DESCRIBE <urn:s>", graph="application/n-triples").body
    assert b"<urn:s> <urn:p> <urn:o> ." in body


def test_a_fault_in_the_query_is_told(store: Store) -> None:
    # Ours says the place; what another store says of it is passed on.
    with pytest.raises(QuerySyntaxError, match=r"line 1, column \d|SPARQL"):
        store.ask("SELECT * WHER { ?s ?p ?o }")


def test_a_format_that_fits_nothing(store: Store) -> None:
    with pytest.raises(NotAcceptableError):
        store.ask("SELECT * { ?s ?p ?o }", solutions=None)


def test_service_is_refused(store: Store) -> None:
    with pytest.raises(QueryRefusedError):
        store.ask("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


@pytest.mark.parametrize("media_type", SOLUTION_FORMATS)
def test_too_many_rows_are_cut_and_marked(store: Store, media_type: str) -> None:
    answer = store.ask("SELECT ?s ?p { ?s ?p ?o }", Limits(rows=2), solutions=media_type)
    assert (answer.cut, answer.rows) == ("rows", 2)


def test_too_many_triples_are_cut_and_marked(store: Store) -> None:
    answer = store.ask(
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", Limits(rows=3), graph="application/n-triples"
    )
    assert (answer.cut, len(answer.body.splitlines())) == ("rows", 3)


@only_remote
def test_a_store_stops_at_our_deadline(store: Store) -> None:
    # Numbers alone: nothing in the store is needed to keep any engine busy for long.
    digits = " ".join(f"VALUES ?v{n} {{ 1 2 3 4 5 6 7 8 9 0 }}" for n in range(9))
    with pytest.raises(QueryTimeoutError):
        store.ask(
            f"SELECT (SUM(?v0 * ?v8) AS ?n) {{ {digits} FILTER(?v0 + ?v1 + ?v2 < ?v8) }}", Limits(seconds=1)
        )


@only_remote
def test_what_did_not_change_is_not_sent_again(store: Store) -> None:
    assert store.load(store.file).sent == ()


@only_remote
def test_a_new_build_takes_the_place_of_the_old(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "all.nq"
    file.write_text(QUADS.replace("inne", "ute") + "<urn:n> <urn:p> <urn:o> <urn:g4> .\n", encoding="utf-8")
    done = store.load(file)
    try:
        assert done.sent == ("urn:g3", "urn:g4")
        assert store.rows("SELECT ?v { ?b <urn:has> ?c . ?c <urn:p> ?v }") == [{"v": "ute"}]
        assert len(store.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")) == 4
    finally:
        assert store.load(store.file).removed == ("urn:g4",)
    assert len(store.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")) == 3


@only_remote
def test_a_load_that_was_cut_off_leaves_the_old_build_and_is_swept_up(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.nq"
    file.write_text(QUADS.replace("inne", "halvt"), encoding="utf-8")

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("stafett.store.remote.loading._switch", cut)
        with pytest.raises(KeyboardInterrupt):
            store.load(file)
    assert store.rows("SELECT ?v { ?b <urn:has> ?c . ?c <urn:p> ?v }") == [{"v": "inne"}]
    store.load(store.file)
    everything = httpx.post(
        store.address.query if store.address else "",
        data={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"},
        headers={"Accept": "application/sparql-results+xml"},
    ).text
    assert "staging" not in everything


def test_a_store_that_is_away_is_not_ready() -> None:
    nowhere = StoreAddress(f"http://127.0.0.1:{free_port()}/sparql")
    with pytest.raises(StoreNotReadyError):
        Store(Path(), nowhere).ask("ASK {}")
