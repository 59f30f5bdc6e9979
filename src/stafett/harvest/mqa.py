"""Metadata quality as data.norge.no (435 points) and data.europa.eu (405 points) count it.

Rules and points: metrics.yaml, which names its sources. A dataset's score is that of its best distribution,
each metric taken from dataset or distribution, whichever is better; without distribution only what is
measured on the dataset counts. Two figures are given: with only what is measured, and with what is not
measured (addresses, shapes) taken as in order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from stafett.fields import Fields
from stafett.harvest.graph import Graph
from stafett.harvest.kinds import DCAT, DCT
from stafett.harvest.members import Member
from stafett.languages import Text
from stafett.yamlfile import read_yaml

SCALES: Final = {"fdk": 435, "eu": 405}
"""Points in all at data.norge.no and data.europa.eu."""

_FDK_LABELS: Final = ((75, "excellent"), (50, "good"), (25, "sufficient"), (0, "poor"))
_EU_LABELS: Final = ((351, "excellent"), (221, "good"), (121, "sufficient"), (0, "bad"))
_EU: Final = "publications.europa.eu/resource/authority/"
_IANA: Final = re.compile(
    r"https?://www\.iana\.org/assignments/media-types/"
    r"(application|audio|font|example|haptics|image|message|model|multipart|text|video)/[\w.+-]+$"
)
"""The subtype is not looked up in IANA's list, which we do not have; FDK does."""


@dataclass(frozen=True)
class Metric:
    """One metric; points are 0 where a scale does not have it."""

    key: str
    dimension: str
    level: str
    points: Mapping[str, int]
    title: Text
    gain: Text
    never: Text


@dataclass(frozen=True)
class Line:
    """One metric of one dataset.

    Attributes:
        metric: its key.
        met: by scale; None where it was not measured.
        detail: what was seen, as a code or a status.
    """

    metric: str
    met: Mapping[str, bool | None]
    detail: str = ""


@dataclass(frozen=True)
class Score:
    """The score of one dataset, with its best distribution."""

    iri: str
    title: Mapping[str, str]
    public: bool
    distribution: str | None
    lines: tuple[Line, ...]

    def points(self, scale: str, *, trusting: bool) -> int:
        """Points on a scale; `trusting` takes what is not measured as in order."""
        metrics = read_metrics()
        return sum(
            metrics[line.metric].points[scale]
            for line in self.lines
            if line.met[scale] or (trusting and line.met[scale] is None)
        )


def label(scale: str, points: int) -> str:
    """The word for a score: excellent, good, sufficient, poor (FDK) or bad (EU)."""
    steps, value = (
        (_FDK_LABELS, points * 100 / SCALES["fdk"]) if scale == "fdk" else (_EU_LABELS, float(points))
    )
    return next(word for least, word in steps if value >= least)


@cache
def read_metrics() -> Mapping[str, Metric]:
    """All metrics by key, in the order they are shown."""
    parsed = read_yaml(Path(__file__).with_name("metrics.yaml"))
    found = {}
    for key in parsed.data:
        fields = Fields(parsed, (str(key),))
        found[str(key)] = Metric(
            key=str(key),
            dimension=fields.string("dimension"),
            level=fields.string("level"),
            points={scale: int(fields.string(scale)) for scale in SCALES},
            title=fields.text("title"),
            gain=fields.text("gain"),
            never=fields.text("never", required=False),
        )
    return found


@cache
def read_codes() -> Mapping[str, frozenset[str]]:
    """The code lists the metrics look up."""
    data = read_yaml(Path(__file__).with_name("vocabularies.yaml")).data
    return {str(name): frozenset(str(codes).split()) for name, codes in data.items()}


def score_member(
    member: Member,
    answers: Mapping[str, int | None] | None = None,
    compliant: Mapping[str, bool] | None = None,
) -> Score:
    """Score one harvested dataset.

    Args:
        member: with its graph.
        answers: HTTP status by address, None for no answer; None as a whole where nothing was asked.
        compliant: by scale, whether its shapes conform; what was not run is left out.
    """
    graph = Graph.of(member.triples)
    dataset = ox.NamedNode(member.iri)
    own = _dataset_lines(graph, dataset, compliant)
    best: tuple[int, int, str, dict[str, Line]] | None = None
    for node in sorted(graph.values(dataset, DCAT + "distribution"), key=str):
        if isinstance(node, ox.NamedNode):
            lines = _better(own, _distribution_lines(graph, node, answers))
            sums = [_sum(lines, scale) for scale in SCALES]
            if best is None or (sums[0], sums[1]) > best[:2]:
                best = (sums[0], sums[1], node.value, lines)
    lines = best[3] if best else own
    none = dict.fromkeys(SCALES, False)
    rights = {v.value.rpartition("/")[2] for v in graph.values(dataset, DCT + "accessRights") if _iri(v)}
    return Score(
        iri=member.iri,
        title=member.title,
        public="PUBLIC" in rights,
        distribution=best[2] if best else None,
        lines=tuple(lines.get(key, Line(key, none)) for key in read_metrics()),
    )


def _iri(value: object) -> bool:
    return isinstance(value, ox.NamedNode)


def _sum(lines: Mapping[str, Line], scale: str) -> int:
    metrics = read_metrics()
    return sum(metrics[k].points[scale] for k, line in lines.items() if line.met[scale] in (True, None))


def _better(own: Mapping[str, Line], theirs: Mapping[str, Line]) -> dict[str, Line]:
    """Metric by metric the better of dataset and distribution."""
    out = dict(own)
    for key, line in theirs.items():
        if key in out:
            met = {scale: out[key].met[scale] or line.met[scale] for scale in SCALES}
            out[key] = Line(key, met, line.detail)
        else:
            out[key] = line
    return out


