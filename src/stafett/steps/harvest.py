"""What data.norge.no makes of the documents, and how it scores them, for the pages."""

from __future__ import annotations

from typing import Any

from stafett.errors import SourceError
from stafett.harvest.bar import BAR, read_below
from stafett.harvest.documents import Document
from stafett.harvest.kinds import KINDS
from stafett.harvest.mqa import read_metrics
from stafett.harvest.preview import across, preview
from stafett.harvest.scoring import dataset_members, run_all_shapes, score_members
from stafett.harvest.waivers import read_waivers
from stafett.harvest.wire import as_data
from stafett.steps.work import Work
from stafett.yamlfile import read_yaml

WAIVERS = "catalogue/waivers.yaml"
LEFT_OUT = "catalogue/left_out.yaml"
BELOW = "catalogue/below_bar.yaml"


def write_harvest(work: Work) -> None:
    """Write a preview of each document, the scores, and the results of the shapes where there are any."""
    documents = _documents(work)
    found = across([preview(d.content, d.media_type, d.source, kind=d.kind) for d in documents])
    work.output.json("pages/harvest.json", [as_data(one) for one in found], [])
    standards = work.settings.shapes
    waivers = read_waivers(work.sources.root / WAIVERS)
    datasets = [d for d in documents if d.kind == "datasets"]
    scores = [
        score
        for d in datasets
        for score in score_members(dataset_members(d.content, d.media_type), standards=standards)
    ]
    body = {
        "datasets": scores,
        "shapes": run_all_shapes(documents, standards, waivers) if standards else None,
        "waivers": [_waiver(waiver) for waiver in waivers],
        "leftOut": _left_out(work),
        "below": _below(work, scores),
        "bar": BAR,
    }
    work.output.json("pages/score.json", body, [WAIVERS, LEFT_OUT, BELOW])


def _documents(work: Work) -> list[Document]:
    """The documents as they were written a moment ago."""
    files = {kind: work.output.folder / "catalog" / f"{kind}.ttl" for kind in KINDS}
    return [
        Document(file.read_bytes(), "text/turtle", f"{work.iris.base}/catalog/{kind}", kind)
        for kind, file in files.items()
        if file.exists()
    ]


def _waiver(waiver: Any) -> dict[str, Any]:
    return {**vars(waiver), "title": waiver.title.as_dict(), "reason": waiver.reason.as_dict()}


def _below(work: Work, scores: list[dict[str, Any]]) -> dict[str, Any]:
    file = work.sources.root / BELOW
    if not file.exists():
        return {}
    return {iri: one.as_dict() for iri, one in read_below(file, scores, work.iris.base).items()}


def _left_out(work: Work) -> dict[str, dict[str, str]]:
    file = work.sources.root / LEFT_OUT
    if not file.exists():
        return {}
    parsed = read_yaml(file)
    for metric in parsed.data:
        if metric not in read_metrics():
            raise SourceError(f"«{metric}» is no metric of metadata quality", where=parsed.where(metric))
    return {str(metric): dict(texts) for metric, texts in parsed.data.items()}
