"""The hierarchy of a list by its columns that are levels."""

from __future__ import annotations

from typing import Any, cast

from list_fixtures import code, code_list
from model_fixtures import text
from stafett.web.codegroups import Group, grouped, levels, path_of
from stafett.web.listdata import CodeListPage


def area(notation: str, **levels_: str) -> dict[str, Any]:
    extra = {slot: [{"text": t, "label": text(f"Om {t}"), "href": f"/x/{t}"}] for slot, t in levels_.items()}
    return code(f"urn:{notation}", notation, {}, "verified", extra=extra)


def listed(*codes: dict[str, Any], **of: int | None) -> CodeListPage:
    columns: list[dict[str, Any]] = [
        {"slot": slot, "title": {}, "level": level} for slot, level in of.items()
    ]
    return cast("CodeListPage", code_list("areas", "Områder", list(codes), columns=columns))


PAGE = listed(
    area("b1", programme="B", stage="vg1"),
    area("a2", programme="A", stage="vg2"),
    area("b2", programme="B", stage="vg2"),
    area("none"),
    area("a1", programme="A"),
    stage=2,
    owner=None,
    programme=1,
)


def tree(group: Group) -> dict[str, Any]:
    return {
        name: (sub.count, tree(sub) or [one["notation"] for one in sub.codes])
        for name, sub in group.groups.items()
    }


def test_levels_go_by_their_number_and_not_by_the_order_of_the_columns() -> None:
    assert levels(PAGE) == ["programme", "stage"]
    assert path_of(PAGE["codes"][0], levels(PAGE)) == ("B", "vg1")


def test_groups_come_in_the_order_of_the_list_with_their_counts() -> None:
    root = grouped(PAGE)
    assert root is not None
    assert root.count == 5
    assert tree(root) == {
        "B": (2, {"vg1": (1, ["b1"]), "vg2": (1, ["b2"])}),
        "A": (2, {"vg2": (1, ["a2"]), "-": (1, ["a1"])}),
        "-": (1, {"-": (1, ["none"])}),
    }
    assert list(root.groups) == ["B", "A", "-"]


def test_a_group_says_what_it_is_called_and_how_to_ask_for_it() -> None:
    root = grouped(PAGE)
    assert root is not None
    inner = root.groups["B"].groups["vg2"]
    assert (inner.label, inner.href, inner.within) == (text("Om vg2"), "/x/vg2", "B/vg2")
    assert root.groups["-"].label is None


def test_a_list_without_levels_has_no_hierarchy() -> None:
    assert grouped(listed(area("a", programme="A"), programme=None)) is None
    assert grouped(listed()) is None
