from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import Any

import pytest

from bot.feeds import addresses
from bot.feeds.addresses import is_public
from bot.feeds.fetch import Fetcher, FetchError
from tests.support.feed_server import FeedServer

PRIVATE = """
    127.0.0.1 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 255.255.255.255
    192.0.2.1 198.18.0.1 ::1 :: fe80::1 fc00::1 fec0::1 ff02::1 2001:db8::1 2001::1 5f00::1 64:ff9b:1::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 ::ffff:0:127.0.0.1 2002:7f00:1:: 64:ff9b::7f00:1 64:ff9b::a00:1
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_addresses_that_are_no_business_of_feeds(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_internet(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
async def test_this_machine_is_refused_however_it_is_written(server: FeedServer, host: str) -> None:
    port = server.address.rpartition(":")[2]
    async with Fetcher(seconds=5) as fetcher:
        with pytest.raises(FetchError) as raised:
            await fetcher.get(f"http://{host}:{port}/feed.xml")
    assert raised.value.kind in ("wrong", "passing")
    assert server.requests == {}


@pytest.fixture
def one_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if 127.0.0.1 were an address of the internet, and it alone."""
    monkeypatch.setattr(addresses, "is_public", lambda address: str(address) == "127.0.0.1")


@pytest.mark.usefixtures("one_is_public")
async def test_a_redirect_to_a_private_address_is_not_followed(server: FeedServer) -> None:
    inside = server.address.replace("127.0.0.1", "127.0.0.2")
    url = server.put("/feed.xml", b"", status=302, headers={"location": f"{inside}/secret"})
    async with Fetcher(seconds=5) as fetcher:
        with pytest.raises(FetchError, match=r"private address \(127\.0\.0\.2\)") as raised:
            await fetcher.get(url)
    assert raised.value.kind == "wrong"
    assert list(server.requests) == ["/feed.xml"]


@pytest.mark.usefixtures("one_is_public")
async def test_a_name_is_checked_by_what_it_resolves_to(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"inside": ["10.0.0.1"], "both": ["10.0.0.1", "127.0.0.1"], "none": []}

    async def resolve(host: str, port: int, **_: Any) -> list[Any]:  # noqa: ANN401
        found = answers[host.partition(".")[0]]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    server.put("/feed.xml", b"<rss/>")
    port = server.address.rpartition(":")[2]
    async with Fetcher(seconds=5) as fetcher:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)
        assert (await fetcher.get(f"http://both.example.org:{port}/feed.xml")).data == b"<rss/>"
        for host, said in (("inside", "leads to a private address"), ("none", "has no address")):
            with pytest.raises(FetchError, match=said):
                await fetcher.get(f"http://{host}.example.org:{port}/feed.xml")
    assert len(server.requests["/feed.xml"]) == 1


async def test_a_name_that_changes_after_the_check_gains_nothing(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names are resolved once: what the second look would say, another address, is never asked."""
    looks = []

    async def resolve(host: str, port: int, **_: Any) -> list[Any]:  # noqa: ANN401
        looks.append(host)
        found = "127.0.0.3" if len(looks) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, port))]

    monkeypatch.setattr(addresses, "is_public", lambda address: str(address) == "127.0.0.3")
    async with Fetcher(seconds=0.5) as fetcher:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)
        with pytest.raises(FetchError, match="cannot be reached"):
            await fetcher.get(f"http://turning.example.org:{server.address.rpartition(':')[2]}/feed.xml")
    assert server.requests == {}
