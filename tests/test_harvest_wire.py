"""A preview as JSON and back."""

from __future__ import annotations

import json

from harvest_fixtures import GOOD, seen
from stafett.harvest import wire
from stafett.harvest.rules import Finding
from stafett.harvest.state import State
from stafett.harvest.wire import as_data, from_data


def test_a_preview_survives_json() -> None:
    found = seen(GOOD + "ex:b a dcat:Dataset .")
    data = json.loads(json.dumps(as_data(found)))
    assert from_data(data) == found
    assert all(set(f["must"]) == {"nb", "nn", "en"} for f in data["findings"])


def test_a_preview_of_what_cannot_be_read_survives_json() -> None:
    found = seen("ex:a ex:123 1 .")
    assert found.stopped
    assert from_data(json.loads(json.dumps(as_data(found)))) == found


def test_a_finding_carries_the_words_and_the_weight_of_its_rule_and_comes_back_without() -> None:
    finding = Finding("H5.1", "urn:x", "why", 2, 3, 4, quoted=True)
    data = json.loads(json.dumps(wire.finding_data(finding)))
    assert (data["severity"], data["title"]["nn"]) == (finding.severity, finding.rule.title.get("nn"))
    assert data["source"]
    assert wire.finding(data) == finding


def test_a_memory_crosses_and_so_does_that_there_is_none() -> None:
    state = State().with_previews([seen(GOOD)])
    assert wire.state(json.loads(json.dumps(wire.state_data(state)))) == state
    assert wire.state(wire.state_data(None)) is None
