"""What replaced what: chains, splits, merges, and the whole way with its length."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stafett.codes.reader import read_sources
from stafett.codes.replacements import (
    COLUMNS,
    RELATIONS,
    Replacement,
    ReplacementGraph,
    read_replacements,
    write_neighbours,
    write_replacements,
)
from stafett.errors import SourceError
from stafett.iris import PREFIXES, Iris
from stafett.rdf import Triples, serialise

HEAD = ",".join(COLUMNS)
VIGO = "vigo:element-replaces-element"


@pytest.fixture(scope="module")
def graph(root: Path, iris: Iris) -> ReplacementGraph:
    return read_replacements(root / "codes/replacements.csv", read_sources(root / "codes/sources.yaml", iris))


def _graph(*pairs: str) -> ReplacementGraph:
    return ReplacementGraph(
        Replacement(a, b, VIGO, "secondary", ("x",)) for a, b in (p.split(">") for p in pairs)
    )


def _ways(graph: ReplacementGraph, code: str) -> list[tuple[int, str]]:
    return [(a.length, " → ".join(a.path)) for a in graph.follow(code)]


def test_a_chain(graph: ReplacementGraph) -> None:
    assert _ways(graph, "NOR1003") == [(1, "NOR1003 → NOR1201"), (2, "NOR1003 → NOR1201 → NOR1260")]
    assert _ways(graph, "NOR0014") == [(1, "NOR0014 → NOR0214"), (2, "NOR0014 → NOR0214 → NOR0218")]
    assert graph.current("NOR1003") == ["NOR1260"]


def test_one_into_ten(graph: ReplacementGraph) -> None:
    assert [a.code for a in graph.follow("NAT1001")] == [f"NAT10{n:02}" for n in range(8, 18)]
    assert {a.length for a in graph.follow("NAT1001")} == {1}
    assert graph.kind("NAT1001") == "split"


def test_one_into_two(graph: ReplacementGraph) -> None:
    assert [a.code for a in graph.follow("DHV1004")] == ["DTH1003", "FBI1003"]


def test_two_into_one(graph: ReplacementGraph) -> None:
    assert [a.code for a in graph.follow("NOR1260", "before") if a.length == 1] == ["NOR1201", "NOR1202"]
    assert graph.kind("NOR1201") == graph.kind("NOR1202") == "merge"


def test_another_subject(graph: ReplacementGraph) -> None:
    assert _ways(graph, "BOK3001") == [(1, "BOK3001 → GPT3001")]
    assert _ways(graph, "NOR1214") == [(1, "NOR1214 → NOR1284")]
    assert graph.kind("BOK3001") == "one"


def test_a_code_of_which_nothing_is_said(graph: ReplacementGraph) -> None:
    assert graph.follow("VG4003") == graph.follow("VG4003", "before") == []
    assert "VG4003" not in graph
    assert graph.kind("VG4003") == "none"


def test_the_shortest_way_is_given_where_there_are_two() -> None:
    graph = _graph("A>B", "B>C", "A>C", "C>D")
    assert _ways(graph, "A") == [(1, "A → B"), (1, "A → C"), (2, "A → C → D")]
    assert graph.kind("A") == "split and merge"


@pytest.mark.parametrize(
    ("pairs", "cycle"),
    [
        (("A>A",), "A → A"),
        (("A>B", "B>A"), "A → B → A"),
        (("X>A", "A>B", "B>C", "C>A", "C>D"), "A → B → C → A"),
    ],
)
def test_a_cycle_is_refused_and_named(pairs: tuple[str, ...], cycle: str) -> None:
    with pytest.raises(SourceError, match=f"in a circle: {cycle}"):
        _graph(*pairs)


def test_a_long_chain_does_not_break_the_stack() -> None:
    graph = _graph(*(f"{n}>{n + 1}" for n in range(5000)))
    assert graph.follow("0")[-1].length == 5000


@given(edges=st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30))
def test_after_and_before_are_mirrors(edges: set[tuple[int, int]]) -> None:
    graph = _graph(*(f"{a}>{b}" for a, b in edges if a < b))  # only forward: no cycles
    after = {(str(n), a.code, a.length) for n in range(13) for a in graph.follow(str(n))}
    before = {(a.code, str(n), a.length) for n in range(13) for a in graph.follow(str(n), "before")}
    assert after == before


@given(edges=st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14))
def test_cycles_are_found_exactly_where_there_are_some(edges: set[tuple[int, int]]) -> None:
    reach = {(a, b) for a, b in edges}
    for _ in range(7):
        reach |= {(a, d) for a, b in reach for c, d in reach if b == c}
    try:
        _graph(*(f"{a}>{b}" for a, b in edges))
        refused = False
    except SourceError:
        refused = True
    assert refused == any(a == b for a, b in reach)


def test_what_a_snapshot_says_is_added_once() -> None:
    graph = _graph("A>B")
    more = [
        Replacement("A", "B", VIGO, "secondary", ("y",)),
        Replacement("B", "C", VIGO, "secondary", ("y",)),
    ]
    joined = graph.joined(more)
    assert _ways(joined, "A") == [(1, "A → B"), (2, "A → B → C")]
    assert [s.sources for s in joined.stated("A", "B")] == [("x",)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A,B,VIGO,secondary,s,2026-01-01", "«relation» is «VIGO»"),
        (f"A,B,{VIGO},sure,s,2026-01-01", "«certainty» is «sure»"),
        (f"A,B,{VIGO},secondary,t,2026-01-01", r"«t» is not in sources\.yaml"),
        (f"A,,{VIGO},secondary,s,2026-01-01", "«new» is empty"),
        (f"A,B,{VIGO},secondary,s,i går", "«read» is «i går»"),
        (f"X,Y,{VIGO},secondary,s,2026-01-01", "already on line 2"),
        (f"Y,X,{VIGO},secondary,s,2026-01-01", "X → Y → X"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    file = tmp_path / "replacements.csv"
    file.write_text(f"{HEAD}\nX,Y,{VIGO},secondary,s,2026-01-01\n{row}\n", "utf-8")
    with pytest.raises(SourceError, match=reason) as caught:
        read_replacements(file, ["s"])
    assert caught.value.where is not None
    assert caught.value.where.line in {2, 3}


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "replacements.csv"
    with pytest.raises(SourceError, match="There is no file"):
        read_replacements(file)
    file.write_text("gammel,ny\n", "utf-8")
    with pytest.raises(SourceError, match="The columns are gammel,ny"):
        read_replacements(file)


def test_every_code_is_in_our_list_of_subject_codes(graph: ReplacementGraph, root: Path) -> None:
    known = {
        line.split(",")[0] for line in (root / "codes/grep-fagkoder.csv").read_text("utf-8").splitlines()
    }
    assert {code for s in graph.steps for code in (s.old, s.new)} <= known


def test_the_graph_as_rdf(graph: ReplacementGraph, iris: Iris) -> None:
    body = serialise(write_replacements(graph, iris), "nt")
    store = ox.Store()
    store.load(body, ox.RdfFormat.N_TRIPLES)
    prefixes = (
        f"PREFIX dct: <{PREFIXES['dct']}> PREFIX grep: <{PREFIXES['grep']}> PREFIX rdf: <{PREFIXES['rdf']}> "
    )

    def ask(query: str) -> bool:
        return bool(store.query(prefixes + query))

    assert ask("ASK { grep:NOR1003 dct:isReplacedBy/dct:isReplacedBy grep:NOR1260 }")
    assert ask("ASK { grep:NOR1260 dct:replaces grep:NOR1201, grep:NOR1202 }")
    assert ask(f"ASK {{ grep:NOR1260 <{RELATIONS[VIGO]}> grep:NOR1201 }}")
    assert ask(f"ASK {{ grep:FSP5801 <{RELATIONS['grep:erstattes-av']}> grep:FSP6249 }}")
    assert ask(
        "ASK { ?s a rdf:Statement ; rdf:subject grep:NOR1003 ; rdf:object grep:NOR1201 ;"
        " dct:source <https://w3id.org/stafett/source/vigo-element-erstatter> }"
    )
    assert not ask("ASK { ?s dct:isReplacedBy ?o . FILTER NOT EXISTS { ?o dct:replaces ?s } }")


def test_the_length_of_a_way_can_be_asked_for_in_sparql(graph: ReplacementGraph, iris: Iris) -> None:
    store = ox.Store()
    store.load(serialise(write_replacements(graph, iris), "nt"), ox.RdfFormat.N_TRIPLES)
    query = """PREFIX dct: <http://purl.org/dc/terms/>
      SELECT ?code ?by (COUNT(?step) AS ?length) {
        ?code dct:isReplacedBy* ?step . ?step dct:isReplacedBy+ ?by } GROUP BY ?code ?by"""
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    found = {(s["code"].value, s["by"].value, int(s["length"].value)) for s in solutions}
    head = PREFIXES["grep"]
    expected = {(head + s.old, head + a.code, a.length) for s in graph.steps for a in graph.follow(s.old)}
    assert found == expected


def test_a_code_of_which_nothing_is_said_gets_statements_that_say_so(iris: Iris) -> None:
    found = serialise(write_replacements(_graph("A>B"), iris, ["A", "B", "C"]), "nt").decode()
    unknown = {
        line.split("> <")[0].rpartition("/")[2]
        for line in found.splitlines()
        if line.endswith("<https://w3id.org/sssom/NoTermFound> .")
    }
    assert unknown == {
        "A#replaces-unknown",
        "B#isReplacedBy-unknown",
        "C#replaces-unknown",
        "C#isReplacedBy-unknown",
    }
    assert '"no mapping known"@en' in found


def test_a_list_says_of_its_own_codes_what_came_before_and_after(iris: Iris) -> None:
    out = Triples(iris)
    write_neighbours(out, _graph("A>B", "B>C", "X>Y"), ["B"])
    head = PREFIXES["grep"]
    found = {(t.subject.value, t.predicate.value, t.object.value) for t in out}  # type: ignore[union-attr]
    assert found == {
        (f"{head}B", f"{PREFIXES['dct']}isReplacedBy", f"{head}C"),
        (f"{head}B", f"{PREFIXES['dct']}replaces", f"{head}A"),
    }
