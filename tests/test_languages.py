from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stafett.languages import FALLBACK, LANGUAGES, Text

TAGS = st.sampled_from([*LANGUAGES, "no", "se", "sma", "de"])
MAPS = st.dictionaries(TAGS, st.text(max_size=8))


def test_languages_are_kept_in_the_order_of_the_product() -> None:
    assert [tag for tag, _ in Text.of({"se": "s", "en": "e", "nn": "n", "nb": "b"})] == [
        "nb",
        "nn",
        "en",
        "se",
    ]


def test_empty_strings_are_no_text() -> None:
    assert not Text.of({"nb": "", "nn": None})


def test_get_gives_no_other_language() -> None:
    assert Text.of({"nb": "elev"}).get("nn") is None


@pytest.mark.parametrize(
    ("wanted", "have", "shown"),
    [
        ("nn", {"nb": "b", "nn": "n", "en": "e"}, "nn"),
        ("nn", {"nb": "b", "en": "e"}, "nb"),
        ("nb", {"nn": "n", "en": "e"}, "nn"),
        ("en", {"nb": "b", "nn": "n"}, "nb"),
        ("nb", {"se": "s", "en": "e"}, "en"),
        ("nb", {"de": "d"}, "de"),
        ("fr", {"nn": "n", "en": "e"}, "nn"),
    ],
)
def test_best_falls_back_and_says_which_language_it_is(wanted: str, have: dict[str, str], shown: str) -> None:
    assert Text.of(have).best(wanted) == (shown, have[shown])


def test_best_of_no_text_is_nothing() -> None:
    assert Text().best("nb") is None


@given(MAPS, st.sampled_from([*LANGUAGES, "fr"]))
def test_best_never_loses_text(values: dict[str, str], wanted: str) -> None:
    best = Text.of(values).best(wanted)
    if any(values.values()):
        assert best is not None
        assert values[best[0]] == best[1] != ""
    else:
        assert best is None


@given(MAPS)
def test_a_text_holds_exactly_what_it_was_made_of(values: dict[str, str]) -> None:
    assert Text.of(values).as_dict() == {tag: words for tag, words in values.items() if words}


@given(MAPS)
def test_the_order_of_the_map_does_not_matter(values: dict[str, str]) -> None:
    assert Text.of(values) == Text.of(dict(reversed(values.items())))


def test_every_language_falls_back_to_every_other() -> None:
    assert all(set(LANGUAGES) <= set(order) and order[0] == tag for tag, order in FALLBACK.items())
