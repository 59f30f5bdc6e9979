"""The hand-written rules: which there are, which classes they are for, and which examples prove them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from stafett.web.pagedata import Example, ModelPages, Texts

_DIGITS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Proof:
    """An example that shows a rule at work, and the class whose page it stands on."""

    owner: str
    example: Example


@dataclass(frozen=True)
class RuleEntry:
    """One rule, with everything the pages say of it."""

    identifier: str
    iri: str
    severity: str
    message: Texts
    description: Texts
    targets: tuple[str, ...]
    decidable_from: str
    codes: tuple[str, ...]
    proofs: tuple[Proof, ...]


class Rulebook:
    """All rules by number: V4 before V10, V10 before V10b."""

    def __init__(self, model: ModelPages) -> None:
        self._ancestors = {name: page["ancestors"] for name, page in model["classes"].items()}
        targets: dict[str, list[str]] = {}
        for name, page in model["classes"].items():
            for rule in page["rules"]:
                targets.setdefault(rule["identifier"], []).append(name)
        proofs: dict[str, list[Proof]] = {identifier: [] for identifier in targets}
        for name, page in model["classes"].items():
            for example in page["examples"]:
                for identifier in _proved(example, targets.keys()):
                    proofs[identifier].append(Proof(name, example))
        known = {rule["identifier"]: rule for page in model["classes"].values() for rule in page["rules"]}
        self._rules = {
            identifier: RuleEntry(
                identifier=identifier,
                iri=known[identifier]["iri"],
                severity=known[identifier]["severity"],
                message=known[identifier]["message"],
                description=known[identifier]["description"],
                targets=tuple(targets[identifier]),
                decidable_from=known[identifier]["decidableFrom"],
                codes=tuple(known[identifier]["codes"]),
                proofs=tuple(proofs[identifier]),
            )
            for identifier in sorted(known, key=_by_number)
        }

    def __iter__(self) -> Iterator[RuleEntry]:
        return iter(self._rules.values())

    def __len__(self) -> int:
        return len(self._rules)

    def get(self, identifier: str) -> RuleEntry | None:
        """The rule with this number."""
        return self._rules.get(identifier)

    def of_class(self, name: str) -> list[RuleEntry]:
        """The rules that data about a class must follow: its own, and those of what it is a kind of."""
        wanted = {name, *self._ancestors.get(name, ())}
        return [rule for rule in self if wanted & set(rule.targets)]

    def of_code(self, iri: str) -> list[RuleEntry]:
        """The rules that name a code."""
        return [rule for rule in self if iri in rule.codes]

    def of_example(self, example: Example) -> list[str]:
        """The numbers of the rules that an example proves."""
        return _proved(example, self._rules.keys())


def example_anchor(example: Example) -> str:
    """The id of an example on the page of its class; a valid and an invalid one may share a name."""
    return f"example-{'valid' if example['valid'] else 'invalid'}-{example['name']}"


def _proved(example: Example, known: Collection[str]) -> list[str]:
    """Those it breaks; where it breaks none, the one whose number its name begins with."""
    broken = list(dict.fromkeys(v["rule"] for v in example["expect"] if v["rule"]))
    named = example["name"].partition("-")[0]
    found = broken or [named]
    return [identifier for identifier in found if identifier in known]


def _by_number(identifier: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(identifier)]
