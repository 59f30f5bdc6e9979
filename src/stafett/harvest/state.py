"""What was taken last time: a file with the checksum of every member and container, by address.

data.norge.no remembers the same things; where ours is written after each preview, the next one can say what
is new, changed, unchanged and gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stafett.errors import StafettError
from stafett.harvest.members import Harvest
from stafett.harvest.rules import Finding

if TYPE_CHECKING:
    from stafett.harvest.preview import Preview

VERSION: Final = 1


@dataclass(frozen=True)
class State:
    """Members and containers of earlier harvests: source to IRI to checksum (containers have none)."""

    members: dict[str, dict[str, str]] = field(default_factory=dict)
    containers: dict[str, list[str]] = field(default_factory=dict)

    def change(self, source: str, iri: str, checksum: str) -> str:
        """How a member differs from last time: new, changed or same."""
        known = self.members.get(source, {}).get(iri)
        if known is None:
            return "new"
        return "same" if known == checksum else "changed"

    def missing(self, found: Harvest) -> tuple[str, ...]:
        """What was taken from this address last time and is not there now; it is removed at once."""
        now = {member.iri for member in found.members}
        return tuple(sorted(self.members.get(found.source, {}).keys() - now))

    def conflicts(self, found: Harvest) -> list[Finding]:
        """What another address holds already."""
        holders = {iri: s for s, iris in self.containers.items() if s != found.source for iri in iris}
        owners = {iri: s for s, iris in self.members.items() if s != found.source for iri in iris}
        clashes = [Finding("H9.1", c.iri, holders[c.iri]) for c in found.containers if c.iri in holders]
        return clashes + [Finding("H9.2", m.iri, owners[m.iri]) for m in found.members if m.iri in owners]

    def with_previews(self, previews: Iterable[Preview]) -> State:
        """What is remembered after these harvests; those that stop change nothing."""
        members, containers = dict(self.members), dict(self.containers)
        for one in previews:
            if not one.stopped:
                members[one.source] = {m.iri: m.checksum for m in one.members}
                containers[one.source] = [c.iri for c in one.containers]
        return State(members, containers)


def read_state(file: Path) -> State:
    """Read what was taken last time; no file is no memory.

    Raises:
        StafettError: the file is not one that we wrote.
    """
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return State()
    except (OSError, ValueError) as fault:
        raise StafettError(f"{file} cannot be read as an earlier preview: {fault}") from fault
    if not _is_ours(data):
        raise StafettError(
            f"{file} is not written by `stafett harvest-preview`",
            hint="Name another file with --previous, or remove this one.",
        )
    return State(data["members"], data["containers"])


def _is_ours(data: object) -> bool:
    """Whether parsed JSON has the form that `write_state` gives it."""
    if not isinstance(data, dict) or data.get("version") != VERSION:
        return False
    members, containers = data.get("members"), data.get("containers")
    return (
        isinstance(members, dict)
        and all(
            isinstance(iris, dict) and all(isinstance(c, str) for c in iris.values())
            for iris in members.values()
        )
        and isinstance(containers, dict)
        and all(
            isinstance(iris, list) and all(isinstance(i, str) for i in iris) for iris in containers.values()
        )
    )


def write_state(file: Path, state: State) -> None:
    """Write what was taken, whole or not at all."""
    body = {"version": VERSION, "members": state.members, "containers": state.containers}
    part = file.with_name(file.name + ".part")
    part.write_text(json.dumps(body, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    part.replace(file)
