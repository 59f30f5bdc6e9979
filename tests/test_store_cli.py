from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Cli
from remote_stores import free_port, oxigraph


def test_a_build_is_loaded_and_then_only_what_changed(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "all.nq").write_text("<urn:s> <urn:p> <urn:o> <urn:g> .\n")
    with oxigraph(tmp_path) as address:
        monkeypatch.setenv("STAFETT_STORE_UPDATE", str(address.update))
        monkeypatch.setenv("STAFETT_STORE_GRAPHS", str(address.graphs))
        first = cli("load", "--dist", tmp_path, "--store", address.query)
        second = cli("load", "--dist", tmp_path, "--store", address.query)
    assert (first.code, second.code) == (0, 0)
    assert "1 triples in 1 graphs, of which 1 were sent and 0 removed" in " ".join(first.out.split())
    assert "0 were sent" in " ".join(second.out.split())


def test_without_a_store_there_is_nothing_to_load(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("load", "--dist", tmp_path)
    assert outcome.code == 1
    assert "No store is named" in outcome.err


def test_the_addresses_for_loading_are_needed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "all.nq").write_text("<urn:s> <urn:p> <urn:o> <urn:g> .\n")
    outcome = cli("load", "--dist", tmp_path, "--store", f"http://127.0.0.1:{free_port()}/query")
    assert outcome.code == 1
    assert "STAFETT_STORE_UPDATE" in outcome.err


def test_a_file_that_is_no_nquads_is_named(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "all.nq").write_text("ikke RDF\n")
    outcome = cli("load", "--dist", tmp_path, "--store", "http://127.0.0.1:9/query")
    assert outcome.code == 1
    assert "all.nq is not N-Quads" in " ".join(outcome.err.split())
