"""Writes the table of all rules in docs/rules.md from shapes/rules and model/examples/rules.

Run after a change of a rule: `.venv/bin/python scripts/rules_table.py`. A test compares.
"""

from __future__ import annotations

import re
from pathlib import Path

from stafett.iris import Iris
from stafett.model.rules import Rule, read_rules

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = "docs/rules.md"
BEGIN, END = "<!-- the table begins -->\n", "<!-- the table ends -->\n"
BASE = "https://rules.invalid"


def table(root: Path) -> str:
    """One row a rule: what it says, how it is checked, what it is decided from, source and examples."""
    iris = Iris(BASE)
    found = read_rules(root / "shapes" / "rules", iris)
    texts = {file: file.read_text(encoding="utf-8") for file in {rule.file for rule in found.rules}}
    rows = [_row(root, rule, texts[rule.file]) for rule in found.rules]
    head = "| rule | says | severity | SHACL in | decided from | source | valid | invalid |\n"
    return head + "| --- | --- | --- | --- | --- | --- | --- | --- |\n" + "".join(rows)


def _row(root: Path, rule: Rule, text: str) -> str:
    body = re.split(rf"^rule:{rule.identifier} a ", text, flags=re.MULTILINE)[1]
    body = re.split(r"^rule:\w+ a ", body, flags=re.MULTILINE)[0]
    kind = "SPARQL" if "sh:sparql" in body else "core"
    sources = re.search(r"dct:source ([^;]+) ;", body)
    source = _source(sources[1]) if sources else "our own"
    examples = root / "model" / "examples" / "rules"
    valid, invalid = (
        ", ".join(
            f"`{file.stem.removeprefix(f'{rule.identifier}-{kind_}-')}`"
            for file in sorted(examples.glob(f"{rule.identifier}-{kind_}-*.yaml"))
        )
        for kind_ in ("valid", "invalid")
    )
    cells = [
        rule.identifier,
        (rule.message.get("en") or "").replace("|", "\\|"),
        rule.severity.lower(),
        f"`{rule.file.name}` ({kind})",
        rule.decidable_from,
        source,
        valid,
        invalid,
    ]
    return f"| {' | '.join(cells)} |\n"


def _source(said: str) -> str:
    names = []
    for name in re.split(r"\s*,\s*", said.strip()):
        short = name.removeprefix("source:").strip("<>")
        names.append("our own" if short.endswith("/model/stafett") else short.replace("https://", ""))
    return ", ".join(names)


def document(root: Path) -> str:
    """docs/rules.md with the table renewed."""
    text = (root / DOCUMENT).read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + table(root) + END + rest.partition(END)[2]


if __name__ == "__main__":
    (ROOT / DOCUMENT).write_text(document(ROOT), encoding="utf-8")
