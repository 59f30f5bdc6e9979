"""Metadata quality: points by metric, on a dataset that lacks one thing after another."""

from __future__ import annotations

import pytest

from harvest_fixtures import PUBLISHER, taken
from stafett.harvest.mqa import SCALES, Score, label, read_metrics, score_member

DATASET = f"""ex:a a dcat:Dataset ; dct:title "A"@nb ; dcat:keyword "k"@nb ; dcat:theme ex:theme ;
  dct:spatial ex:no ;
  dct:temporal ex:t ; dct:accessRights eu:access-right\\/PUBLIC ; dcat:contactPoint ex:k ;
  dct:publisher {PUBLISHER} ; dct:issued "2026-01-01" ; dct:modified "2026-01-01" ; dcat:distribution ex:f .
"""
FILE = """ex:f a dcat:Distribution ; dcat:accessURL ex:u ; dcat:downloadURL ex:d ;
  dct:license eu:licence\\/CC0 ; dct:format eu:file-type\\/CSV ; dct:rights ex:r ; dcat:byteSize 1 ;
  dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> .
"""
FINE = {"https://example.org/u": 200, "https://example.org/d": 204}


def _score(turtle: str, **more: object) -> Score:
    return score_member(taken(turtle).members[0], **more)  # type: ignore[arg-type]


def _points(turtle: str, scale: str = "fdk") -> int:
    return _score(turtle).points(scale, trusting=True)


def test_the_points_are_those_of_the_two_portals() -> None:
    for scale, whole in SCALES.items():
        assert sum(m.points[scale] for m in read_metrics().values()) == whole
    never = [m.points["fdk"] for m in read_metrics().values() if m.never]
    assert sum(never) == 70  # format twice 20, formatMatch and syntaxValid 15 each


def test_all_that_can_be_had_is_365_and_405() -> None:
    score = _score(DATASET + FILE, answers=FINE, compliant={"fdk": True, "eu": True})
    assert [score.points(s, trusting=False) for s in SCALES] == [365, 405]


def test_what_is_not_measured_counts_in_one_figure_only() -> None:
    score = _score(DATASET + FILE)
    assert score.points("fdk", trusting=True) - score.points("fdk", trusting=False) == 50 + 30 + 30


def test_an_address_that_does_not_answer_costs_its_points() -> None:
    answers = {"https://example.org/u": 404, "https://example.org/d": None}
    score = _score(DATASET + FILE, answers=answers, compliant={"fdk": True, "eu": True})
    assert score.points("fdk", trusting=True) == 365 - 80


@pytest.mark.parametrize(
    ("part", "cost"),
    [
        ('dcat:keyword "k"@nb ;', 30), ("dcat:theme ex:theme ;", 30), ("dct:spatial ex:no ;", 20),
        ("dct:temporal ex:t ;", 20), ("dct:accessRights eu:access-right\\/PUBLIC ;", 15),
        ("dcat:contactPoint ex:k ;", 20), (f"dct:publisher {PUBLISHER} ;", 10),
        ('dct:issued "2026-01-01" ;', 5), ("dcat:downloadURL ex:d ;", 50),
        ("dct:license eu:licence\\/CC0 ;", 30),
        ("dct:format eu:file-type\\/CSV ;", 20), ("dct:rights ex:r ;", 5), ("dcat:byteSize 1 ;", 5),
    ],
)  # fmt: skip
def test_each_thing_that_lacks_costs_its_points(part: str, cost: int) -> None:
    whole = DATASET + FILE
    assert part in whole
    assert _points(whole) - _points(whole.replace(part, "")) == cost


def test_the_licence_of_creative_commons_own_address_is_not_known() -> None:
    other = FILE.replace("eu:licence\\/CC0", "<https://creativecommons.org/publicdomain/zero/1.0/>")
    assert _points(DATASET + FILE) - _points(DATASET + other) == 10


def test_a_format_from_no_list_is_not_aligned() -> None:
    other = FILE.replace("eu:file-type\\/CSV", "'text/csv'").replace(
        "<https://www.iana.org/assignments/media-types/text/csv>", "ex:csv"
    )
    assert _points(DATASET + FILE) - _points(DATASET + other) == 10
    assert _points(DATASET + FILE, "eu") - _points(DATASET + other, "eu") == 50


def test_the_best_distribution_counts() -> None:
    poor = "ex:a dcat:distribution ex:g . ex:g a dcat:Distribution ; dcat:accessURL ex:u ."
    assert _score(DATASET + FILE + poor).distribution == "https://example.org/f"
    assert _points(DATASET + FILE + poor) == _points(DATASET + FILE)


def test_without_distribution_a_dataset_reaches_185_and_no_more() -> None:
    score = _score(DATASET.replace("; dcat:distribution ex:f", ""), compliant={"fdk": True, "eu": True})
    assert score.points("fdk", trusting=True) == 185
    assert score.distribution is None


@pytest.mark.parametrize(
    ("scale", "points", "word"),
    [("fdk", 327, "excellent"), ("fdk", 326, "good"), ("fdk", 217, "sufficient"), ("fdk", 108, "poor"),
     ("eu", 351, "excellent"), ("eu", 350, "good"), ("eu", 121, "sufficient"), ("eu", 120, "bad")],
)  # fmt: skip
def test_labels_have_the_bounds_of_each_portal(scale: str, points: int, word: str) -> None:
    assert label(scale, points) == word
