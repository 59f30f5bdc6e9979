from __future__ import annotations

from pathlib import Path

import pytest

from stafett.errors import SettingError
from stafett.settings import TABLE, check_base, read_settings


def test_defaults_hold_when_nothing_is_set() -> None:
    found = read_settings({})
    assert (found.base, found.dist, found.port) == ("https://w3id.org/stafett", Path("dist"), 8000)


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_settings({"STAFETT_PORT": ""}).port == 8000


def test_what_is_set_is_used() -> None:
    env = {
        "STAFETT_BASE": "http://localhost:8000/",
        "STAFETT_DIST": "elsewhere",
        "STAFETT_HOST": "::1",
        "STAFETT_PORT": "9000",
        "STAFETT_LANG": "nn",
        "STAFETT_PUBLISHER_NAME": "Prøvefylket",
        "STAFETT_CONTACT": "https://example.org/kontakt",
    }
    found = read_settings(env)
    assert (found.base, found.dist, found.host) == ("http://localhost:8000", Path("elsewhere"), "::1")
    assert (found.port, found.language, found.publisher_name) == (9000, "nn", "Prøvefylket")
    assert found.contact == "https://example.org/kontakt"


@pytest.mark.parametrize(("number", "marked"), [("999999999", True), ("888888888", False)])
def test_the_default_publisher_is_marked_as_an_example(number: str, marked: bool) -> None:
    assert read_settings({"STAFETT_PUBLISHER": number}).is_example is marked


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("STAFETT_BASE", "w3id.org/stafett", "http or https"),
        ("STAFETT_BASE", "https://example.org/?q=1", "without ? and #"),
        ("STAFETT_BASE", "https://example.org/#", "without ? and #"),
        ("STAFETT_BASE", "https://", "http or https"),
        ("STAFETT_BASE", "https://example.org/a b", "http or https"),
        ("STAFETT_BASE", "https://example.org/<x>", "http or https"),
        ("STAFETT_BASE", "ftp://example.org", "http or https"),
        ("STAFETT_PUBLISHER", "12345678", "nine digits"),
        ("STAFETT_PUBLISHER", "1234567890", "nine digits"),
        ("STAFETT_CONTACT", "kontakt@example.org", "a mailto: or https: address"),
        ("STAFETT_PORT", "0", "from 1 to 65535"),
        ("STAFETT_PORT", "65536", "from 1 to 65535"),
        ("STAFETT_PORT", "http", "from 1 to 65535"),
        ("STAFETT_PORT", "²", "from 1 to 65535"),
        ("STAFETT_LANG", "se", "nb or nn or en"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_was_expected(
    name: str, value: str, expected: str
) -> None:
    with pytest.raises(SettingError) as fault:
        read_settings({name: value})
    assert name in str(fault.value)
    assert f"«{value}»" in str(fault.value)
    assert expected in str(fault.value)


def test_a_base_loses_its_last_slash() -> None:
    assert check_base("https://example.org/x/") == "https://example.org/x"


def test_a_base_with_a_fragment_is_refused() -> None:
    with pytest.raises(SettingError, match="without"):
        check_base("https://example.org/x#y")


def test_every_setting_is_described_once() -> None:
    names = [s.name for s in TABLE]
    assert len(names) == len(set(names))
    assert all(n.startswith("STAFETT_") for n in names)
    assert all(s.description.endswith(".") for s in TABLE)
