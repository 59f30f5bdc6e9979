"""In which version each term was added and last changed, worked out from the inventories of the releases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Age:
    """When a class or slot was first published, and when it was last changed; `changed` None where never."""

    added: str
    changed: str | None


def ages(released: Iterable[Mapping[str, Any]], current: Mapping[str, Any]) -> dict[str, Age]:
    """Say of each class and slot of the current model in which version it was added and last changed.

    Args:
        released: the inventories of all releases, in any order.
        current: the inventory of this build; what no release has is added in its version.
    """
    ordered = _versions(released, current)
    found: dict[str, Age] = {}
    before: Mapping[str, Any] = {"classes": {}, "slots": {}}
    for inventory in ordered:
        for section in ("classes", "slots"):
            for name, entry in inventory[section].items():
                if name not in found:
                    found[name] = Age(inventory["version"], None)
                elif before[section].get(name) != entry:
                    found[name] = Age(found[name].added, inventory["version"])
        before = inventory
    return {name: found[name] for name in (*current["classes"], *current["slots"]) if name in found}


def code_ages(released: Iterable[Mapping[str, Any]], current: Mapping[str, Any]) -> dict[str, str]:
    """Say of each code list and code of the current build which version was the first to have it.

    Lists are named `scheme`, codes `scheme/notation`. An inventory has the notations of codes and no more, so
    when a code last changed cannot be said.

    Args:
        released: the inventories of all releases, in any order.
        current: the inventory of this build.
    """
    found: dict[str, str] = {}
    for inventory in _versions(released, current):
        for scheme, notations in inventory["lists"].items():
            for name in (scheme, *(f"{scheme}/{notation}" for notation in notations)):
                found.setdefault(name, inventory["version"])
    known = set(current["lists"])
    known |= {f"{scheme}/{notation}" for scheme, codes in current["lists"].items() for notation in codes}
    return {name: version for name, version in found.items() if name in known}


def _versions(released: Iterable[Mapping[str, Any]], current: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All versions, the oldest first; the build speaks for its own, recorded or not."""
    others = [inventory for inventory in released if inventory["version"] != current["version"]]
    return sorted([*others, current], key=lambda inventory: order(inventory["version"]))


def prior_version(released: Iterable[Mapping[str, Any]], version: str) -> str | None:
    """The newest released version that is older than `version`; None where there is none."""
    older = [i["version"] for i in released if order(i["version"]) < order(version)]
    return max(older, key=order, default=None)


def with_ages(inventory: Mapping[str, Any], found: Mapping[str, Age]) -> dict[str, Any]:
    """An inventory that also says how old its terms are.

    They stand beside the terms, not in them: a term does not become another because it is said how old it is.
    """
    said = {
        name: {"added_in": age.added, **({"changed_in": age.changed} if age.changed else {})}
        for name, age in found.items()
    }
    return {**inventory, "ages": said}


def order(version: str) -> tuple[int, ...]:
    """What versions are sorted by: 0.9.0 before 0.10.0."""
    return tuple(int(part) for part in version.split("."))
