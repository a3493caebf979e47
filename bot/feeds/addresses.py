"""Which addresses may be connected to: checked on what a name resolves to, at the moment of connecting."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable

import httpcore

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
_UNICAST = ipaddress.ip_network("2000::/3")  # all that IANA has given out of IPv6


class PrivateAddressError(Exception):
    """A name resolves to addresses of this machine or its network only."""


def is_public(address: IpAddress) -> bool:
    """Whether the address belongs to the internet at large, also what is embedded in it of IPv4."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None or address not in _UNICAST:
            return False
    return address.is_global and not address.is_multicast


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to public addresses only, unless `private` allows others. What was checked is what is connected to:
    a name that resolves otherwise a moment later gains nothing."""

    def __init__(self, *, private: bool = False) -> None:
        self._inner = httpcore.AnyIOBackend()
        self._private = private

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface has it
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to one of the host's addresses. Raises PrivateAddressError and httpcore's errors."""
        failure: Exception = httpcore.ConnectError("the name has no address")
        for address in await self._allowed(host, port):
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def _allowed(self, host: str, port: int) -> list[str]:
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise httpcore.ConnectError("the name cannot be resolved") from None
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        allowed = [one for one in addresses if self._private or is_public(_parsed(one))]
        if addresses and not allowed:
            raise PrivateAddressError(host)
        return allowed

    async def sleep(self, seconds: float) -> None:
        """Between the pool's attempts."""
        await self._inner.sleep(seconds)


def _parsed(address: str) -> IpAddress:
    return ipaddress.ip_address(address.partition("%")[0])
