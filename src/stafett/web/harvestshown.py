"""Previews and scores as the pages show them: findings by rule, datasets that score alike together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

from stafett.harvest.mqa import read_metrics

SUBJECTS: Final = 10
"""Subjects of one rule that are shown."""

_WORDS: Final = ("code", "severity", "title", "does", "must", "source")


def grouped(preview: Mapping[str, Any]) -> dict[str, Any]:
    """A preview with its findings by rule, in the order they came: worst first."""
    groups = []
    for code, findings in groupby(preview["findings"], key=lambda f: f["code"]):
        found = list(findings)
        items = [f for f in found if f["subject"] or f["detail"] or f["line"] or f["count"] > 1]
        more = len(items) - SUBJECTS + preview["more"].get(code, 0) if len(items) > SUBJECTS else 0
        groups.append({name: found[0][name] for name in _WORDS} | {"items": items[:SUBJECTS], "more": more})
    return {**preview, "groups": groups}


def is_ours(score: Mapping[str, Any], base: str) -> bool:
    """True if the files of a dataset are at our own addresses: what is lost is then ours to mend."""
    return any(
        line["metric"] == "accessUrlStatusCode" and line["detail"].startswith(f"{base}/")
        for line in score["lines"]
    )


def below_bar(scores: Iterable[Mapping[str, Any]], below: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The datasets below the bar with what they lack and why, the best first."""
    named = [{**score, **below[score["iri"]]} for score in scores if score["iri"] in below]
    return sorted(named, key=lambda score: -score["scales"]["fdk"]["trusting"])


def alike(scores: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Datasets that meet the same metrics together, the best first."""
    groups: dict[tuple[Any, ...], dict[str, Any]] = {}
    for score in scores:
        key = tuple((line["metric"], *line["met"].values()) for line in score["lines"])
        group = groups.setdefault(key, {"lines": score["lines"], "scales": score["scales"], "datasets": []})
        group["datasets"].append({"iri": score["iri"], "title": score["title"]})
    return sorted(groups.values(), key=lambda g: -g["scales"]["fdk"]["trusting"])


def metrics_shown() -> dict[str, dict[str, Any]]:
    """What each metric is called, what it gives, and what to do for it, by key."""
    return {
        key: {
            "points": dict(metric.points),
            "title": metric.title.as_dict(),
            "gain": metric.gain.as_dict(),
            "never": metric.never.as_dict(),
            "dimension": metric.dimension,
        }
        for key, metric in read_metrics().items()
    }
