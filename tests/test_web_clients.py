from __future__ import annotations

import ipaddress

import pytest
from starlette.requests import Request

from stafett.web.clients import client_of

PROXIES = tuple(ipaddress.ip_network(n) for n in ("10.0.0.0/8", "2001:db8::/32"))


def request(peer: str, **headers: str) -> Request:
    raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    return Request({"type": "http", "headers": raw, "client": (peer, 1), "method": "GET", "path": "/"})


@pytest.mark.parametrize(
    ("peer", "headers", "client"),
    [
        ("192.0.2.1", {"x_forwarded_for": "198.51.100.7"}, "192.0.2.1"),  # anybody can send it
        ("10.0.0.1", {"x_forwarded_for": "198.51.100.7"}, "198.51.100.7"),
        ("10.0.0.1", {"x_forwarded_for": "203.0.113.9, 198.51.100.7, 10.0.0.2"}, "198.51.100.7"),
        ("10.0.0.1", {"x_forwarded_for": "203.0.113.9, nonsense"}, "10.0.0.1"),
        ("10.0.0.1", {"x_forwarded_for": "198.51.100.7:4711"}, "198.51.100.7"),
        ("10.0.0.1", {}, "10.0.0.1"),
        ("10.0.0.1", {"x_forwarded_for": "10.0.0.3, 10.0.0.2"}, "10.0.0.3"),
        ("10.0.0.1", {"forwarded": "for=198.51.100.7;proto=https, for=10.0.0.2"}, "198.51.100.7"),
        ("10.0.0.1", {"forwarded": 'for="[2001:db9:1:2::5]:99"'}, "2001:db9:1:2::/64"),
        ("10.0.0.1", {"forwarded": "for=_hidden"}, "10.0.0.1"),
        ("::ffff:192.0.2.1", {}, "192.0.2.1"),
        ("2001:db9:1:2:3::4", {}, "2001:db9:1:2::/64"),
        ("testclient", {"x_forwarded_for": "198.51.100.7"}, "testclient"),
    ],
)
def test_a_client_is_counted_by_its_address(peer: str, headers: dict[str, str], client: str) -> None:
    assert client_of(request(peer, **headers), PROXIES) == client
