"""What only all sources together can show: that lists, model and provenance fit each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stafett import sources as module
from stafett.codes.lists import CodeList
from stafett.errors import SourceError
from stafett.sources import Sources


def check(sources: Sources, lists: dict[str, CodeList]) -> None:
    module._check_lists(sources.model, lists, sources.root / "codes")


def test_the_sources_as_they_stand_fit(sources: Sources) -> None:
    check(sources, sources.lists)


def test_an_enumeration_without_its_list_is_named_where_it_stands(sources: Sources) -> None:
    enum = next(e for e in sources.model.enums.values() if e.external)
    with pytest.raises(SourceError, match=f"«{enum.name}» takes its codes from {enum.scheme}") as told:
        check(sources, {s: li for s, li in sources.lists.items() if s != enum.scheme})
    assert told.value.where == enum.where


def test_a_column_that_fills_no_slot_is_named_with_its_line(sources: Sources) -> None:
    found = next(li for li in sources.lists.values() if li.columns)
    wrong = replace(found, columns=(replace(found.columns[0], slot="nowhere"),))
    with pytest.raises(SourceError, match="fills «nowhere», which is no slot of the model") as told:
        check(sources, {**sources.lists, found.scheme: wrong})
    assert told.value.where is not None
    assert told.value.where.file.name == f"{found.scheme}.yaml"
    assert (told.value.where.line or 0) > 1


def test_a_list_of_things_that_are_no_class_is_named(sources: Sources) -> None:
    found = next(li for li in sources.lists.values() if li.concept_type)
    with pytest.raises(SourceError, match="«Nothing» is no class of the model"):
        check(sources, {**sources.lists, found.scheme: replace(found, concept_type="Nothing")})


def test_lists_come_sorted_and_enumerations_are_among_them(sources: Sources) -> None:
    assert list(sources.lists) == sorted(sources.lists)
    own = {e.scheme for e in sources.model.enums.values() if not e.external}
    assert own == {s for s, li in sources.lists.items() if li.is_enumeration}
    assert sources.code_sets.keys() == sources.lists.keys()


def test_every_source_is_named_once_and_our_own_model_is_none(sources: Sources) -> None:
    keys = [source.key for source in sources.provenance()]
    assert keys == sorted(set(keys))
    assert "stafett-model" not in keys
    used = {
        s.key for li in sources.lists.values() if not li.is_enumeration for c in li.codes for s in c.sources
    }
    assert used <= set(keys)


def test_a_folder_without_sources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        module.read_sources(tmp_path, "https://example.org")
