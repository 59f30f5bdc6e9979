"""A preview as JSON and back: what `--format json` prints, and what crosses from the child process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from stafett.harvest.preview import Held, Preview, Taken
from stafett.harvest.rules import Finding
from stafett.harvest.state import State


def as_data(preview: Preview) -> dict[str, Any]:
    """The preview as plain data, each finding with its severity and its words in all three languages."""
    data = asdict(preview)
    data["findings"] = [finding_data(finding) for finding in preview.findings]
    return data


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as plain data, with the words of its rule."""
    rule = finding.rule
    return {
        **asdict(finding),
        "severity": rule.severity,
        "title": rule.title.as_dict(),
        "does": rule.does.as_dict(),
        "must": rule.must.as_dict(),
        "source": rule.source,
    }


def from_data(data: Mapping[str, Any]) -> Preview:
    """The preview that `as_data` wrote."""
    return Preview(
        source=data["source"],
        kind=data["kind"],
        media_type=data["media_type"],
        triples=data["triples"],
        stopped=data["stopped"],
        containers=tuple(Held(**held) for held in data["containers"]),
        members=tuple(_taken(taken) for taken in data["members"]),
        removed=tuple(data["removed"]),
        findings=tuple(finding(one) for one in data["findings"]),
        more=data["more"],
        other_kinds=data["other_kinds"],
    )


def finding(data: Mapping[str, Any]) -> Finding:
    """The finding that `finding_data` wrote."""
    names = ("code", "subject", "detail", "count", "line", "column", "quoted")
    return Finding(**{name: data[name] for name in names})


def _taken(data: Mapping[str, Any]) -> Taken:
    lists = {name: tuple(data[name]) for name in ("types", "read", "ignored")}
    return Taken(**{**data, **lists})


def state_data(state: State | None) -> dict[str, Any] | None:
    """What was taken last time, as plain data."""
    return None if state is None else asdict(state)


def state(data: Mapping[str, Any] | None) -> State | None:
    """The state that `state_data` wrote."""
    return None if data is None else State(data["members"], data["containers"])
