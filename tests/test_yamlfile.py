from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stafett.errors import SourceError
from stafett.yamlfile import parse_yaml, read_yaml

FILE = Path("x.yaml")
KEYS = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
LEAVES = st.one_of(st.integers(), st.booleans(), st.from_regex(r"[a-z ]{0,8}", fullmatch=True))
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def test_data_come_out_as_yaml_means_them() -> None:
    assert parse_yaml("a: [1, {b: true}]\n", FILE).data == {"a": [1, {"b": True}]}


def test_an_empty_file_holds_nothing() -> None:
    assert parse_yaml("# only a comment\n", FILE).data is None


@pytest.mark.parametrize(
    ("path", "line"),
    [((), 1), (("a",), 1), (("a", "b"), 2), (("a", "c"), 3), (("a", "c", 0), 4), (("a", "c", 1, "d"), 5)],
)
def test_every_key_and_item_has_its_line(path: tuple[str | int, ...], line: int) -> None:
    parsed = parse_yaml("a:\n  b: 1\n  c:\n    - x\n    - d: y\n", FILE)
    assert parsed.where(*path).line == line


def test_a_missing_path_points_at_the_deepest_part_that_exists() -> None:
    assert parse_yaml("a:\n  b: 1\n", FILE).where("a", "b", "c", "d").line == 2


def test_the_same_key_twice_is_refused_at_the_second() -> None:
    with pytest.raises(SourceError, match="«b» is given twice") as fault:
        parse_yaml("a:\n  b: 1\n  c: 2\n  b: 3\n", FILE)
    assert str(fault.value.where) == "x.yaml:4"


@pytest.mark.parametrize(
    "text", ["a: [1, 2\nb: 3\n", "a:\n\t- 1\n", 'a: "x\n', "a: b: c\n", "- 1\nb: 2\n", "a: *x\n"]
)
def test_broken_yaml_is_refused_with_line_and_column(text: str) -> None:
    with pytest.raises(SourceError, match="not valid YAML") as fault:
        parse_yaml(text, FILE)
    assert fault.value.where is not None
    assert fault.value.where.line is not None
    assert fault.value.where.column is not None


@pytest.mark.parametrize(
    "text", ["a: !!python/object:os.system x\n", "a: !secret x\n", "? [1]\n: x\n", "? {b: 1}\n: x\n"]
)
def test_what_is_no_plain_data_is_refused_with_a_place(text: str) -> None:
    with pytest.raises(SourceError) as fault:
        parse_yaml(text, FILE)
    assert fault.value.where is not None
    assert fault.value.where.line == 1


def test_a_control_character_is_refused_as_a_fault_of_the_file() -> None:
    with pytest.raises(SourceError, match="not valid YAML"):
        parse_yaml("a: \x01\n", FILE)


def test_the_line_of_a_control_character_is_reported() -> None:
    with pytest.raises(SourceError) as fault:
        parse_yaml("a: 1\nb: \x01\n", FILE)
    assert str(fault.value.where) == "x.yaml:2"


@pytest.mark.parametrize("value", ["2026-02-30", "2026-13-01", "!!bool ja", "!!int x"])
def test_a_value_that_only_looks_like_its_kind_is_refused_with_its_place(value: str) -> None:
    with pytest.raises(SourceError, match=r"is no (timestamp|bool|int)") as fault:
        parse_yaml(f"a: 1\nb: {value}\n", FILE)
    assert str(fault.value.where) == "x.yaml:2:4"


@pytest.mark.parametrize("text", ["a: &a [*a]\n", "[" * 2000 + "]" * 2000])
def test_endless_nesting_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match=r"nested too deep|not valid YAML"):
        parse_yaml(text, FILE)


def test_a_merge_key_is_refused_and_not_taken_for_data() -> None:
    with pytest.raises(SourceError, match="merge"):
        parse_yaml("a: &x {b: 1}\nc:\n  <<: *x\n", FILE)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no file .*gone\.yaml"):
        read_yaml(tmp_path / "gone.yaml")


def test_a_file_that_is_not_utf8_is_refused_with_the_byte(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("a: ikkje møtt\n".encode("latin-1"))
    with pytest.raises(SourceError, match=r"not UTF-8 .byte 10."):
        read_yaml(file)


@given(TREES)
def test_what_is_written_is_what_is_read(tree: object) -> None:
    assert parse_yaml(yaml.safe_dump(tree), FILE).data == tree


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5))
def test_a_key_is_on_the_line_that_is_reported(tree: dict[str, object]) -> None:
    text = yaml.safe_dump(tree, default_flow_style=False)
    parsed = parse_yaml(text, FILE)
    for key in tree:
        line = parsed.where(key).line
        assert line is not None
        assert text.splitlines()[line - 1].strip("'\"?").startswith(key)


@given(st.text(max_size=60))
def test_no_text_whatever_gives_another_error_than_ours(text: str) -> None:
    try:
        parse_yaml(text, FILE)
    except SourceError as fault:
        assert fault.where is not None
