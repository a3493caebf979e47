"""One item: as a card, and whole."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from bot.i18n import translate
from bot.render.buttons import for_item, keyboard, opening
from bot.render.html import clip, emphasised, escape, one_line, say
from bot.render.links import Links, public
from bot.render.split import pack, split_text
from bot.render.text import day, episode_name
from bot.render.types import Message
from index.corrections import heard_in
from index.sentences import sentences
from index.types import DigestItem, Episode, Hit, Language

TITLE = 200  # UTF-16 units
SUMMARY = 1200
NAMES = 300
LINE_TITLE = 80  # of a title in a list
GIST = 70  # of a summary in a list
LEAD_IN = 10  # characters such as "另外," that may stand before the title in a summary; a date there tells something
MARKS = " ,，、。.:：;；!！"
PIECE = 3500  # of a full text in one message, with room for what stands around it


def source(episode: Episode, language: Language, url: str) -> str:
    """The line that names show, issue and date, linked to `url`."""
    name = clip(episode_name(episode), TITLE)
    dated = {"date": day(language, episode.date)} if episode.date else {}
    shown = say(language, "source" if dated else "source-undated", url=url, name=name, **dated)
    return f"{shown}\n{say(language, 'notes-only')}" if episode.notes_only else shown


def reference(item: DigestItem, language: Language) -> str:
    """The line with the item's own source, by its host; empty where it has none that others can open."""
    url = public(item.url)
    return say(language, "reference", url=url, host=(urlsplit(url).hostname or "").removeprefix("www.")) if url else ""


def heading(hit: Hit) -> str:
    """The item's title in bold."""
    return f"<b>{escape(clip(hit.item.title, TITLE))}</b>"


def card(hit: Hit, language: Language, links: Links, quote: str = "", marks: Collection[str] = ()) -> str:
    """Title, summary and source; before them, where given, the direct answer as a quotation, `marks` of it in bold."""
    quote = clip(quote, SUMMARY)
    summary = clip(_beyond(hit.item.summary, quote), SUMMARY)
    parts = [
        f"<blockquote>{emphasised(quote, marks)}</blockquote>" if quote else "",
        heading(hit),
        escape(summary),
        heard(hit.item, f"{quote}{hit.item.title}{summary}", language),
        f"\n{source(hit.episode, language, links.item(hit))}",
        reference(hit.item, language),
    ]
    return "\n".join(part for part in parts if part)


def heard(item: DigestItem, shown: str, language: Language) -> str:
    """The line that says how the transcript spells the names put right in what is shown; empty where there are none."""
    names = "、".join(heard_in(item, shown)) if language == "zh" else ", ".join(heard_in(item, shown))
    return say(language, "heard", names=clip(names, NAMES)) if names else ""


def _beyond(summary: str, quote: str) -> str:
    """The sentences of the summary that are not quoted already."""
    if not quote:
        return summary
    return " ".join(one.text for one in sentences(summary) if one.text not in quote).replace("。 ", "。")


def gist(item: DigestItem) -> str:
    """The beginning of the summary, or of what it says beyond the title where it begins with that; escaped."""
    text, title = one_line(item.summary), one_line(item.title)
    before, found, after = text.partition(title) if title else ("", "", "")
    if found and len(before) <= LEAD_IN and not any(map(str.isdigit, before)):
        text = after.lstrip(MARKS)
    return escape(clip(text, GIST))


def _named(item: DigestItem, name: str) -> str:
    """The name as it was heard, with what it stands for in brackets."""
    right = item.proper(name)
    return name if right == name else f"{name} ({right})"


def line(hit: Hit, url: str, number: int) -> str:
    """One line of a list: number, title linked to `url`, and the beginning of the summary."""
    title = f'{number}. <a href="{escape(url)}">{escape(clip(hit.item.title, LINE_TITLE))}</a>'
    return f"{title}：{text}" if (text := gist(hit.item)) else title


def message(hit: Hit, language: Language, links: Links) -> Message:
    """The card, with its buttons."""
    return Message(card(hit, language, links), keyboard(for_item(hit, language)))


def whole(hit: Hit, language: Language, links: Links) -> tuple[Message, ...]:
    """The item's full text, in several messages where it is long; the buttons are under the last."""
    item = hit.item
    names = clip(" · ".join(_named(item, name) for name in (*item.names, *item.orgs)), NAMES)
    blocks = [
        heading(hit),
        *(f"<blockquote>{escape(piece)}</blockquote>" for piece in split_text(item.text, PIECE)),
        *([escape(translate(language, "mentions", names=names))] if names else []),
        "\n".join(part for part in (source(hit.episode, language, links.item(hit)), reference(item, language)) if part),
    ]
    texts = pack(blocks, "\n\n")
    markup = keyboard([opening(hit.episode, language), *for_item(hit, language, whole=False)])
    return (*(Message(text) for text in texts[:-1]), Message(texts[-1], markup))
