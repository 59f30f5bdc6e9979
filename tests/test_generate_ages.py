"""When each term came, and when it last changed."""

from __future__ import annotations

from typing import Any

from stafett.generate.ages import Age, ages, code_ages, prior_version, with_ages


def _version(number: str, **classes: object) -> dict[str, Any]:
    return {"version": number, "classes": classes, "slots": {}, "lists": {}}


def test_a_term_knows_when_it_came_and_when_it_last_changed() -> None:
    first = _version("0.9.0", A=1, B=1)
    second = _version("0.10.0", A=1, B=2, C=1)
    current = _version("0.11.0", A=1, B=2, C=2, D=1)
    assert ages([second, first], current) == {
        "A": Age("0.9.0", None),
        "B": Age("0.9.0", "0.10.0"),
        "C": Age("0.10.0", "0.11.0"),
        "D": Age("0.11.0", None),
    }


def test_before_the_first_release_everything_is_added_now() -> None:
    assert ages([], _version("0.1.0", A=1)) == {"A": Age("0.1.0", None)}


def test_an_inventory_says_how_old_its_terms_are_beside_them() -> None:
    inventory = _version("0.2.0", A=1, B=1)
    found = with_ages(inventory, {"A": Age("0.1.0", None), "B": Age("0.1.0", "0.2.0")})
    assert found["ages"] == {"A": {"added_in": "0.1.0"}, "B": {"added_in": "0.1.0", "changed_in": "0.2.0"}}
    assert found["classes"] == inventory["classes"]


def test_a_recorded_age_makes_no_term_look_changed() -> None:
    first = with_ages(_version("0.1.0", A=1), {"A": Age("0.1.0", None)})
    assert ages([first], _version("0.2.0", A=1)) == {"A": Age("0.1.0", None)}


def _codes(number: str, **lists: list[str]) -> dict[str, Any]:
    return {**_version(number), "lists": lists}


def test_a_code_knows_which_version_was_the_first_to_have_it() -> None:
    first, second = _codes("0.9.0", old=["1", "2"]), _codes("0.10.0", old=["1", "2", "3"])
    current = _codes("0.11.0", old=["1", "3", "4"], new=["1"])
    assert code_ages([second, first], current) == {
        "old": "0.9.0",
        "old/1": "0.9.0",
        "old/3": "0.10.0",
        "old/4": "0.11.0",
        "new": "0.11.0",
        "new/1": "0.11.0",
    }


def test_a_version_recorded_too_early_is_what_the_build_says_it_is() -> None:
    assert code_ages([_codes("0.1.0", old=["1"])], _codes("0.1.0", old=["1", "2"]))["old/2"] == "0.1.0"
    assert ages([_version("0.1.0", A=1)], _version("0.1.0", A=1, B=1))["B"] == Age("0.1.0", None)


def test_the_version_before_is_the_newest_that_is_older() -> None:
    released = [_version(number) for number in ("0.9.0", "0.10.0", "0.2.0")]
    assert prior_version(released, "0.11.0") == "0.10.0"
    assert prior_version(released, "0.10.0") == "0.9.0"
    assert prior_version(released, "0.2.0") is None