def _both(key: str, met: bool | None, detail: str = "") -> Line:
    return Line(key, dict.fromkeys(SCALES, met), detail)


_ON_DATASET: Final = {
    "categoryAvailability": DCAT + "theme",
    "spatialAvailability": DCT + "spatial",
    "temporalAvailability": DCT + "temporal",
    "accessRightsAvailability": DCT + "accessRights",
    "contactPointAvailability": DCAT + "contactPoint",
    "publisherAvailability": DCT + "publisher",
}
_ON_EITHER: Final = {
    "dateIssuedAvailability": DCT + "issued",
    "dateModifiedAvailability": DCT + "modified",
}
_ON_DISTRIBUTION: Final = {
    "downloadUrlAvailability": DCAT + "downloadURL",
    "formatAvailability": DCT + "format",
    "mediaTypeAvailability": DCAT + "mediaType",
    "licenseAvailability": DCT + "license",
    "rightsAvailability": DCT + "rights",
    "byteSizeAvailability": DCAT + "byteSize",
}


def _dataset_lines(graph: Graph, node: ox.NamedNode, compliant: Mapping[str, bool] | None) -> dict[str, Line]:
    has = {key: bool(graph.values(node, p)) for key, p in {**_ON_DATASET, **_ON_EITHER}.items()}
    lines = {key: _both(key, met) for key, met in has.items()}
    keywords = bool(graph.values(node, DCAT + "keyword"))
    subjects = bool(graph.values(node, DCT + "subject"))
    lines["keywordAvailability"] = Line("keywordAvailability", {"fdk": keywords or subjects, "eu": keywords})
    rights = [_code(v.value, "access-right") for v in graph.values(node, DCT + "accessRights") if _iri(v)]
    known = any(code in read_codes()["access_right"] for code in rights)
    lines["accessRightsVocabularyAlignment"] = _both("accessRightsVocabularyAlignment", known)
    lines["dcatApCompliance"] = Line(
        "dcatApCompliance", {scale: (compliant or {}).get(scale) for scale in SCALES}
    )
    return lines


def _distribution_lines(
    graph: Graph, node: ox.NamedNode, answers: Mapping[str, int | None] | None
) -> dict[str, Line]:
    properties = {**_ON_DISTRIBUTION, **_ON_EITHER}
    lines = {key: _both(key, bool(graph.values(node, p))) for key, p in properties.items()}
    for key, name in (("accessUrlStatusCode", "accessURL"), ("downloadUrlStatusCode", "downloadURL")):
        lines[key] = _reached(
            key, [str(v.value) for v in graph.values(node, DCAT + name) if _iri(v)], answers
        )
    formats = [str(v.value) for v in graph.values(node, DCT + "format") if _iri(v)]
    media = [str(v.value) for v in graph.values(node, DCAT + "mediaType") if _iri(v)]
    types = {_code(value, "file-type") for value in (*formats, *media)}
    codes = read_codes()
    aligned = bool(types & codes["file_type"]) or any(_IANA.match(v) for v in (*formats, *media))
    lines["formatMediaTypeVocabularyAlignment"] = _both("formatMediaTypeVocabularyAlignment", aligned)
    for key, name in (
        ("formatMediaTypeNonProprietary", "non_proprietary"),
        ("formatMediaTypeMachineInterpretable", "machine_interpretable"),
    ):
        lines[key] = Line(key, {"fdk": False, "eu": bool(types & codes[name])})
    licences = {_code(v.value, "licence") for v in graph.values(node, DCT + "license") if _iri(v)}
    lines["knownLicense"] = Line(
        "knownLicense",
        {"fdk": bool(licences & codes["open_licences"]), "eu": bool(licences & codes["licence"])},
    )
    return lines


def _code(iri: str, table: str) -> str:
    """The code of an IRI in an EU table, whatever its scheme; "" where it is in none."""
    bare = iri.removeprefix("https://").removeprefix("http://")
    return bare.removeprefix(f"{_EU}{table}/") if bare.startswith(f"{_EU}{table}/") else ""


def _reached(key: str, urls: list[str], answers: Mapping[str, int | None] | None) -> Line:
    if not urls:
        return _both(key, False)
    if answers is None:
        return _both(key, None, urls[0])
    status = next((answers.get(url) for url in urls if _is_ok(answers.get(url))), answers.get(urls[0]))
    return _both(key, _is_ok(status), f"{urls[0]} {status or '–'}")


def _is_ok(status: int | None) -> bool:
    return status is not None and 200 <= status < 300


def addresses(members: tuple[Member, ...]) -> list[str]:
    """Every address whose answer counts."""
    names = (DCAT + "accessURL", DCAT + "downloadURL")
    triples = (t for m in members for t in m.triples if t.predicate.value in names)
    return sorted({t.object.value for t in triples if isinstance(t.object, ox.NamedNode)})


def score_data(score: Score) -> dict[str, Any]:
    """A score as plain data: sums and label by scale, and each metric."""
    return {
        "iri": score.iri,
        "title": dict(score.title),
        "public": score.public,
        "distribution": score.distribution,
        "scales": {
            scale: {
                "measured": score.points(scale, trusting=False),
                "trusting": score.points(scale, trusting=True),
                "of": whole,
                "label": label(scale, score.points(scale, trusting=True)),
            }
            for scale, whole in SCALES.items()
        },
        "lines": [
            {"metric": line.metric, "met": dict(line.met), "detail": line.detail} for line in score.lines
        ],
    }
