from __future__ import annotations

import csv
import io
import json
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stafett.store.cut import ROW_FORMS, CuttingWriter, EnoughError
from stafett.store.engine import SOLUTION_FORMATS

VALUES = [
    "plain", "}},{", '}},{"', '"}},{"', "}},{\\", "</result><result>", "line\nline", "\r\n", '""', "\\", ",",
    "", "}},{\"x", "é\t", "'",
]  # fmt: skip
VALUE = st.one_of(st.sampled_from(VALUES), st.text(alphabet='}{,"\\\r\n<>/xé', max_size=8))


def answer(
    values: list[str], media_type: str, pieces: int, rows: int, size: int
) -> tuple[bytes, CuttingWriter]:
    """Write a table of literals through a cutting writer, in pieces of so many bytes."""
    literals = " ".join(str(ox.Literal(value)) for value in values)
    found = ox.Store().query(f"SELECT ?x ?y {{ VALUES ?x {{ {literals} }} BIND(?x AS ?y) }}")
    assert isinstance(found, ox.QuerySolutions)
    body = found.serialize(format=SOLUTION_FORMATS[media_type])
    assert body is not None
    out: list[bytes] = []
    writer = CuttingWriter(out.append, ROW_FORMS[media_type], rows, size)
    with suppress(EnoughError):
        for start in range(0, len(body), pieces):
            writer.write(body[start : start + pieces])
    writer.finish()
    return b"".join(out), writer


def values_in(body: bytes, media_type: str) -> list[str]:
    if media_type.endswith("json"):
        return [row["x"]["value"] for row in json.loads(body)["results"]["bindings"]]
    if media_type == "text/csv":
        return [row[0] for row in csv.reader(io.StringIO(body.decode(), newline=""))][1:]
    parsed = ox.parse_query_results(body, format=SOLUTION_FORMATS[media_type])
    assert isinstance(parsed, ox.QuerySolutions)
    return [row["x"].value for row in parsed]


@pytest.mark.parametrize("media_type", ROW_FORMS)
@given(st.lists(VALUE, min_size=1, max_size=12), st.integers(1, 40), st.integers(1, 14))
def test_an_answer_is_cut_after_exactly_so_many_rows_and_stays_well_formed(
    media_type: str, values: list[str], pieces: int, rows: int
) -> None:
    body, writer = answer(values, media_type, pieces, rows, 10**9)
    assert values_in(body, media_type) == values[:rows]
    assert writer.cut == ("rows" if len(values) > rows else None)
    assert writer.rows == min(rows, len(values))


@pytest.mark.parametrize("media_type", ROW_FORMS)
@given(st.lists(VALUE, min_size=2, max_size=12), st.integers(1, 40), st.integers(1, 400))
def test_no_row_begins_after_the_limit_on_bytes(
    media_type: str, values: list[str], pieces: int, size: int
) -> None:
    body, writer = answer(values, media_type, pieces, 10**9, size)
    found = values_in(body, media_type)
    assert found == values[: len(found)]
    assert (writer.cut == "bytes") == (len(found) < len(values))
    if writer.cut is None:
        assert body == answer(values, media_type, 10**6, 10**9, 10**9)[0]
