"""The hierarchy of a list: its codes grouped by the columns that are levels, the outermost first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from stafett.web.listdata import Code, CodeListPage, Value
from stafett.web.pagedata import Texts

MAX_SHOWN: Final = 1000
"""Lists longer than this show the groups only; their codes are a link away, in pages."""

NO_GROUP: Final = "-"
"""Stands in a path where a code has no value at a level."""


@dataclass
class Group:
    """Codes that share their values down to some level. `path` names the values, the outermost first."""

    path: tuple[str, ...]
    label: Texts | None
    href: str | None
    groups: dict[str, Group] = field(default_factory=dict)
    codes: list[Code] = field(default_factory=list)
    count: int = 0

    @property
    def within(self) -> str:
        """The path as the query parameter `within` has it."""
        return "/".join(self.path)


def levels(page: CodeListPage) -> list[str]:
    """The slots that a list is grouped by, the outermost first."""
    found = [(column.get("level"), column["slot"]) for column in page["columns"]]
    return [slot for level, slot in sorted((lv, slot) for lv, slot in found if lv is not None)]


def path_of(code: Code, slots: Iterable[str]) -> tuple[str, ...]:
    """The values that say which group a code is in."""
    return tuple(_value(code, slot)["text"] for slot in slots)


def grouped(page: CodeListPage) -> Group | None:
    """The hierarchy of a list, or None where it has none. Groups come in the order of the list."""
    slots = levels(page)
    if not slots:
        return None
    root = Group((), None, None)
    for code in page["codes"]:
        at = root
        at.count += 1
        for slot in slots:
            value = _value(code, slot)
            path = (*at.path, value["text"])
            at = at.groups.setdefault(value["text"], Group(path, value["label"], value["href"]))
            at.count += 1
        at.codes.append(code)
    return root


def _value(code: Code, slot: str) -> Value:
    values = code["extra"].get(slot)
    return values[0] if values else {"text": NO_GROUP, "label": None, "href": None}
