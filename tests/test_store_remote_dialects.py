"""Which engine an answer came from, and what we refuse or put right for it."""

from __future__ import annotations

import pytest

from stafett.store.engine import SOLUTION_FORMATS
from stafett.store.remote.dialects import DIALECTS, VIRTUOSO, recognise


@pytest.mark.parametrize(
    ("server", "name"),
    [
        ("Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu", "virtuoso"),
        ("Oxigraph/0.5.13", "oxigraph"),
        ("Apache Jena Fuseki", "generic"),
        (None, "generic"),
    ],
)
def test_an_engine_is_known_by_its_server_header(server: str | None, name: str) -> None:
    assert recognise(server).name == name


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("bif:contains", True), ("SQL : f", True), ("Define input:same-as", True), ("OPTION (s)", True),
        ("?defined", False), ("adoption (1)", False), ("<urn:redefine>", False), ("OPTIONAL { }", False),
        ("mysql:x", False),
    ],
)  # fmt: skip
def test_words_of_virtuosos_own_are_known_from_words_that_only_look_like_them(
    words: str, refused: bool
) -> None:
    assert VIRTUOSO.forbidden is not None
    assert bool(VIRTUOSO.forbidden.search(words)) is refused


def test_every_dialect_is_found_by_its_name_and_asks_for_a_table_we_can_read() -> None:
    for name, dialect in DIALECTS.items():
        assert dialect.name == name
        assert dialect.table in SOLUTION_FORMATS
