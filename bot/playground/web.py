"""The playground's page: HTML, static files and the WebSocket, for this machine's browser alone."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from bot.i18n import translate
from bot.playground.guard import LoopbackOnly
from bot.playground.session import Session, Stage
from index.types import Language

FOLDER = Path(__file__).parent
LANGUAGE_COOKIE = "playground_language"


def create_app(stage: Stage) -> Starlette:
    """The page for a world. `stage.publish` ingests the sample episode and says "created" or "unchanged"."""
    world = stage.world
    loader = FileSystemLoader(FOLDER / "templates")
    template = Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("index.html")

    async def page(request: Request) -> HTMLResponse:
        language = _chosen(request, world.language)
        return HTMLResponse(template.render(language=language, t=lambda key: translate(language, f"playground-{key}")))

    async def events(socket: WebSocket) -> None:
        await Session(stage, socket).run()

    return Starlette(
        routes=[
            Route("/", page),
            WebSocketRoute("/events", events),
            Mount("/static", StaticFiles(directory=FOLDER / "static")),
        ],
        middleware=[Middleware(LoopbackOnly, world=world)],
    )


def _chosen(request: Request, otherwise: Language) -> Language:
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    return next((one for one in get_args(Language) if one == chosen), otherwise)
