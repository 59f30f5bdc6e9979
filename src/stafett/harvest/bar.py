"""The bar for public datasets, and the datasets that stay below it, each with what it lacks and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from stafett.errors import SourceError
from stafett.fields import Fields
from stafett.harvest.mqa import read_metrics
from stafett.languages import Text
from stafett.yamlfile import YamlFile, read_yaml

BAR: Final = {"fdk": 350, "eu": 390}
"""Least points of a public dataset at data.norge.no and data.europa.eu, with reachable addresses."""


@dataclass(frozen=True)
class Below:
    """A dataset below the bar: `path` of its IRI under the base, the metrics it lacks, and why."""

    path: str
    lacks: tuple[str, ...]
    reason: Text
    source: str

    def as_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {"lacks": list(self.lacks), "reason": self.reason.as_dict(), "source": self.source}


def read_below(file: Path, scores: Iterable[Mapping[str, Any]], base: str) -> dict[str, Below]:
    """Read who is below the bar and hold it to the scores; by IRI.

    Args:
        file: catalogue/below_bar.yaml.
        scores: of our own datasets, as `score_data` gives them.
        base: of our identifiers.

    Raises:
        SourceError: a public dataset is below the bar and not named; one is named that is not below it; or
            what a named one lacks would not lift it.
    """
    parsed = read_yaml(file)
    low = {score["iri"]: score for score in scores if score["public"] and _is_below(score)}
    named = {}
    for path in parsed.data or {}:
        below = _below(parsed, str(path))
        iri = f"{base}/{path}"
        if iri not in low:
            raise SourceError(f"«{path}» is not below the bar; take it out", where=parsed.where(path))
        if fault := _fault(below, low[iri]):
            raise SourceError(f"«{path}» {fault}", where=parsed.where(path))
        named[iri] = below
    for iri, score in low.items():
        if iri not in named:
            points = ", ".join(f"{score['scales'][s]['trusting']} of {bar}" for s, bar in BAR.items())
            path = iri.removeprefix(f"{base}/")
            raise SourceError(
                f"«{path}» is below the bar ({points}); mend it, or say what it lacks and why",
                where=parsed.where(),
            )
    return named


def _below(parsed: YamlFile, path: str) -> Below:
    fields = Fields(parsed, (path,))
    lacks = fields.data.get("lacks")
    if not isinstance(lacks, list) or not lacks:
        raise fields.fault("lacks", "«lacks» must be a list of metrics")
    for metric in lacks:
        if metric not in read_metrics():
            raise fields.fault("lacks", f"«{metric}» is no metric of metadata quality")
    return Below(path, tuple(map(str, lacks)), fields.text("reason"), fields.string("source"))


def _is_below(score: Mapping[str, Any]) -> bool:
    return any(score["scales"][scale]["trusting"] < bar for scale, bar in BAR.items())


def _fault(below: Below, score: Mapping[str, Any]) -> str | None:
    """What is wrong with what a dataset is said to lack."""
    metrics, met = read_metrics(), {line["metric"]: line["met"] for line in score["lines"]}
    for metric in below.lacks:
        if met[metric]["fdk"]:
            return f"does not lack {metric}"
    for scale, bar in BAR.items():
        # What was not measured (shapes, addresses) is counted already.
        gained = sum(metrics[m].points[scale] for m in below.lacks if met[m][scale] is False)
        if score["scales"][scale]["trusting"] + gained < bar:
            return "lacks more than is said: that would not lift it to the bar"
    return None
