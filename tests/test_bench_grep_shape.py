"""The synthetic dump that benchmarks use is Grep as our loader knows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.grep_shape import CHAIN, MIX, code_of, write_dump

from stafett.codes.grep_types import TYPES
from stafett.codes.sources.grep_dump import read_dump
from stafett.codes.sources.grep_normal import Normaliser


@pytest.mark.parametrize("kind", MIX)
def test_codes_have_the_form_of_their_type_and_are_unique(kind: str) -> None:
    codes = [code_of(kind, n) for n in range(MIX[kind][1])]
    assert all(TYPES[kind].fits(code) for code in codes)
    assert len(set(codes)) == len(codes)


@pytest.mark.shared
def test_every_item_loads_and_subject_codes_replace_each_other(tmp_path: Path, shared: Path) -> None:
    assert shared.is_dir()
    count = write_dump(tmp_path / "dump.zip", 120)
    normaliser = Normaliser()
    rows = [normaliser.item(json.loads(body), name) for name, body in read_dump(tmp_path / "dump.zip")]
    assert len(rows) == count
    assert {row["type"] for row in rows} == set(MIX)
    chain = [code_of("fagkode", n) for n in range(CHAIN)]
    after = {
        row["code"]: [r["code"] for r in row.get("relations", []) if r["property"] == "erstattes-av"]
        for row in rows
        if row["type"] == "fagkode"
    }
    assert [after[code] for code in chain[:-1]] == [[code] for code in chain[1:]]
    assert after[chain[-1]] == []
