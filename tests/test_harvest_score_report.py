"""Scores and shape results as text, in the reader's language."""

from __future__ import annotations

from typing import Any

import pytest

from harvest_fixtures import GOOD, taken
from stafett.harvest.mqa import score_data, score_member
from stafett.harvest.score_report import write_scores, write_shapes

RESULT = {"severity": "Violation", "focus": "urn:x", "path": "dct:title", "message": "Less than 1 values"}
WAIVED = {**RESULT, "reason": {"nb": "Fordi.", "nn": "Difor."}, "source": "https://example.org/why"}


def scored(turtle: str = GOOD) -> list[dict[str, Any]]:
    return [score_data(score_member(taken(turtle).members[0]))]


def test_the_report_names_each_point_lost_and_why() -> None:
    text = write_scores(scored(), "nn")
    assert "data.norge.no 30 tapt" in text
    assert "kan ikkje fåast" in text
    assert "Gi datasettet dcat:keyword." in text


def test_both_scales_are_told_with_what_is_measured_and_what_is_trusted() -> None:
    [score] = scored()
    eu = score["scales"]["eu"]
    text = write_scores([score], "en")
    assert f"  data.europa.eu: {eu['measured']} measured, {eu['trusting']} if what is not measured" in text
    assert f"of {eu['of']}: " in text


def test_a_metric_that_is_met_is_not_named() -> None:
    lacking, having = (write_scores(scored(t), "en") for t in (GOOD, GOOD + 'ex:a dcat:keyword "k"@nb .'))
    assert "dcat:keyword" in lacking
    assert "dcat:keyword" not in having


def test_what_was_not_measured_is_not_called_lost() -> None:
    lines = [line for line in write_scores(scored(), "en").splitlines() if "not measured" in line]
    assert any(line.startswith("    – ") and "lost" not in line for line in lines)


def test_no_dataset_is_said_in_one_line() -> None:
    assert write_scores([], "nb") == "0 datasett\n"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_without_shapes_it_is_said_how_to_run_them(language: str) -> None:
    assert "--shapes" in write_shapes({}, language)


def test_what_counts_and_what_is_set_aside_stand_apart_with_the_reason() -> None:
    text = write_shapes({"datasets": [{"file": "a.ttl", "results": [RESULT], "waived": [WAIVED]}]}, "nn")
    assert text.splitlines()[2:] == [
        "  datasets a.ttl: 1 resultat, 1 sett til side",
        "    Violation urn:x dct:title Less than 1 values",
        "    sett til side: urn:x dct:title",
        "      Difor. [https://example.org/why]",
    ]


def test_a_file_that_all_is_well_with_has_no_results_and_no_waivers() -> None:
    text = write_shapes({"datasets": [{"file": "a.ttl", "results": [], "waived": []}]}, "en")
    assert text.splitlines()[-1] == "  datasets a.ttl: 0 results"
