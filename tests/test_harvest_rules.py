"""The rules in words, and the order of findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from stafett.errors import SourceError
from stafett.harvest import rules
from stafett.harvest.rules import SEVERITIES, Finding, read_rules

RULE = """H1.1:
  severity: warn
  title: {nb: a, nn: a, en: a}
  does: {nb: b, nn: b, en: b}
  must: {nb: c, nn: c, en: c}
  source: https://example.org/
"""


def test_every_rule_has_its_words_in_three_languages_and_a_source() -> None:
    for code, rule in read_rules().items():
        for text in (rule.title, rule.does, rule.must):
            assert {tag for tag, _ in text} == {"nb", "nn", "en"}, code
        assert rule.source


@pytest.mark.parametrize(
    ("old", "new", "said", "line"),
    [
        ("severity: warn", "severity: bad", "«bad» is none of choke, drop, warn, info", 1),
        ("  source: https://example.org/\n", "", "source", 1),
        ("  must: {nb: c, nn: c, en: c}\n", "", "must", 1),
    ],
)
def test_a_rule_that_is_not_whole_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str, line: int
) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(RULE.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(rules, "FILE", file)
    with pytest.raises(SourceError, match=said) as fault:
        read_rules.__wrapped__()
    assert fault.value.where is not None
    assert fault.value.where.line == line


def test_findings_are_sorted_worst_first_and_then_by_number_and_subject() -> None:
    known = read_rules()
    found = sorted(
        (Finding(code, subject) for code in known for subject in ("urn:b", "urn:a")), key=lambda f: f.place
    )
    weights = [SEVERITIES.index(finding.severity) for finding in found]
    assert weights == sorted(weights)
    assert [f.subject for f in found] == ["urn:a", "urn:b"] * len(known)
    harvest = [f.code for f in found if f.severity == "warn" and f.code.startswith("H")]
    numbers = [tuple(int(part) for part in code[1:].split(".")) for code in harvest]
    assert numbers == sorted(numbers)  # H10 comes after H9


def test_a_finding_of_no_rule_has_no_words() -> None:
    with pytest.raises(KeyError, match=r"H99\.9"):
        _ = Finding("H99.9").severity
