"""Scores and shape results as text for the command line, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from stafett.harvest.mqa import SCALES, read_metrics
from stafett.languages import Text

_NAMES: Final = {"fdk": "data.norge.no", "eu": "data.europa.eu"}
_WORDS: Final = {
    key: Text.of({"nb": nb, "nn": nn, "en": en})
    for key, nb, nn, en in (
        ("excellent", "Utmerket", "Utmerkt", "Excellent"),
        ("good", "God", "God", "Good"),
        ("sufficient", "Tilstrekkelig", "Tilstrekkeleg", "Sufficient"),
        ("poor", "Dårlig", "Dårleg", "Poor"),
        ("bad", "Dårlig", "Dårleg", "Bad"),
        ("of", "av", "av", "of"),
        ("measured", "målt", "målt", "measured"),
        ("trusting", "hvis det som ikke er målt, er i orden", "om det som ikkje er målt, er i orden",
         "if what is not measured is in order"),
        ("lost", "tapt", "tapt", "lost"),
        ("unmeasured", "ikke målt", "ikkje målt", "not measured"),
        ("never", "kan ikke fås", "kan ikkje fåast", "can never be had"),
        ("shapes", "Offisielle SHACL-former", "Offisielle SHACL-former", "Official SHACL shapes"),
        ("noshapes", "De offisielle formene er ikke kjørt; gi --shapes MAPPE.",
         "Dei offisielle formene er ikkje køyrde; gi --shapes MAPPE.",
         "The official shapes were not run; give --shapes FOLDER."),
        ("results", "resultater", "resultat", "results"),
        ("waived", "satt til side", "sett til side", "set aside"),
        ("datasets", "datasett", "datasett", "datasets"),
    )
}  # fmt: skip


def word(key: str, language: str) -> str:
    """A word of the report."""
    found = _WORDS[key].best(language)
    return found[1] if found else key


def write_scores(scores: Sequence[Mapping[str, Any]], language: str) -> str:
    """Every dataset with its two scores and each metric that is not met."""
    return "".join(f"{line}\n" for line in _scores(scores, language))


def _scores(scores: Sequence[Mapping[str, Any]], language: str) -> Iterator[str]:
    yield f"{len(scores)} {word('datasets', language)}"
    for score in scores:
        title = Text.of(score["title"]).best(language)
        yield ""
        yield f"{title[1] if title else ''} <{score['iri']}>"
        for scale, found in score["scales"].items():
            yield (
                f"  {_NAMES[scale]}: {found['measured']} {word('measured', language)}, {found['trusting']} "
                f"{word('trusting', language)}, {word('of', language)} {found['of']}: "
                f"{word(found['label'], language)}"
            )
        yield from _lost(score["lines"], language)


def _lost(lines: Sequence[Mapping[str, Any]], language: str) -> Iterator[str]:
    metrics = read_metrics()
    for line in lines:
        metric = metrics[line["metric"]]
        states = {s: line["met"][s] for s in SCALES if metric.points[s] and line["met"][s] is not True}
        if not states:
            continue
        never = metric.never.best(language)
        parts = []
        for scale, met in states.items():
            what = "unmeasured" if met is None else "never" if never and scale == "fdk" else "lost"
            parts.append(f"{_NAMES[scale]} {metric.points[scale]} {word(what, language)}")
        title, gain = metric.title.best(language), metric.gain.best(language)
        reason = never[1] if never and states.get("fdk") is False else gain[1] if gain else ""
        detail = f" ({line['detail']})" if line["detail"] else ""
        yield f"    – {title[1] if title else metric.key}: {', '.join(parts)}. {reason}{detail}"


def write_shapes(conformance: Mapping[str, Sequence[Mapping[str, Any]]], language: str) -> str:
    """Every shape file with what counts and, beside it, what is waived and why."""
    return "".join(f"{line}\n" for line in _shapes(conformance, language))


def _shapes(conformance: Mapping[str, Sequence[Mapping[str, Any]]], language: str) -> Iterator[str]:
    yield ""
    if not conformance:
        yield word("noshapes", language)
        return
    yield word("shapes", language)
    for kind, files in conformance.items():
        for one in files:
            waived = f", {len(one['waived'])} {word('waived', language)}" if one["waived"] else ""
            yield f"  {kind} {one['file']}: {len(one['results'])} {word('results', language)}{waived}"
            for result in one["results"]:
                yield f"    {result['severity']} {result['focus']} {result['path']} {result['message']}"
            for result in one["waived"]:
                reason = Text.of(result["reason"]).best(language)
                yield f"    {word('waived', language)}: {result['focus']} {result['path']}"
                yield f"      {reason[1] if reason else ''} [{result['source']}]"
