"""The process that documents of strangers are read in: its answers, and its limits."""

from __future__ import annotations

import pytest

from harvest_fixtures import GOOD, SOURCE, seen
from stafett.errors import StafettError
from stafett.harvest.child import Limits, TooMuchError, preview_apart, score_apart
from stafett.harvest.state import State


def test_it_answers_what_is_answered_here() -> None:
    state = State().with_previews([seen(GOOD)])
    found = preview_apart(GOOD.encode(), "text/turtle", SOURCE, kind="datasets", previous=state)
    assert [m.change for m in found.members] == ["same"]
    assert found.containers == seen(GOOD).containers


def test_it_is_stopped_after_its_time() -> None:
    many = "".join(f"<https://x/{n}> <https://x/p> {n} .\n" for n in range(200_000)).encode()
    with pytest.raises(TooMuchError, match="seconds"):
        preview_apart(many, "text/turtle", SOURCE, limits=Limits(seconds=0.3))


def test_it_is_stopped_at_its_memory() -> None:
    many = "".join(f"<https://x/{n}> <https://x/p> {n} .\n" for n in range(300_000)).encode()
    with pytest.raises(TooMuchError, match="memory"):
        preview_apart(many, "text/turtle", SOURCE, limits=Limits(memory=200 * 1024**2, seconds=60))


def test_a_billion_laughs_is_refused_at_once() -> None:
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha">%s]><l>&z;</l>' % b'<!ENTITY b "&a;&a;">'
    found = preview_apart(laughs, "application/rdf+xml", SOURCE, limits=Limits(seconds=10))
    assert [f.code for f in found.findings] == ["H5.5"]
    assert found.stopped


def test_it_scores_and_names_the_addresses_that_count() -> None:
    extra = "ex:file dcat:accessURL ex:here ; dcat:downloadURL ex:there ."
    scores, addresses = score_apart((GOOD + extra).encode(), "text/turtle")
    assert [s["iri"] for s in scores] == ["https://example.org/a"]
    assert addresses == ["https://example.org/here", "https://example.org/there"]
    with pytest.raises(StafettError, match=r"H5\.1"):
        score_apart(b"no turtle", "text/turtle")
