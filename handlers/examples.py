"""Example questions that the loaded episodes answer: made from their own names, newest episode first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.i18n import translate
from bot.library import Snapshot
from bot.render.actions import Verb, pack
from bot.render.types import Example
from index.types import DigestItem, Hit, Language

COUNT = 3
EPISODES = 3  # newest episodes that are looked through

WHAT, ORG, LATEST = "w", "o", "l"

# A name that stands for itself in a question: Latin letters first, not a single short word that may mean anything.
_NAME = re.compile(r"(?=.{4,24}$)[A-Za-z][\w.+-]*( [\w.+-]+)*", re.ASCII)
# In an English question an organisation has a Latin name.
_ORG: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"[\w ]{2,12}"),
    "en": re.compile(r"[A-Za-z][\w ]{2,20}", re.ASCII),
}


def examples(snapshot: Snapshot, language: Language) -> tuple[Example, ...]:
    """Up to COUNT questions, each about another item; none while there is no episode."""
    if not snapshot.episodes:
        return ()
    latest = Example(translate(language, "example-latest"), pack(Verb.ASK, LATEST))
    return (*islice(_about_items(snapshot, language), COUNT - 1), latest)


def example_questions(snapshot: Snapshot, language: Language) -> list[str]:
    """The questions alone."""
    return [example.question for example in examples(snapshot, language)]


def question_of(kind: str, hit: Hit | None, language: Language) -> str | None:
    """The question behind an example's button; None where the item does not give it (any more)."""
    if kind == LATEST:
        return translate(language, "example-latest")
    if hit and kind == WHAT and (name := _first(hit.item, hit.item.names, _NAME)):
        return translate(language, "example-what", name=name)
    if hit and kind == ORG and (org := _first(hit.item, hit.item.orgs, _ORG[language])):
        return translate(language, "example-org", org=org)
    return None


def _about_items(snapshot: Snapshot, language: Language) -> Iterator[Example]:
    """One question of each kind, about two items."""
    hits = [
        Hit(episode=episode, item=item)
        for episode in snapshot.episodes[:EPISODES]
        for item in snapshot.items(episode.id)
    ]
    for kind in (WHAT, ORG, WHAT):
        for hit in hits:
            if question := question_of(kind, hit, language):
                yield Example(question, pack(Verb.ASK, kind, hit.episode.key, hit.item.n))
                hits.remove(hit)
                break


def _first(item: DigestItem, names: Sequence[str], wanted: re.Pattern[str]) -> str | None:
    name = item.proper(names[0]) if names else ""
    return name if wanted.fullmatch(name) else None
