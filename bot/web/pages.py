"""The page of an episode: plays its recording from an item's second, beside what the items say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.i18n import pick, translate
from bot.library import Library
from bot.render.episodes import facts
from bot.render.links import Links
from bot.render.seconds import clock
from index.types import Episode, Language

FOLDER = Path(__file__).parent
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; media-src http: https:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
}


def routes(library: Library, links: Callable[[], Links], default: Language) -> list[BaseRoute]:
    """GET /e/KEY, with `?n=` an item's number; in the reader's language, else the default."""
    loader = FileSystemLoader(FOLDER / "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    template = environment.get_template("episode.html")

    async def page(request: Request) -> Response:
        language = spoken(request, default)
        snapshot = library.snapshot
        episode = snapshot.episode(request.path_params["key"])
        if episode is None:
            return PlainTextResponse(translate(language, "page-missing"), 404, HEADERS)
        items = snapshot.items(episode.id)
        chosen = next((item for item in items if str(item.n) == request.query_params.get("n")), None)
        return HTMLResponse(
            template.render(
                **_words(language),
                episode=episode,
                facts=facts(episode, len(items), language),
                items=items,
                chosen=chosen,
                source=_source(episode, chosen.seconds if chosen else None),
                links=links(),
            ),
            headers=HEADERS,
        )

    return [Route("/e/{key:str}", page), Mount("/pages", StaticFiles(directory=FOLDER / "static"))]


def spoken(request: Request, default: Language) -> Language:
    """The first language that the browser asks for."""
    first = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
    return pick(first if first != "*" else None, default)


def _source(episode: Episode, seconds: int | None) -> str | None:
    """The recording from that second on: a media fragment, which browsers know without any script."""
    return f"{episode.audio_url}#t={seconds}" if episode.audio_url and seconds else episode.audio_url


def _words(language: Language) -> dict[str, Any]:
    def t(key: str, **values: str) -> str:
        return translate(language, key, **values)

    return {"language": language, "t": t, "clock": clock, "host": lambda url: urlsplit(url).hostname or ""}
