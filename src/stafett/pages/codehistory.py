"""Page data of what replaced what: for each code that takes part, everything before and after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stafett.codes.identity import grep_iri
from stafett.codes.lists import Source
from stafett.codes.replacements import Answer, Replacement, ReplacementGraph


def code_history_data(graph: ReplacementGraph, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return the steps that sources state, and for each code (by IRI) all ways that lead on and back.

    Args:
        graph: what replaced what.
        sources: the sources by key, for their titles.
    """
    codes = sorted({code for step in graph.steps for code in (step.old, step.new)})
    return {
        "steps": [_step(step, sources) for step in graph.steps],
        "codes": {
            grep_iri(code): {
                "kind": graph.kind(code),
                "after": [_way(answer) for answer in graph.follow(code, "after")],
                "before": [_way(answer) for answer in graph.follow(code, "before")],
            }
            for code in codes
        },
    }


def _way(answer: Answer) -> list[str]:
    return [grep_iri(code) for code in answer.path]


def _step(step: Replacement, sources: Mapping[str, Source]) -> dict[str, Any]:
    known = [sources[key] for key in step.sources if key in sources]
    return {
        "old": grep_iri(step.old),
        "new": grep_iri(step.new),
        "relation": step.relation,
        "certainty": step.certainty,
        "sources": [{"title": source.title.as_dict(), "url": source.url} for source in known],
        "read": step.read.isoformat() if step.read else None,
    }
