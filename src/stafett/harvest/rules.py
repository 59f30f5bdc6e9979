"""The rules of the harvest in words, read from rules.yaml, and a finding: one rule met in one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from stafett.errors import SourceError
from stafett.fields import Fields
from stafett.languages import Text
from stafett.yamlfile import read_yaml

SEVERITIES: Final = ("choke", "drop", "warn", "info")
"""Worst first: the harvest stops; one thing is lost; somebody should know; good to know."""

FILE: Final = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True)
class Rule:
    """What data.norge.no does with something, and what the publisher must do."""

    code: str
    severity: str
    title: Text
    does: Text
    must: Text
    source: str


@dataclass(frozen=True)
class Finding:
    """A rule met in a document.

    Attributes:
        code: of the rule.
        subject: the thing it is about: an IRI, a property, a language tag; None for the whole document.
        detail: what, the same in every language, as a value or a property.
        count: how many times.
        line: where in the document, from 1; 0 where that says nothing.
        column: where in the line, from 1; 0 where it is not known.
        quoted: true if the detail is what a parser or the network said, in English.
    """

    code: str
    subject: str | None = None
    detail: str = ""
    count: int = 1
    line: int = 0
    column: int = 0
    quoted: bool = False

    @property
    def rule(self) -> Rule:
        """The rule."""
        return read_rules()[self.code]

    @property
    def severity(self) -> str:
        """One of SEVERITIES."""
        return self.rule.severity

    @property
    def place(self) -> tuple[int, int, int, str, str]:
        """Sorts findings: worst first, then by rule and subject."""
        series, _, rest = self.code.partition(".")
        numbers = (int(series[1:]), int(rest or 0))
        start = SEVERITIES.index(self.severity) * 2 + (series[0] == "P")
        return (start, *numbers, self.subject or "", self.detail)


@cache
def read_rules() -> Mapping[str, Rule]:
    """All rules by code.

    Raises:
        SourceError: naming the line of a rule that lacks something.
    """
    parsed = read_yaml(FILE)
    found: dict[str, Rule] = {}
    for code in parsed.data:
        fields = Fields(parsed, (str(code),))
        severity = fields.string("severity")
        if severity not in SEVERITIES:
            raise SourceError(f"«{severity}» is none of {', '.join(SEVERITIES)}", where=parsed.where(code))
        found[str(code)] = Rule(
            code=str(code),
            severity=severity,
            title=fields.text("title"),
            does=fields.text("does"),
            must=fields.text("must"),
            source=fields.string("source"),
        )
    return found
