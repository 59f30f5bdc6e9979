"""Comparing versions of the model: what changed, how large a step that is, and that nothing vanishes.

The steps follow Semantic Versioning 2.0.0, read for a model: *major* when data that were valid may no longer
be, or an identifier is gone; *minor* when something is added or a rule is relaxed; *patch* when only texts
change. Before 1.0.0 a major change asks for a minor step, as SemVer item 4 allows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from stafett.errors import DistError, Location, SourceError
from stafett.generate.ages import order
from stafett.generate.inventory import terms

Step = Literal["none", "patch", "minor", "major"]
STEPS: Final[tuple[Step, ...]] = ("none", "patch", "minor", "major")
INVENTORY: Final = "model/stafett.inventory.json"
RELEASES: Final = "releases"
"""Folder of the inventories of what has been released, one file a version."""
LOCK: Final = "published-terms.lock"


@dataclass(frozen=True)
class Change:
    """One difference: how large a step it asks for, what it concerns, and what happened."""

    step: Step
    subject: str
    what: str


@dataclass(frozen=True)
class Comparison:
    """All differences between two versions."""

    old: str
    new: str
    changes: tuple[Change, ...]

    @property
    def needed(self) -> Step:
        """The largest step any change asks for."""
        return max((c.step for c in self.changes), key=STEPS.index, default="none")

    @property
    def declared(self) -> Step:
        """The step the version numbers declare."""
        return declared_step(self.old, self.new)

    @property
    def is_enough(self) -> bool:
        """True when the declared step is as large as the needed one."""
        needed = self.needed
        if needed == "major" and self.old.startswith("0."):
            needed = "minor"
        return STEPS.index(self.declared) >= STEPS.index(needed)


def declared_step(old: str, new: str) -> Step:
    """The step between two version numbers; `none` where the new one is not larger."""
    before, after = order(old), order(new)
    if after <= before:
        return "none"
    if after[0] != before[0]:
        return "major"
    return "minor" if after[1] != before[1] else "patch"


def read_inventory(path: Path) -> dict[str, Any]:
    """Read an inventory file, or the one inside a folder that `stafett build` wrote.

    Raises:
        DistError: there is none, or it is not one.
    """
    file = path / INVENTORY if path.is_dir() else path
    try:
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as fault:
        raise DistError(
            f"{file} is no inventory of a version", hint="Give a dist folder or a file in releases/."
        ) from fault
    if not {"version", "classes", "slots", "lists"} <= found.keys():
        raise DistError(f"{file} is no inventory of a version: it lacks version, classes, slots or lists")
    return found


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison:
    """Return every difference between two inventories, largest step first, then by subject."""
    found = [
        *_classes(old["classes"], new["classes"]),
        *_slots(old, new),
        *_lists(old["lists"], new["lists"]),
    ]
    found.sort(key=lambda c: (-STEPS.index(c.step), c.subject, c.what))
    return Comparison(old["version"], new["version"], tuple(found))


def _presence(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for name in sorted(old.keys() - new.keys()):
        yield Change("major", name, f"{kind} removed")
    for name in sorted(new.keys() - old.keys()):
        yield Change("minor", name, f"{kind} added")


def _classes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    yield from _presence("class", old, new)
    for name in sorted(old.keys() & new.keys()):
        before, after = old[name], new[name]
        if before["parent"] != after["parent"]:
            yield Change("major", name, f"parent {before['parent']} → {after['parent']}")
        if before["abstract"] != after["abstract"]:
            yield Change("major" if after["abstract"] else "minor", name, f"abstract → {after['abstract']}")
        if before["texts"] != after["texts"]:
            yield Change("patch", name, "label or definition changed")
        yield from _properties(name, before["properties"], after["properties"])


def _properties(owner: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for slot in sorted(old.keys() | new.keys()):
        subject = f"{owner}.{slot}"
        if slot not in new:
            yield Change("major", subject, "property removed")
        elif slot not in old:
            required = new[slot]["min"] > 0
            yield Change(
                "major" if required else "minor",
                subject,
                "required property added" if required else "property added",
            )
        else:
            yield from _property(subject, old[slot], new[slot])


def _property(subject: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    if old["min"] != new["min"]:
        yield Change(
            "major" if new["min"] > old["min"] else "minor", subject, f"minimum {old['min']} → {new['min']}"
        )
    before, after = (x["max"] if x["max"] is not None else float("inf") for x in (old, new))
    if before != after:
        yield Change("major" if after < before else "minor", subject, f"maximum {before} → {after}")
    for key in ("range", "pattern", "minimum", "maximum", "const"):
        if old.get(key) != new.get(key):
            relaxed = key != "range" and new.get(key) is None
            yield Change("minor" if relaxed else "major", subject, f"{key} {old.get(key)} → {new.get(key)}")


def _slots(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    before, after = old["slots"], new["slots"]
    yield from _presence("slot", before, after)
    for name in sorted(before.keys() & after.keys()):
        if before[name]["path"] != after[name]["path"]:
            yield Change("major", name, f"IRI in data {before[name]['path']} → {after[name]['path']}")
        if before[name]["texts"] != after[name]["texts"]:
            yield Change("patch", name, "label or definition changed")


def _lists(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    yield from _presence("code list", old, new)
    for scheme in sorted(old.keys() & new.keys()):
        for code in sorted(set(old[scheme]) - set(new[scheme])):
            yield Change("major", f"{scheme}/{code}", "code removed")
        for code in sorted(set(new[scheme]) - set(old[scheme])):
            yield Change("minor", f"{scheme}/{code}", "code added")


def read_releases(folder: Path) -> list[dict[str, Any]]:
    """The inventories of all releases, the oldest first; none where nothing has been released."""
    found = [read_inventory(file) for file in folder.glob("*.json")]
    return sorted(found, key=lambda inventory: order(inventory["version"]))


def read_lock(file: Path) -> tuple[str, ...]:
    """The identifiers that have been published, relative to the base; none where there is no such file."""
    if not file.is_file():
        return ()
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def check_lock(file: Path, inventory: dict[str, Any]) -> None:
    """Refuse to build when something that has been published would vanish.

    Raises:
        SourceError: naming the identifiers.
    """
    missing = sorted(set(read_lock(file)) - set(terms(inventory)))
    if missing:
        shown = ", ".join(missing[:10]) + (" …" if len(missing) > 10 else "")
        lines = file.read_text(encoding="utf-8").splitlines()
        raise SourceError(
            f"{len(missing)} published identifiers would vanish: {shown}",
            where=Location(file, lines.index(missing[0]) + 1 if missing[0] in lines else None),
            hint=f"Deprecate the term and keep it. The list of what is published is {file.name}.",
        )


def write_lock(file: Path, published: Iterable[str]) -> int:
    """Add identifiers to the list of what is published; return how many were new. Nothing is ever removed."""
    before = set(read_lock(file))
    after = before | set(published)
    head = "# Identifiers that have been published and may never vanish, relative to the base.\n"
    head += "# Written by `stafett release`; lines are added, never removed.\n"
    file.write_text(head + "\n".join(sorted(after)) + "\n", encoding="utf-8")
    return len(after - before)
