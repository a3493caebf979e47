"""How the bot does, for its operators."""

from __future__ import annotations

from bot.feeds.types import Feed
from bot.feeds.urls import shown
from bot.i18n import translate
from bot.render.actions import Verb
from bot.render.buttons import Row, button, keyboard
from bot.render.html import clip, say
from bot.render.text import lasting
from bot.render.types import Message
from bot.stats import Failure, Stats
from index.types import Language

REASON = 160  # UTF-16 units
FEEDS = 10  # that are listed


def status(stats: Stats, language: Language) -> Message:
    """Stored, waiting, sent, given up; what fails, with the reasons."""
    parts = [_stored(stats, language), _pushes(stats, language), _feeds(stats.feeds, language)]
    rows: list[Row] = [[button(translate(language, "button-refresh"), Verb.STATUS)]]
    if stats.pushes_parked:
        again = button(translate(language, "button-parked-again"), Verb.PARKED, "again")
        rows.append([again, button(translate(language, "button-parked-drop"), Verb.PARKED, "drop")])
    return Message("\n\n".join([say(language, "status-head"), *parts]), keyboard(rows))


def _stored(stats: Stats, language: Language) -> str:
    items = translate(language, "episode-count", count=stats.items)
    return "\n".join(
        [
            say(language, "status-stored", episodes=stats.episodes, items=items),
            say(
                language,
                "status-chats",
                active=stats.chats_active,
                inactive=stats.chats_inactive,
                subscriptions=stats.subscriptions,
                paused=stats.subscriptions_paused,
            ),
        ]
    )


def _pushes(stats: Stats, language: Language) -> str:
    due, later, failing = stats.pushes_due, stats.pushes_later, stats.pushes_failing
    lines = [say(language, "status-queue", due=due, later=later, failing=failing)]
    if stats.lag_seconds:
        lines.append(say(language, "status-lag", lag=lasting(language, stats.lag_seconds)))
    lines.append(
        say(
            language,
            "status-sent",
            sent=stats.pushes_sent,
            day=stats.pushes_sent_last_day,
            dropped=stats.pushes_dropped,
        )
    )
    if stats.pushes_parked:
        lines.append(say(language, "status-parked", count=stats.pushes_parked))
    return "\n".join([*lines, *(_failure(one, language) for one in stats.failures)])


def _failure(one: Failure, language: Language) -> str:
    reason = clip(one.reason, REASON)
    return say(language, "status-failure", chat=str(one.chat_id), episode=one.episode, reason=reason)


def _feeds(feeds: tuple[Feed, ...], language: Language) -> str:
    """Those that fail first, then those that have not been read for longest."""
    failing = sum(one.failures > 0 for one in feeds)
    ordered = sorted(feeds, key=lambda one: (-one.failures, -(one.lag_seconds or 0)))
    lines = [say(language, "status-feeds", count=len(feeds), failing=failing)]
    return "\n".join([*lines, *(_feed(one, language) for one in ordered[:FEEDS])])


def _feed(feed: Feed, language: Language) -> str:
    name = clip(feed.title or shown(feed.url), REASON)
    if feed.failures:
        reason = clip(feed.last_error or "?", REASON)
        key = "status-feed-gone" if feed.gone else "status-feed"
        return say(language, key, name=name, failures=feed.failures, reason=reason)
    if feed.lag_seconds is None:
        return say(language, "status-feed-new", name=name)
    lag = lasting(language, feed.lag_seconds)
    return say(language, "status-feed-read", name=name, entries=feed.entries, lag=lag)
