"""Previews and scores as the pages show them."""

from __future__ import annotations

from typing import Any

import pytest

from stafett.web.harvestshown import SUBJECTS, alike, below_bar, grouped, is_ours


def finding(code: str, subject: str | None = "urn:s", **more: Any) -> dict[str, Any]:
    words = dict.fromkeys(("severity", "title", "does", "must", "source"), "")
    return {"code": code, **words, "subject": subject, "detail": "", "line": None, "count": 1, **more}


def preview(*findings: dict[str, Any], **more: int) -> dict[str, Any]:
    return {"kind": "datasets", "findings": list(findings), "more": more}


def test_findings_stand_by_rule_in_the_order_they_came() -> None:
    shown = grouped(preview(finding("H2"), finding("H2", "urn:t"), finding("H1")))
    assert [(group["code"], len(group["items"]), group["more"]) for group in shown["groups"]] == [
        ("H2", 2, 0),
        ("H1", 1, 0),
    ]
    assert shown["kind"] == "datasets"
    assert grouped(preview())["groups"] == []


def test_a_finding_that_says_no_more_than_its_rule_is_no_item() -> None:
    [group] = grouped(preview(finding("H1", None)))["groups"]
    assert group["items"] == []
    for known in ({"detail": "x"}, {"line": 1}, {"count": 2}):
        [group] = grouped(preview(finding("H1", None, **known)))["groups"]
        assert len(group["items"]) == 1


@pytest.mark.parametrize(
    ("kept", "left_out", "more"), [(SUBJECTS, 0, 0), (SUBJECTS + 2, 0, 2), (SUBJECTS + 2, 5, 7)]
)
def test_of_many_subjects_the_first_are_shown_and_the_rest_counted(
    kept: int, left_out: int, more: int
) -> None:
    many = [finding("H1", f"urn:{n}") for n in range(kept)]
    [group] = grouped(preview(*many, H1=left_out))["groups"]
    assert [item["subject"] for item in group["items"]] == [f"urn:{n}" for n in range(SUBJECTS)]
    assert group["more"] == more


def score(iri: str, points: int, **met: bool) -> dict[str, Any]:
    lines = [{"metric": name, "met": {"fdk": value}, "detail": ""} for name, value in met.items()]
    return {"iri": iri, "title": {"nb": iri}, "scales": {"fdk": {"trusting": points}}, "lines": lines}


@pytest.mark.parametrize(
    ("detail", "ours"),
    [
        ("https://x.org/s/model.ttl", True),
        ("https://x.org/s", False),
        ("https://x.org/stray/model.ttl", False),
        ("", False),
    ],
)
def test_a_dataset_is_ours_where_its_files_are(detail: str, ours: bool) -> None:
    line = {"metric": "accessUrlStatusCode", "detail": detail}
    assert is_ours({"lines": [line]}, "https://x.org/s") == ours
    assert not is_ours({"lines": [{**line, "metric": "licenceAvailability"}]}, "https://x.org/s")


def test_those_below_the_bar_come_with_their_reason_the_best_first() -> None:
    scores = [score("a", 10), score("b", 400), score("c", 300)]
    found = below_bar(scores, {"a": {"why": "x"}, "c": {"why": "y"}})
    assert [(one["iri"], one["why"]) for one in found] == [("c", "y"), ("a", "x")]


def test_datasets_that_meet_the_same_stand_together_the_best_first() -> None:
    scores = [
        score("a", 10, m=False),
        score("b", 20, m=True),
        score("c", 10, m=False),
        score("d", 20, m=True, n=True),
    ]
    found = alike(scores)
    assert [[dataset["iri"] for dataset in group["datasets"]] for group in found] == [
        ["b"],
        ["d"],
        ["a", "c"],
    ]
