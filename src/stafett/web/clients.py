"""Who is asking: the address a client is counted by.

Headers that proxies set are believed only where the connection comes from a proxy the settings name:
anybody can send X-Forwarded-For. From there the chain is followed from its end to the first address that is
not such a proxy.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from functools import lru_cache

from starlette.requests import HTTPConnection

from stafett.limits import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_IPV6_HOME = 64
"""Bits of an IPv6 address that tell one subscriber from another; the rest he chooses himself."""


def client_of(request: HTTPConnection, trusted: Sequence[Network]) -> str:
    """The address, or for IPv6 the network, that a request is counted by.

    Args:
        request: what has come.
        trusted: proxies that are believed.
    """
    peer = request.client.host if request.client else ""
    if not trusted:
        return _counted_by(peer)
    address = _address(peer)
    if address is None:
        return peer
    for hop in reversed(_chain(request)):
        if not any(address in network for network in trusted):
            break
        before = _address(hop)
        if before is None:
            break  # a name, or nonsense: the proxy that wrote it is as far as we can see
        address = before
    return _name(address)


@lru_cache(maxsize=4096)
def _counted_by(peer: str) -> str:
    address = _address(peer)
    return peer if address is None else _name(address)


def _name(address: Address) -> str:
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, _IPV6_HOME), strict=False))
    return str(address)


def _chain(request: HTTPConnection) -> list[str]:
    """The addresses before the peer, the client's first; Forwarded (RFC 7239) before X-Forwarded-For."""
    forwarded = request.headers.getlist("forwarded")
    if forwarded:
        elements = ",".join(forwarded).split(",")
        return [_for(element) for element in elements]
    return [part.strip() for part in ",".join(request.headers.getlist("x-forwarded-for")).split(",") if part]


def _for(element: str) -> str:
    for pair in element.split(";"):
        name, _, value = pair.strip().partition("=")
        if name.lower() == "for":
            return value.strip().strip('"')
    return ""


def _address(text: str) -> Address | None:
    """Read an address, with or without brackets and a port; an IPv4 address in IPv6 clothes as IPv4."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found
