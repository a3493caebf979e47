"""Replies to questions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from bot.render.actions import Verb, pack
from bot.render.buttons import for_item, keyboard, more_hits, numbered, questions
from bot.render.html import LIMIT, parsed_length, say
from bot.render.item import card, line, source
from bot.render.links import Links
from bot.render.smalltalk import smalltalk
from bot.render.types import Example, Message
from index.types import Answer, Hit, Language

LISTED = 20  # items in one list; more would be a wall
MARGIN = 200  # UTF-16 units for what stands before and after a list
MORE = 3  # further hits under a single answer


def answer(question: str, found: Answer, language: Language, links: Links, examples: Sequence[Example] = ()) -> Message:
    """The reply to a question. `examples` are offered where nothing else is."""
    if found.kind == "smalltalk":
        return smalltalk(question, language, examples)
    if not found.found or not found.hits:
        return nothing(found.suggestions, language, examples)
    if found.kind == "fact":
        return _single(found, language, links)
    return _list(found.hits, language, links)


def nothing(suggestions: Sequence[Hit], language: Language, examples: Sequence[Example]) -> Message:
    """Says that no episode holds an answer, and offers what is near, else example questions."""
    if suggestions:
        return Message(say(language, "not-found-suggestions"), keyboard(more_hits(suggestions[:MORE])))
    if examples:
        return Message(say(language, "not-found-examples"), keyboard(questions(examples)))
    return Message(say(language, "library-empty"))


def quoted(question: str, reply: Message, language: Language) -> Message:
    """The reply with the question over it, where the question was asked by a button."""
    return Message(f"{say(language, 'asked', question=question)}\n\n{reply.text}", reply.markup)


def _single(found: Answer, language: Language, links: Links) -> Message:
    best, *others = found.hits
    rows = [*for_item(best, language), *more_hits(others[:MORE])]
    return Message(card(best, language, links, found.text, found.marks), keyboard(rows))


def _list(hits: Sequence[Hit], language: Language, links: Links) -> Message:
    blocks = _fitting([_entry(hits, i, language, links) for i in range(min(len(hits), LISTED))])
    left = len(hits) - len(blocks)
    parts = [say(language, "found-list", count=len(hits)), *blocks]
    parts += [f"\n{say(language, 'found-more', count=left)}"] if left else []
    targets = [(str(i + 1), pack(Verb.HIT, hits[i].episode.key, hits[i].item.n)) for i in range(len(blocks))]
    return Message("\n".join(parts), keyboard(numbered(targets)))


def _entry(hits: Sequence[Hit], i: int, language: Language, links: Links) -> str:
    """The line of hit `i`, under the name of its episode where another episode stood before."""
    hit = hits[i]
    entry = line(hit, links.item(hit), i + 1)
    if i and hits[i - 1].episode == hit.episode:
        return entry
    return f"\n{source(hit.episode, language, links.episode(hit.episode))}\n{entry}"


def _fitting(blocks: Sequence[str]) -> Sequence[str]:
    """As many of the blocks, from the first, as fit into one message."""
    lengths = accumulate(parsed_length(block) + 1 for block in blocks)
    return [block for block, length in zip(blocks, lengths, strict=True) if length <= LIMIT - MARGIN]
