"""The settings of running the server."""

from __future__ import annotations

import pytest

from stafett.errors import SettingError
from stafett.operations import TABLE, Operations, read_operations


def test_the_defaults_are_those_of_the_table() -> None:
    assert read_operations({}) == Operations()
    assert {line.setting for line in TABLE if line.default} == {
        "STAFETT_LOG",
        "STAFETT_LOG_CLIENT",
        "STAFETT_LOG_QUERY",
        "STAFETT_METRICS",
        "STAFETT_REMEMBER",
    }


def test_security_contact_falls_back_on_the_contact() -> None:
    assert read_operations({"STAFETT_CONTACT": "mailto:a@b.no"}).security_contact == "mailto:a@b.no"
    both = {"STAFETT_CONTACT": "mailto:a@b.no", "STAFETT_SECURITY_CONTACT": "https://b.no/hole"}
    assert read_operations(both).security_contact == "https://b.no/hole"


@pytest.mark.parametrize(
    ("value", "place"),
    [("on", None), ("off", None), ("127.0.0.1:9100", ("127.0.0.1", 9100)), ("[::1]:9100", ("::1", 9100))],
)
def test_metrics_may_have_a_listener_of_their_own(value: str, place: tuple[str, int] | None) -> None:
    assert read_operations({"STAFETT_METRICS": value}).metrics_listener == place


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STAFETT_LOG", "xml"),
        ("STAFETT_LOG_CLIENT", "ip"),
        ("STAFETT_LOG_QUERY", "all"),
        ("STAFETT_METRICS", "9100"),
        ("STAFETT_REMEMBER", "much"),
        ("STAFETT_ROOT_PATH", "stafett"),
        ("STAFETT_ROOT_PATH", "/stafett/"),
        ("STAFETT_ROOT_PATH", '/a"b'),
        ("STAFETT_SECURITY_CONTACT", "somebody"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name} is «"):
        read_operations({name: value})
