"""The context that every handler gets: PTB's, with the services of this bot."""

from __future__ import annotations

from typing import Any

from telegram.ext import CallbackContext, ExtBot

from bot.library import Snapshot
from bot.render.links import Links
from bot.services import Services


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Services]):
    """`bot_data` holds the services; the Application is built with them."""

    @property
    def services(self) -> Services:
        """The services of the running bot."""
        return self.bot_data

    @property
    def snapshot(self) -> Snapshot:
        """The library at this moment."""
        return self.bot_data.library.snapshot

    @property
    def links(self) -> Links:
        """Links into this bot."""
        return Links(self.bot.username, self.services.settings.pages_url)
