"""The benchmark of the endpoint reads and compares what it should."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from bench.endpoint import Measured, read_wrk
from bench.endpoint_data import default_graph, own_queries, synthetic, synthetic_queries

SAID = """\
Running 2s test @ http://127.0.0.1:8131/sparql
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    30.12ms   40.11ms   1.20s    91.23%
    Req/Sec   331.00    120.00   500.00     60.00%
  Latency Distribution
     50%  812.00us
     75%   30.00ms
     90%   80.00ms
     99%    1.20s
  660 requests in 2.01s, 2.57MB read
  Socket errors: connect 0, read 0, write 0, timeout 3
  Non-2xx or 3xx responses: 17
Requests/sec:    328.35
Transfer/sec:      1.28MB
"""


def test_the_report_of_wrk_is_read() -> None:
    assert read_wrk(SAID) == Measured(328.35, 0.812, 1200.0, 17, 3)


def test_peers_get_the_default_graph_that_our_store_has(tmp_path: Path) -> None:
    quads, triples = tmp_path / "a.nq", tmp_path / "a.nt"
    quads.write_text(
        '<urn:s> <urn:p> "a <urn:x> .\\n" <urn:g> .\n<urn:s> <urn:p> "b" <urn:g> .\n'
        '<urn:s> <urn:p> "b" <urn:h> .\n'
    )
    default_graph(quads, triples)
    wanted = {str(quad.triple) for quad in ox.parse(path=str(quads), format=ox.RdfFormat.N_QUADS)}
    found = [str(quad.triple) for quad in ox.parse(path=str(triples), format=ox.RdfFormat.N_TRIPLES)]
    assert (set(found), len(found)) == (wanted, 2)


def test_every_query_is_sparql_and_those_on_synthetic_data_find_something(tmp_path: Path) -> None:
    synthetic(tmp_path / "quads.nq", results=20_000)
    store = ox.Store()
    store.bulk_load(path=str(tmp_path / "quads.nq"), format=ox.RdfFormat.N_QUADS)
    for query in synthetic_queries():
        rows = store.query(query.text, use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions) and next(rows)
    for query in own_queries("http://example.org"):
        assert store.query(query.text) is not None
