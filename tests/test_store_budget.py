from __future__ import annotations

import pytest

from stafett.limits import Limits
from stafett.store.budget import LONGEST_DEBT, Budget
from stafett.store.errors import BudgetSpentError


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_time_is_spent_while_queries_run_and_earned_back_by_the_minute() -> None:
    clock = Clock()
    budget = Budget(Limits(budget=10, refill=60), clock)
    budget.begin("a")
    budget.begin("a")
    clock.now = 6.0
    assert budget.left("a") == pytest.approx(4.0)
    budget.end("a")
    budget.end("a")
    clock.now = 9.0
    assert budget.left("a") == pytest.approx(7.0)
    clock.now = 100.0
    assert budget.left("a") == 10.0


def test_one_without_time_is_told_when_to_come_back_and_others_are_not_touched() -> None:
    clock = Clock()
    budget = Budget(Limits(budget=10, refill=30), clock)
    for _ in range(3):
        budget.begin("a")
    clock.now = 8.0
    with pytest.raises(BudgetSpentError) as spent:
        budget.begin("a")
    assert spent.value.retry_after == pytest.approx(22, abs=1)
    assert spent.value.status == 429
    budget.begin("b")
    for _ in range(3):
        budget.end("a")
    clock.now += spent.value.retry_after or 0
    budget.begin("a")


def test_a_debt_has_an_end() -> None:
    clock = Clock()
    budget = Budget(Limits(budget=10, refill=60), clock)
    for _ in range(50):
        budget.begin("a")
    clock.now = 10_000.0
    for _ in range(50):
        budget.end("a")
    clock.now += LONGEST_DEBT
    budget.begin("a")
