"""Limits: their defaults, their bounds, and the sentence when one is not kept."""

from __future__ import annotations

import ipaddress

import pytest

from stafett.errors import SettingError
from stafett.limits import PROXIES, TABLE, Limit, Limits, read_limits

ids = pytest.mark.parametrize("limit", TABLE, ids=[limit.field for limit in TABLE])


def test_without_settings_the_defaults_of_both_tables_hold() -> None:
    assert read_limits({}) == Limits()
    assert read_limits(dict.fromkeys((limit.setting for limit in TABLE), "")) == Limits()


@ids
def test_each_setting_changes_its_own_limit_from_the_least_to_the_most(limit: Limit) -> None:
    for number in (limit.least, limit.most):
        found = read_limits({limit.setting: str(number)})
        assert found.value(limit) == number
        others = [(found.value(one), one.default) for one in TABLE if one != limit]
        assert all(have == default for have, default in others)


@ids
def test_what_is_out_of_bounds_is_named_with_its_bounds(limit: Limit) -> None:
    for text in (str(limit.least - 1), str(limit.most + 1)):
        with pytest.raises(SettingError) as told:
            read_limits({limit.setting: text})
        assert str(told.value) == (
            f"{limit.setting} is «{text}», but must be a whole number from {limit.least} to {limit.most}"
        )


@pytest.mark.parametrize("text", ["ten", "1.5", "1e3", " 30", "²", "٣", "+5", "9" * 5000])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(SettingError, match="STAFETT_QUERY_SECONDS"):
        read_limits({"STAFETT_QUERY_SECONDS": text})


def test_the_largest_answer_is_counted_in_bytes() -> None:
    assert Limits(megabytes=3).bytes == 3 * 1024 * 1024


def test_proxies_may_stand_with_commas_or_spaces_and_as_single_addresses() -> None:
    found = read_limits({PROXIES: "10.0.0.0/8, 192.0.2.1 ::1"}).trusted_proxies
    assert found == tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "192.0.2.1/32", "::1/128")))
    assert read_limits({PROXIES: " , "}).trusted_proxies == ()


@pytest.mark.parametrize("text", ["10.0.0.1/8", "proxy.example.org", "10.0.0.0/33"])
def test_a_proxy_that_is_no_network_is_named(text: str) -> None:
    with pytest.raises(SettingError, match=f"{PROXIES} is «{text}», but must be addresses or networks"):
        read_limits({PROXIES: text})
