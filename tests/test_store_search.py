from __future__ import annotations

import pytest

from stafett.store.search import (
    BEGINNING,
    EXACT_LABEL,
    EXACT_NAME,
    FOLDED_NAME,
    FUZZY_AT_MOST,
    PART,
    WORD_BEGINNING,
    Entry,
    SearchIndex,
    fold,
)

INDEX = SearchIndex(
    [
        Entry("a", "NOR1", {"nb": "Norsk hovedmål", "en": "Norwegian"}),
        Entry("a", "nor1", {"nb": "Noe annet"}),
        Entry("a", "ÅR2", {"nb": "Andre årstrinn", "se": "Nubbi ceahkki"}),
        Entry("b", "S", {"nb": "Sørsamisk", "nn": "Sørsamisk"}),
        Entry("b", "X", {}),
        Entry("b", "MAT", {"nb": "Samfunnsøkonomi og norsk økonomi"}),
    ]
)


def names(wanted: str, limit: int = 10, *, fuzzy: bool = True) -> list[tuple[str, float]]:
    return [(hit.entry.name, hit.score) for hit in INDEX.ranked(wanted, limit, fuzzy=fuzzy)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Årstrinn  ØST", "arstrinn ost"),
        ("Næring", "naering"),
        ("Čoahkkin Đ ŋ", "coahkkin d n"),
        ("é\u0301", "e"),
        ("   ", ""),
    ],
)
def test_case_diacritics_and_space_play_no_part(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_the_very_code_comes_before_one_that_differs_in_case() -> None:
    assert names("NOR1") == [("NOR1", EXACT_NAME), ("nor1", FOLDED_NAME)]
    assert names("nor1")[0] == ("nor1", EXACT_NAME)


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("norwegian", ("NOR1", EXACT_LABEL)),
        ("norsk ho", ("NOR1", BEGINNING)),
        ("hoved", ("NOR1", WORD_BEGINNING)),
        ("okonomi", ("MAT", WORD_BEGINNING)),
        ("funnsokonomi", ("MAT", PART)),
        ("okonomi norsk", ("MAT", PART)),
        ("år2", ("ÅR2", FOLDED_NAME)),
        ("ar2", ("ÅR2", FOLDED_NAME)),
    ],
)
def test_how_well_it_fits(wanted: str, first: tuple[str, float]) -> None:
    assert names(wanted)[0] == first


def test_what_is_spelt_nearly_so_comes_last() -> None:
    [(name, score)] = names("hovedmaal")
    assert name == "NOR1"
    assert 0 < score < FUZZY_AT_MOST
    assert names("hovedmaal", fuzzy=False) == []


def test_an_exact_hit_is_not_watered_down_by_what_is_nearly_so() -> None:
    assert [score for _, score in names("norwegian")] == [EXACT_LABEL]


def test_the_limit_holds_and_nothing_comes_twice() -> None:
    assert len(names("no", 2)) == 2
    assert len(names("norsk")) == len({name for name, _ in names("norsk")})


@pytest.mark.parametrize("wanted", ["", "  ", "zzzzzz", "\x00", "(((*", "´"])
def test_nothing_is_found_where_nothing_fits(wanted: str) -> None:
    assert names(wanted) == []


def test_containing_wants_every_word_and_keeps_the_order() -> None:
    assert INDEX.containing("norsk") == [0, 5]
    assert INDEX.containing("norsk økonomi") == [5]
    assert INDEX.containing("") == list(range(6))


def test_an_empty_index_answers() -> None:
    assert SearchIndex([]).ranked("x", 5) == []
    assert SearchIndex([]).containing("x") == []


def test_a_long_text_is_no_misspelt_label() -> None:
    assert names("norsg") != []
    assert names(" ".join(["norsg"] * 13)) == []
