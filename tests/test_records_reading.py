from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stafett.errors import DataError
from stafett.records.reading import OBJECT_SUFFIXES, RDF_FORMATS, read_data
from stafett.records.validation import Rules

TRIPLE = "<http://example.org/s> <http://example.org/p> <http://example.org/o> .\n"
PERSON = '{"type": "Person", "id": "ex:p", "pseudonym": "synt-1", "isSynthetic": true}'
CONTEXT: dict[str, Any] = {"@context": {"id": "@id", "type": "@type", "@vocab": "http://example.org/"}}


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("suffix", RDF_FORMATS)
def test_every_rdf_format_is_read(tmp_path: Path, suffix: str) -> None:
    quads = list(ox.parse(TRIPLE, format=ox.RdfFormat.N_TRIPLES))
    file = tmp_path / f"data{suffix}"
    file.write_bytes(ox.serialize(quads, format=RDF_FORMATS[suffix]) or b"")
    assert read_data(file, CONTEXT).triples == {ox.Triple(q.subject, q.predicate, q.object) for q in quads}


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    assert len(read_data(written(tmp_path, "DATA.TTL", TRIPLE), CONTEXT).triples) == 1


@pytest.mark.parametrize("suffix", OBJECT_SUFFIXES)
@pytest.mark.parametrize(
    "text", [PERSON, f"[{PERSON}]", f'{{"data": [{PERSON}]}}', f'{{"about": 1, "data": {PERSON}}}']
)
def test_objects_are_read_alone_in_a_list_or_under_data(
    tmp_path: Path, rules: Rules, suffix: str, text: str
) -> None:
    data = read_data(written(tmp_path, f"data{suffix}", text), rules.context)
    assert data.objects is not None
    assert [o["id"] for o in data.objects] == ["ex:p"]
    assert len(data.triples) == 3


def test_a_date_in_yaml_is_the_same_as_in_json(tmp_path: Path, rules: Rules) -> None:
    item = "type: SchoolYear\nid: ex:y\nstartDate: 2025-08-01\n"
    same = '{"type": "SchoolYear", "id": "ex:y", "startDate": "2025-08-01"}'
    first = read_data(written(tmp_path, "a.yaml", item), rules.context)
    assert first.triples == read_data(written(tmp_path, "a.json", same), rules.context).triples


def test_every_object_has_its_line(tmp_path: Path) -> None:
    text = "data:\n  - type: Person\n    id: ex:a\n  - type: Person\n    id: ex:b\n"
    data = read_data(written(tmp_path, "a.yaml", text), CONTEXT)
    assert [data.line_of(0), data.line_of(1)] == [2, 4]


def test_rdf_has_no_objects_and_no_lines(tmp_path: Path) -> None:
    data = read_data(written(tmp_path, "a.ttl", TRIPLE), CONTEXT)
    assert (data.objects, data.line_of(0)) == (None, None)


@pytest.mark.parametrize(
    ("name", "text", "message", "line"),
    [
        ("a.ttl", TRIPLE + "<http://example.org/s> <http://example.org/p> .\n", "not valid Turtle", 2),
        ("a.ttl", TRIPLE + "ex:s ex:p ex:o .\n", "not valid Turtle", 2),
        ("a.nt", TRIPLE + "<http://example.org/s> .\n", "not valid N-Triples", 2),
        ("a.nq", TRIPLE + "x\n", "not valid N-Quads", 2),
        ("a.trig", TRIPLE + "{ <http://example.org/s> }\n", "not valid TriG", 2),
        ("a.json", '{"type": "Person",\n "id": }\n', "not valid JSON", 2),
        ("a.json", PERSON + "\n" + PERSON, "not valid JSON", 2),
        ("a.jsonld", '{"@id": "http://example.org/s",\n "http://example.org/p": }\n', "not valid JSON-LD", 2),
        ("a.yaml", "type: Person\nid: [x\n", "not valid YAML", 3),
        ("a.yaml", "type: Person\nid: ex:p\ntype: School\n", "«type» is given twice", 3),
        (
            "a.rdf",
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<x>\n",
            "not valid RDF/XML",
            None,
        ),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, name: str, text: str, message: str, line: int | None
) -> None:
    with pytest.raises(DataError) as fault:
        read_data(written(tmp_path, name, text), CONTEXT)
    assert message in fault.value.message
    assert fault.value.where is not None
    assert fault.value.where.file.name == name
    assert fault.value.where.line == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- type: Person\n- id: ex:p\n", 2),
        ("- words\n", 1),
        ("words\n", 1),
        ("7\n", 1),
        ("data:\n  - 1\n", 2),
        ("", None),
    ],
)
def test_what_is_no_object_with_a_type_is_refused(tmp_path: Path, text: str, line: int | None) -> None:
    with pytest.raises(DataError, match="Each object must be a mapping with a type") as fault:
        read_data(written(tmp_path, "a.yaml", text), CONTEXT)
    assert fault.value.where is not None
    assert fault.value.where.line == line


def test_a_remote_context_is_not_fetched(tmp_path: Path) -> None:
    text = '{"@context": "https://example.org/context.jsonld", "@id": "http://example.org/s"}'
    with pytest.raises(DataError, match="not valid JSON-LD"):
        read_data(written(tmp_path, "a.jsonld", text), CONTEXT)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"There is no file .*gone\.ttl"):
        read_data(tmp_path / "gone.ttl", CONTEXT)


def test_an_unknown_suffix_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"«\.csv» is no format we read") as fault:
        read_data(written(tmp_path, "a.csv", "x"), CONTEXT)
    assert ".ttl" in (fault.value.hint or "")


@given(st.text(max_size=60), st.sampled_from([*RDF_FORMATS, *OBJECT_SUFFIXES]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_whatever_gives_another_error_than_ours(tmp_path: Path, text: str, suffix: str) -> None:
    file = tmp_path / f"any{suffix}"
    file.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    try:
        read_data(file, CONTEXT)
    except DataError as fault:
        assert fault.where is not None


KEYS = st.sampled_from(["type", "id", "prefLabel", "identifier", "x", "@id", "@graph"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_object_whatever_gives_another_error_than_ours(
    tmp_path: Path, rules: Rules, value: object
) -> None:
    file = written(tmp_path, "any.json", json.dumps(value))
    try:
        read_data(file, rules.context)
    except DataError as fault:
        assert fault.where is not None
