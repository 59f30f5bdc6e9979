"""The content is held to every shape and rule of the model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from stafett.content.entries import Content, read_content
from stafett.content.validation import check_content, write_topics
from stafett.generate.shacl import write_shacl
from stafett.iris import Iris
from stafett.model.reader import ModelError
from stafett.rdf import Triples
from stafett.sources import Sources

INTERFACE = """data:
  - type: ExchangeInterface
    id: https://stafett.invalid/interface/i
    title: {nb: x, nn: x, en: x}
    sendingSystem: https://stafett.invalid/system/s
    receivingSystem: https://stafett.invalid/system/s
    specification: https://stafett.invalid/document/d
    exchangePattern: file
    exchangeTrigger: [{type: AvailabilityTrigger, triggerEventKind: continuous}]
  - type: SourceSystem
    id: https://stafett.invalid/system/s
    prefLabel: {nb: x, nn: x, en: x}
    owner: https://stafett.invalid/agent/a
  - type: RuleDocument
    id: https://stafett.invalid/document/d
    title: {nb: x, nn: x, en: x}
    documentKind: guide
  - type: Organisation
    id: https://stafett.invalid/agent/a
    prefLabel: {nb: x, nn: x, en: x}
    organisationKind: supplier
"""
Check = Callable[[str], Content]


@pytest.fixture
def check(tmp_path: Path, sources: Sources, iris: Iris) -> Check:
    def one(text: str) -> Content:
        (tmp_path / "topic.yaml").write_text(text, encoding="utf-8")
        content = read_content(tmp_path, sources.model, iris)
        topics = write_topics(content, sources.model, sources.code_sets)
        shapes = write_shacl(sources.model, sources.code_sets)
        check_content(content, topics, Triples(iris), shapes, sources.rules)
        return content

    return one


def test_content_that_follows_the_model_passes(check: Check) -> None:
    assert len(check(INTERFACE).entries) == 4


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("exchangePattern: file", "exchangePattern: pigeon", "breaks in of «exchangePattern»"),
        ("    exchangePattern: file\n", "", "breaks minCount of «exchangePattern»"),
        (
            "specification: https://stafett.invalid/document/d",
            "specification: https://stafett.invalid/agent/a",
            "class",
        ),
        ("triggerEventKind: continuous", "triggerOffset: soon", "/interface/i breaks"),
    ],
)
def test_what_breaks_a_shape_is_named_with_its_line(check: Check, old: str, new: str, message: str) -> None:
    with pytest.raises(ModelError, match=rf"topic.yaml:2: .*{message}"):
        check(INTERFACE.replace(old, new))


def test_blank_nodes_are_labelled_by_what_they_belong_to(sources: Sources) -> None:
    topics = write_topics(sources.content, sources.model, sources.code_sets)
    seen: dict[str, str] = {}
    for topic, triples in topics.items():
        for label in {t.subject.value for t in triples if isinstance(t.subject, ox.BlankNode)}:
            assert seen.setdefault(label, topic) == topic
