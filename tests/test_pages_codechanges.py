"""The changes in code lists: what sources date, and what replaced what."""

from __future__ import annotations

from datetime import date

from small_codes import READ, a_code, a_list
from stafett.codes.replacements import Replacement, ReplacementGraph
from stafett.pages.codechanges import code_change_data
from stafett.sources import Sources

KL06 = "http://psi.udir.no/kl06/"
NONE = ReplacementGraph([])
LATER = date(2026, 11, 23)


def test_changes_come_newest_first_and_each_has_its_own_key(sources: Sources) -> None:
    found = code_change_data(sources.lists, sources.replacements)
    assert found
    order = [(change["known"], change["date"] or "") for change in found]
    assert order == sorted(order, reverse=True)
    assert len({change["key"] for change in found}) == len(found)
    assert found == code_change_data(sources.lists, sources.replacements)


def test_every_replacement_of_a_known_code_is_a_change(sources: Sources) -> None:
    found = code_change_data(sources.lists, sources.replacements)
    assert ("NOR1003", f"{KL06}NOR1201") in {(c["notation"], c["to"]) for c in found}


def test_a_code_changes_on_the_days_its_source_gives() -> None:
    code = a_code("A", valid_from=date(2020, 8, 1), valid_to=date(2022, 7, 31))
    found = code_change_data({"l": a_list("l", code, a_code("B"))}, NONE)
    assert [(c["key"], c["date"], c["known"]) for c in found] == [
        ("l/A/validTo/2022-07-31", "2022-07-31", "2026-11-22"),
        ("l/A/validFrom/2020-08-01", "2020-08-01", "2026-11-22"),
    ]


def test_a_version_is_a_change_only_where_it_has_a_day() -> None:
    assert code_change_data({"l": a_list("l")}, NONE) == []
    [found] = code_change_data({"l": a_list("l", issued=date(2022, 5, 5), version="7")}, NONE)
    assert (found["key"], found["kind"], found["notation"]) == ("l/version/7", "version", None)


def test_what_was_read_last_comes_first_and_equals_in_the_order_of_their_keys() -> None:
    codes = (
        a_code("B", valid_from=READ),
        a_code("A", valid_from=READ),
        a_code("C", valid_from=READ, read=LATER),
    )
    found = code_change_data({"l": a_list("l", *codes)}, NONE)
    assert [c["notation"] for c in found] == ["C", "A", "B"]


def test_a_replacement_is_a_change_of_a_code_we_have_read_of_on_a_day() -> None:
    steps = [
        Replacement("A", "X", "grep:erstatter", "verified", (), READ),
        Replacement("A", "X", "grep:erstattes-av", "verified", (), READ),
        Replacement("A", "Y", "grep:erstatter", "verified", ()),
        Replacement("Z", "A", "grep:erstatter", "verified", (), READ),
    ]
    [found] = code_change_data({"l": a_list("l", a_code("A"))}, ReplacementGraph(steps))
    assert (found["key"], found["to"], found["date"]) == ("l/A/replaced/X", f"{KL06}X", None)
