"""Scores and shapes of one datasets document together, as plain data for the command and the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from stafett.errors import StafettError
from stafett.harvest.documents import Document
from stafett.harvest.graph import Graph
from stafett.harvest.kinds import DCAT, KINDS
from stafett.harvest.members import Member, harvest
from stafett.harvest.mqa import score_data, score_member
from stafett.harvest.reading import read_document
from stafett.harvest.waivers import Waiver, sort

Answers = Mapping[str, int | None]


def dataset_members(content: bytes, media_type: str) -> list[Member]:
    """The datasets of a document after a simulated harvest. Series have no score of their own.

    Raises:
        ValueError: the document cannot be read; the findings are in its text.
    """
    reading = read_document(content, media_type)
    if reading.graph is None:
        words = [f"{f.code} {dict(f.rule.title)['en']}: {f.detail}" for f in reading.findings]
        raise ValueError("; ".join(words))
    found = harvest(reading.graph, KINDS["datasets"], "").members
    return [member for member in found if DCAT + "Dataset" in member.types]


def score_members(
    members: Iterable[Member], answers: Answers | None = None, standards: Path | None = None
) -> list[dict[str, Any]]:
    """Score datasets; see mqa.score_data. `standards` is the folder of official shapes, if there is one."""
    compliant = _compliance(standards)
    return [score_data(score_member(m, answers, compliant(m) if compliant else None)) for m in members]


def _compliance(standards: Path | None) -> Callable[[Member], Mapping[str, bool]] | None:
    if standards is None:
        return None
    # Imported here: the engines take a second to load, and most scores are made without them.
    from stafett.harvest.shapes import compliance

    return lambda member: compliance(list(member.triples), standards)


def run_shapes(kind: str, graph: Graph, standards: Path, waivers: Iterable[Waiver]) -> list[dict[str, Any]]:
    """Run every official shape file on a document, as plain data, with what is waived beside what counts."""
    from stafett.harvest.shapes import PROFILES, run_profile

    triples: list[ox.Triple] = list(graph)
    known = tuple(waivers)
    out = []
    for profile in PROFILES:
        if kind in profile.kinds:
            found = sort(kind, run_profile(profile, triples, standards), known)
            out.append(
                {
                    "file": profile.file,
                    "results": [vars(result) for result in found.counting],
                    "waived": [
                        {
                            **vars(result),
                            "waiver": waiver.key,
                            "reason": waiver.reason.as_dict(),
                            "source": waiver.source,
                        }
                        for waiver, result in found.waived
                    ],
                }
            )
    return out


def run_all_shapes(
    documents: Iterable[Document], standards: Path, waivers: Iterable[Waiver]
) -> dict[str, list[dict[str, Any]]]:
    """Run the shapes on each document, by kind.

    Raises:
        StafettError: a document cannot be read, or a shape file is missing.
    """
    known = tuple(waivers)
    found = {}
    for one in documents:
        graph = read_document(one.content, one.media_type).graph
        if graph is None:
            raise StafettError(f"{one.source} cannot be read", hint="Try `stafett harvest-preview` on it.")
        found[one.kind or "datasets"] = run_shapes(one.kind or "datasets", graph, standards, known)
    return found
