"""The gate before work that is dear."""

from __future__ import annotations

import pytest

from stafett.web.gate import Gate
from stafett.web.problems import Problem


def test_the_gate_lets_few_through_and_says_when_to_come_again() -> None:
    now = [0.0]
    gate = Gate(at_once=1, a_minute=2, clock=lambda: now[0])
    with gate.enter("a"), pytest.raises(Problem) as full, gate.enter("b"):
        pass
    assert (full.value.status, full.value.headers["Retry-After"]) == (503, "5")
    with gate.enter("a"):
        pass
    now[0] = 20
    with pytest.raises(Problem) as often, gate.enter("a"):
        pass
    assert (often.value.status, often.value.headers["Retry-After"]) == (429, "40")
    now[0] = 61
    with gate.enter("a"):
        pass


@pytest.mark.parametrize("later", [0.0, 19.3, 19.5, 19.9, 59.8])
def test_who_comes_when_told_is_let_in(later: float) -> None:
    now = [0.0]
    gate = Gate(at_once=1, a_minute=1, clock=lambda: now[0])
    with gate.enter("a"):
        pass
    now[0] = later
    with pytest.raises(Problem) as often, gate.enter("a"):
        pass
    now[0] += int(often.value.headers["Retry-After"])
    with gate.enter("a"):
        pass


def test_who_is_turned_away_spends_nothing() -> None:
    gate = Gate(at_once=1, a_minute=1, clock=lambda: 0.0)
    with gate.enter("a"), pytest.raises(Problem), gate.enter("b"):
        pass
    with gate.enter("b"):
        pass


def test_the_gate_is_as_narrow_after_as_before() -> None:
    gate = Gate(at_once=1, a_minute=9, clock=lambda: 0.0)
    for _ in range(3):
        with gate.enter("a"), pytest.raises(Problem), gate.enter("b"):
            pass


def test_what_fails_inside_leaves_the_gate_open() -> None:
    gate = Gate(at_once=1, a_minute=9, clock=lambda: 0.0)
    with pytest.raises(ValueError, match="inside"), gate.enter("a"):
        raise ValueError("inside")
    with gate.enter("a"):
        pass


def test_clients_of_an_hour_ago_are_not_remembered() -> None:
    now = [0.0]
    gate = Gate(at_once=1, a_minute=1, clock=lambda: now[0])
    for number in range(50):
        with gate.enter(f"client {number}"):
            pass
    now[0] = 3600
    with gate.enter("b"):
        pass
    assert list(gate._started) == ["b"]
