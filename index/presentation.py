"""What of a transcript belongs to the show itself, and to none of its items: greeting, advertising, farewell."""

from __future__ import annotations

from collections.abc import Sequence

from index.cues import without_filler
from index.patterns import load
from index.sentences import Sentence

OPENING, CLOSING = 0.15, 0.9  # shares of a transcript within which a show is opened, and from which it is closed
GREETING = 3  # sentences, in one of which who greets does so
LONGEST_BREAK = 500  # characters of an advertising break
STRAY = 14  # characters between two greetings or advertisements that are no item

_PATTERNS = load("cues", "presentation")


def runs(all_sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """The sentences of the news, in runs between those that belong to the show."""
    found: list[list[Sentence]] = [[]]
    for sentence, is_own in zip(all_sentences, _of_the_show(all_sentences), strict=True):
        if is_own:
            found.append([])
        else:
            found[-1].append(sentence)
    return [run for run in found if sum(len(one.text) for one in run) >= STRAY]


def _of_the_show(sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence, whether it belongs to the show, and not to its news."""
    own = [_is("own", sentence) or _is("addressed", sentence) for sentence in sentences]
    for first, last in (_before_beginning(sentences), *_breaks(sentences), _after_end(sentences)):
        own[first:last] = [True] * (last - first)
    return own


def _before_beginning(sentences: Sequence[Sentence]) -> tuple[int, int]:
    """The sentences up to "我们开始吧", near the beginning of a show that greets first."""
    if not any(_is("own", one) for one in sentences[:GREETING]):
        return 0, 0
    early = [i for i, one in enumerate(sentences) if one.end <= OPENING * sentences[-1].end and _is("begins", one)]
    return 0, max(early, default=-1) + 1


def _after_end(sentences: Sequence[Sentence]) -> tuple[int, int]:
    """The sentences from "今天就到这里" on, near the end."""
    late = (i for i, one in enumerate(sentences) if one.start >= CLOSING * sentences[-1].end and _is("ends", one))
    return next(late, len(sentences)), len(sentences)


def _breaks(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The sentences from "感谢赞助商…" to "广告回来", where both are said."""
    found: list[tuple[int, int]] = []
    for last in (i for i, one in enumerate(sentences) if _is("returns", one)):
        reach = sentences[last].start - LONGEST_BREAK
        near = (i for i, one in enumerate(sentences[:last]) if one.start >= reach and _is("sponsor", one))
        found.append((next(near, last), last + 1))
    return found


def _is(kind: str, sentence: Sentence) -> bool:
    return _PATTERNS[kind].search(without_filler(sentence.text)) is not None
