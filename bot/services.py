"""What the handlers are given: the services of one running bot."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chats import Chats
from bot.conversations import Conversations
from bot.library import Library
from bot.settings import Settings
from bot.storage.database import Database
from bot.subscriptions import Subscriptions


@dataclass(frozen=True, slots=True)
class Services:
    """One object each; all of them keep their state in the database."""

    settings: Settings
    library: Library
    chats: Chats
    subscriptions: Subscriptions
    conversations: Conversations


def build_services(settings: Settings, database: Database) -> Services:
    """The services on that database. The library is empty until its first `refresh`."""
    return Services(
        settings=settings,
        library=Library(database),
        chats=Chats(database),
        subscriptions=Subscriptions(database),
        conversations=Conversations(database),
    )
