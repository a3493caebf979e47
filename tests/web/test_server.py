from __future__ import annotations

import socket

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.errors import RunError
from bot.web.server import serving


async def _hello(_request: object) -> PlainTextResponse:
    return PlainTextResponse("hello")


APP = Starlette(routes=[Route("/", _hello)])


async def test_it_serves_while_the_block_runs() -> None:
    async with serving(APP, "127.0.0.1", 0) as address, httpx.AsyncClient() as client:
        assert (await client.get(address)).text == "hello"
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(address)


async def test_a_taken_port_and_a_foreign_address_are_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(RunError, match=r"HTTP_PORT: port .* is taken"):
        async with serving(APP, "127.0.0.1", taken.getsockname()[1]):
            pass
    with pytest.raises(RunError, match="HTTP_HOST: cannot listen"):
        async with serving(APP, "192.0.2.1", 0):
            pass
