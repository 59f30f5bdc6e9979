"""Public datasets below the bar are named with a reason; the list is held to the scores."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stafett.errors import SourceError
from stafett.harvest.bar import BAR, read_below

BASE = "https://example.org"
TEXT = """dataset/a:
  lacks: [temporalAvailability]
  reason: {nb: x, nn: x, en: x}
  source: https://example.org/
"""


def _score(fdk: int, eu: int, *, temporal: bool = False, path: str = "dataset/a") -> dict[str, Any]:
    return {
        "iri": f"{BASE}/{path}",
        "public": True,
        "scales": {"fdk": {"trusting": fdk}, "eu": {"trusting": eu}},
        "lines": [{"metric": "temporalAvailability", "met": {"fdk": temporal, "eu": temporal}}],
    }


def _read(tmp_path: Path, scores: list[dict[str, Any]], text: str = TEXT) -> dict[str, Any]:
    file = tmp_path / "below_bar.yaml"
    file.write_text(text, encoding="utf-8")
    return dict(read_below(file, scores, BASE))


def test_a_dataset_below_the_bar_is_read_with_its_reason(tmp_path: Path) -> None:
    found = _read(tmp_path, [_score(330, 370)])
    assert found[f"{BASE}/dataset/a"].lacks == ("temporalAvailability",)


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ([_score(350, 390)], "is not below the bar; take it out"),
        ([_score(330, 370), _score(349, 390, path="dataset/b")], "«dataset/b» is below the bar"),
        ([_score(329, 370)], "lacks more than is said"),
        ([_score(330, 370, temporal=True)], "does not lack temporalAvailability"),
    ],
)
def test_a_list_that_is_not_true_is_refused(
    tmp_path: Path, scores: list[dict[str, Any]], message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        _read(tmp_path, scores)


def test_a_metric_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="«beauty» is no metric") as fault:
        _read(tmp_path, [_score(330, 370)], TEXT.replace("temporalAvailability", "beauty"))
    assert fault.value.where is not None
    assert fault.value.where.line == 2


def test_every_public_dataset_reaches_the_bar_or_is_named(dist: Path) -> None:
    body = json.loads((dist / "pages/score.json").read_text(encoding="utf-8"))
    low = {
        one["iri"]
        for one in body["datasets"]
        if one["public"] and any(one["scales"][scale]["trusting"] < bar for scale, bar in BAR.items())
    }
    assert low == set(body["below"])
    assert {iri.rpartition("/")[2] for iri in low} == {
        "nsr", "vigo-kodeverksbase", "udir-gjennomforing", "udir-ot", "vipunen",
    }  # fmt: skip
