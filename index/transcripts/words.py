"""What a reader gives, and what all readers need: clean text with exact places in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.types import Mark, Section

# Zero width, and of no meaning in Chinese or English; some exporters put thousands of them into subtitles.
INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_END = re.compile(r"[。！？!?…]|(?<=[A-Za-z\d])\.(?=\s|$)")
_WIDE = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_WIDE_CHARACTER = re.compile(rf"[{_WIDE}]")
SENTENCE = 150  # characters; where there is less than one full stop to so many, there is no punctuation
CLAUSE = 6  # characters of a cue that is more than a single word
PAUSE = 0.8  # seconds of silence that end a sentence


class ReadError(ValueError):
    """A text is no transcript of that format; says what is wrong and what to do, without the name of the file."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an episode as they are stored.

    `sections`: the items, where the source itself sets them apart (a digest). `marks`: when what was said, where the
    source has times (subtitles). `title`: the episode's, where the source names it.
    """

    text: str
    sections: tuple[Section, ...] = ()
    marks: tuple[Mark, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle: `start` and `end` in seconds, the end where it is known; who speaks, or nothing."""

    start: float
    text: str
    end: float | None = None
    speaker: str = ""


def visible(text: str) -> str:
    """The text without characters that nobody sees."""
    return _CONTROLS.sub("", text).translate(INVISIBLE)


def spoken(cues: Iterable[Cue]) -> Words:
    """Cues as one text with marks. Raises ReadError: there are no words.

    With punctuation, cues are joined as the script has it, and a new speaker begins a line. Without any, each cue is
    a line: recognisers and editors cut at clauses, and nothing else tells where a sentence may end.
    """
    seen = (replace(cue, text=visible(cue.text)) for cue in cues)
    kept = list(_unrolled(cue for cue in seen if cue.text.strip()))
    if not kept:
        raise ReadError("holds no words: give the file with the subtitles or the transcript")
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    ends_sentence = _joints(kept)
    for i, cue in enumerate(kept):
        joint = _joint(kept[i - 1], cue, ends_sentence[i]) if i else ""
        marks.append(Mark(length + len(joint), round(max(cue.start, 0.0), 3)))
        parts += [joint, cue.text]
        length += len(joint) + len(cue.text)
    return Words("".join(parts), marks=tuple(marks))


def _unrolled(cues: Iterable[Cue]) -> Iterable[Cue]:
    """Cues as one line each, without the line that they repeat of the one before, as rolling captions do."""
    last = ""
    for cue in cues:
        lines = cue.text.split("\n")
        text = _one_line(lines[1:] if len(lines) > 1 and lines[0] == last else lines)
        last = lines[-1]
        yield Cue(cue.start, text, cue.end, cue.speaker)


def _one_line(lines: Sequence[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text += _seam(text, line) + line
    return text


def _joints(cues: Sequence[Cue]) -> list[bool]:
    """Whether a line begins at each cue."""
    length = sum(len(cue.text) for cue in cues)
    punctuated = sum(len(_END.findall(cue.text)) for cue in cues) * SENTENCE >= length
    clauses = length >= CLAUSE * len(cues)
    return [
        i > 0 and (cue.speaker != cues[i - 1].speaker or (not punctuated and (clauses or _pauses(cues[i - 1], cue))))
        for i, cue in enumerate(cues)
    ]


def _pauses(before: Cue, after: Cue) -> bool:
    return before.end is not None and after.start - before.end >= PAUSE


def _joint(before: Cue, after: Cue, line: bool) -> str:
    return "\n" if line else _seam(before.text, after.text)


def _seam(before: str, after: str) -> str:
    """Chinese runs on without a blank, Latin words need one."""
    return "" if _WIDE_CHARACTER.match(before[-1:]) or _WIDE_CHARACTER.match(after) else " "
