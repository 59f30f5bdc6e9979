from __future__ import annotations

from dataclasses import replace

from stafett.records.deadlines import check_deadlines, deadline_faults
from stafett.sources import Sources


def event(**changes: object) -> dict[str, object]:
    found = {"type": "CalendarEvent", "calendarEventKind": "deliveryDeadline", "dueDate": "2024-03-28"}
    return {**found, **changes}


def test_a_deadline_on_a_public_holiday_is_found_with_its_number() -> None:
    [(number, fault)] = deadline_faults([{"type": "Person"}, event()])
    assert number == 1
    assert "2024-03-27" in fault


def test_what_is_no_deadline_is_passed_over() -> None:
    assert not list(deadline_faults([event(calendarEventKind="countingDate")]))


def test_what_is_no_date_is_left_to_the_shapes() -> None:
    objects = [event(dueDate="soon"), event(effectiveDate="2024-03-3"), event(dueDate=None)]
    assert not list(deadline_faults(objects))


def test_a_valid_example_with_a_wrong_effective_date_is_named(sources: Sources) -> None:
    [example] = [e for e in sources.examples if e.name == "V19-valid-easter-monday"]
    assert check_deadlines([example]) == []
    # A Maundy Thursday: a weekday within five days, so that rule V19 alone would let it pass.
    wrong = ({**example.data[0], "effectiveDate": "2024-03-28"}, *example.data[1:])
    [fault] = check_deadlines([replace(example, data=wrong)])
    assert str(fault).startswith(str(example.where))
    assert "rule V19" in str(fault)


def test_an_invalid_example_may_have_any_deadline(sources: Sources) -> None:
    assert check_deadlines([e for e in sources.examples if not e.valid]) == []
