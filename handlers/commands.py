"""The command menus and the profile texts, per place and language, as Telegram shows them."""

from __future__ import annotations

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.i18n import translate
from index.types import Language

COMMANDS = {
    "ask": "command-ask",
    "latest": "command-latest",
    "episodes": "command-episodes",
    "subscribe": "command-subscribe",
    "subscriptions": "command-subscriptions",
    "unsubscribe": "command-unsubscribe",
    "timezone": "command-timezone",
    "language": "command-language",
    "help": "command-help",
}
SCOPES: tuple[BotCommandScope, ...] = (BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats())

# Telegram's language code and the language shown for it; no code stands for everybody else.
TONGUES: tuple[tuple[str | None, Language], ...] = ((None, "en"), ("zh", "zh"))


async def publish(bot: Bot) -> None:
    """Sets menus and texts where they are not so yet: Telegram limits how often they may be set."""
    for code, language in TONGUES:
        for scope in SCOPES:
            await _publish_menu(bot, scope, code, language)
        await _publish_about(bot, code, language)


def menu(language: Language) -> tuple[BotCommand, ...]:
    """The commands in the order in which they are shown."""
    return tuple(BotCommand(name, translate(language, key)) for name, key in COMMANDS.items())


async def _publish_menu(bot: Bot, scope: BotCommandScope, code: str | None, language: Language) -> None:
    wanted = menu(language)
    if await bot.get_my_commands(scope, code) != wanted:
        await bot.set_my_commands(wanted, scope, code)


async def _publish_about(bot: Bot, code: str | None, language: Language) -> None:
    short, long = translate(language, "about-short"), translate(language, "about")
    if (await bot.get_my_short_description(code)).short_description != short:
        await bot.set_my_short_description(short, code)
    if (await bot.get_my_description(code)).description != long:
        await bot.set_my_description(long, code)
