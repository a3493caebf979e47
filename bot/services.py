"""What the handlers are given: the services of one running bot."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chats import Chats
from bot.conversations import Conversations
from bot.feeds.service import Feeds
from bot.library import Library
from bot.pace import Limits, Pace
from bot.schedules import Schedules
from bot.settings import Settings
from bot.storage.database import Database
from bot.subscriptions import Subscriptions


@dataclass(frozen=True, slots=True)
class Services:
    """One object each; all but the pace keep their state in the database."""

    settings: Settings
    database: Database
    library: Library
    chats: Chats
    subscriptions: Subscriptions
    schedules: Schedules
    conversations: Conversations
    pace: Pace
    feeds: Feeds


def build_services(settings: Settings, database: Database) -> Services:
    """The services on that database. The library is empty until its first `refresh`."""
    return Services(
        settings=settings,
        database=database,
        library=Library(database),
        chats=Chats(database),
        subscriptions=Subscriptions(database),
        schedules=Schedules(database, settings.timezone),
        conversations=Conversations(database),
        pace=Pace(
            Limits(
                settings.pushes_per_second, settings.pushes_per_chat_per_second, settings.pushes_per_group_per_minute
            )
        ),
        feeds=Feeds(settings, database),
    )
