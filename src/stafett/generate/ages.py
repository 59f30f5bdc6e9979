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
    ordered = sorted(released, key=lambda inventory: order(inventory["version"]))
    if current["version"] not in {inventory["version"] for inventory in ordered}:
        ordered.append(current)
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
