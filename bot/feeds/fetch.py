"""Fetching over HTTP from addresses that strangers give: limits on time, size, redirects and where to connect."""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import gzip
import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Literal, Self
from urllib.parse import urljoin

import httpcore
import httpx

from bot import __version__
from bot.feeds.addresses import GuardedBackend, PrivateAddressError

LARGEST = 15_000_000  # bytes of a feed, as sent and once unpacked
SECONDS = 30.0  # for one address, redirects and all
REDIRECTS = 5
PERMANENT, TEMPORARY = (301, 308), (302, 303, 307)
AGENT = f"ai-weekly-bot/{__version__}"
LONGEST_WAIT = dt.timedelta(days=1)  # that a server may ask for


Kind = Literal["passing", "missing", "wrong", "gone"]


class FetchError(Exception):
    """An address cannot be fetched; the text is one line that says why and, where somebody can, what to do.

    Its kind: passing, the same request may succeed later; missing, nothing is there (yet); wrong, a person must mend
    it; gone, it will not come back. `wait`: what the server asks for.
    """

    def __init__(self, text: str, kind: Kind = "passing", wait: dt.timedelta | None = None) -> None:
        super().__init__(text)
        self.kind: Kind = kind
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: `data` unpacked, None where nothing has changed. `url` is where it came from in the end, `moved_to`
    where the address has moved for good."""

    url: str
    data: bytes | None
    media_type: str | None = None
    moved_to: str | None = None
    etag: str | None = None
    last_modified: str | None = None


class Fetcher:
    """One pool of connections; `private` allows addresses of this machine and its network. Close it at the end."""

    def __init__(self, *, private: bool = False, seconds: float = SECONDS, largest: int = LARGEST) -> None:
        self._private = private
        self._seconds = seconds
        self._largest = largest
        self._pool: httpcore.AsyncConnectionPool | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes the connections."""
        if self._pool:
            await self._pool.aclose()
            self._pool = None

    async def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, largest: int | None = None
    ) -> Fetched:
        """Fetches the address, unless it is unchanged since the answer that had these validators. Raises FetchError."""
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        wanted = {name: value for name, value in headers.items() if value}
        limit = min(largest or self._largest, self._largest)
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(url, wanted, limit)
        except (TimeoutError, httpcore.TimeoutException):
            raise FetchError(f"did not answer in full within {self._seconds:.0f} seconds") from None
        except PrivateAddressError as error:
            raise FetchError(
                f"leads to a private address ({error}): set FEED_PRIVATE_ADDRESSES=true if that is meant", "wrong"
            ) from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise FetchError(f"cannot be reached ({_reason(error)})") from None

    async def _follow(self, url: str, headers: Mapping[str, str], limit: int) -> Fetched:
        moved_to, lasting = None, True
        pool = await self._connections()
        for _ in range(REDIRECTS + 1):
            target = _checked(url)
            async with pool.stream(
                b"GET", _raw(target), headers=_headers(target, headers), extensions=self._timeouts()
            ) as response:
                if response.status not in (*PERMANENT, *TEMPORARY):
                    return await self._answer(response, url, moved_to, limit)
                lasting = lasting and response.status in PERMANENT
                url = _joined(url, _header(response, b"location") or "")
                moved_to = url if lasting else moved_to
        raise FetchError(f"redirects more than {REDIRECTS} times, maybe in a circle", "wrong")

    async def _answer(self, response: httpcore.Response, url: str, moved_to: str | None, limit: int) -> Fetched:
        if response.status == 304:
            return Fetched(url, None, moved_to=moved_to)
        if response.status != 200:
            raise _refusal(response)
        data = await self._body(response, limit)
        return Fetched(
            url,
            data,
            _header(response, b"content-type"),
            moved_to,
            _header(response, b"etag"),
            _header(response, b"last-modified"),
        )

    async def _body(self, response: httpcore.Response, limit: int) -> bytes:
        said = _header(response, b"content-length") or ""
        if said.isdecimal() and int(said) > limit:
            raise _too_large(limit)
        raw = bytearray()
        async for chunk in response.aiter_stream():
            raw += chunk
            if len(raw) > limit:
                raise _too_large(limit)
        encoding = (_header(response, b"content-encoding") or "identity").strip().lower()
        if encoding == "identity":
            return bytes(raw)
        if encoding not in ("gzip", "x-gzip"):
            raise FetchError(f"is packed as {encoding[:20]}, which nobody asked for", "wrong")
        return await asyncio.to_thread(unpack, bytes(raw), limit)

    async def _connections(self) -> httpcore.AsyncConnectionPool:
        if self._pool is None:
            trusted = await asyncio.to_thread(httpx.create_ssl_context, trust_env=False)
            self._pool = self._pool or httpcore.AsyncConnectionPool(
                ssl_context=trusted,
                max_connections=20,
                max_keepalive_connections=5,
                keepalive_expiry=10,
                network_backend=GuardedBackend(private=self._private),
            )
        return self._pool

    def _timeouts(self) -> dict[str, object]:
        return {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), self._seconds)}


def unpack(data: bytes, limit: int) -> bytes:
    """The content of gzip, at most `limit` bytes of it. Raises FetchError, before a bomb has gone off."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(limit + 1)
    except EOFError:
        raise FetchError("was cut off on the way") from None
    except (gzip.BadGzipFile, zlib.error):
        raise FetchError("is packed in a damaged way") from None
    if len(unpacked) > limit:
        raise _too_large(limit)
    return unpacked


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError:
        raise FetchError("redirects to what is no web address", "wrong") from None


def _checked(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise FetchError("is no web address: check it", "wrong") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise FetchError("is no http or https address: check it", "wrong")
    return parsed


def _raw(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _headers(url: httpx.URL, more: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    host = url.netloc
    headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip", **more}
    if url.userinfo:
        pair = f"{url.username}:{url.password}".encode()
        headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
    return [(b"Host", host), *((name.encode(), value.encode("latin-1", "ignore")) for name, value in headers.items())]


def _header(response: httpcore.Response, name: bytes) -> str | None:
    values = (value for key, value in response.headers if key.lower() == name)
    found = next(values, None)
    return found.decode("latin-1") if found is not None else None


def _refusal(response: httpcore.Response) -> FetchError:
    status = response.status
    if status == 410:
        return FetchError("is gone for good (HTTP 410)", "gone")
    if status == 404:
        return FetchError("is not there (HTTP 404): check the address", "missing")
    if status in (401, 403):
        return FetchError(f"is closed to us (HTTP {status}): check the address, some feeds need a key in it", "wrong")
    return FetchError(f"answers HTTP {status}", wait=_asked_to_wait(response))


def _asked_to_wait(response: httpcore.Response) -> dt.timedelta | None:
    value = _header(response, b"retry-after") or ""
    if value.isdecimal():
        return min(dt.timedelta(seconds=min(int(value), 10**6)), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    return min(max(until.astimezone(dt.UTC) - dt.datetime.now(dt.UTC), dt.timedelta(0)), LONGEST_WAIT)


def _too_large(limit: int) -> FetchError:
    return FetchError(f"is larger than {limit / 1e6:g} MB: it is no feed or transcript of a show", "wrong")


def _reason(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
