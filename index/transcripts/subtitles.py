"""SRT and WebVTT, as they are found: cues that end before they begin, no numbers, short times, markup of all kinds.

Read by hand: all we need is the start and the words. pysubs2 1.8 drops voices, keeps entities, finds nothing where
times are short (00:01,000), and strips markup in the square of the time, 3 s for 100 kB of braces; webvtt-py 0.6
refuses a whole file for one short time.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from index.transcripts.words import Cue, ReadError, Words, spoken

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,6}))?"
TIMING = re.compile(rf"\s*{_CLOCK}\s*-{{1,2}}>\s*{_CLOCK}", re.ASCII)
_NOT_WORDS = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,80})?\s([^<>]{1,120})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|</?\d[\d:.]{0,20}>|\{\\[^{}]{0,200}\}")
_BLANKS = re.compile(r"[^\S\n]+")
_SPEAKER = re.compile(r"([A-Z][\w.'-]{0,20}(?: [A-Z][\w.'-]{0,20}){0,3}|[\u4e00-\u9fff·]{2,8})[:：]\s*(?=\S)")
TWICE = 2  # times that a name with a colon leads a cue before it is taken for a speaker and not for words


def read_subtitles(text: str) -> Words:
    """The words of an SRT or WebVTT text, with marks. Raises ReadError."""
    cues = list(_cues(text))
    if not cues:
        raise ReadError("holds no subtitle: each takes a line such as 00:00:01,000 --> 00:00:04,000 and words below")
    return spoken(_with_speakers(cues))


def looks_like_subtitles(text: str) -> bool:
    """Whether a timing stands among the first lines."""
    return any(TIMING.match(line) for line in text.splitlines()[:50])


def seconds(hours: str | None, minutes: str, secs: str, fraction: str | None) -> float:
    """Seconds from the parts of a time."""
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(secs) + float(f"0.{fraction or 0}")


def _cues(text: str) -> Iterator[Cue]:
    timing: re.Match[str] | None = None
    lines: list[str] = []
    for line in text.splitlines():
        found = TIMING.match(line) if ">" in line else None
        if not found:
            lines.append(line)
            continue
        if timing:
            yield _cue(timing, _without_identifier(lines))
        timing, lines = found, []
    if timing:
        yield _cue(timing, lines)


def _without_identifier(lines: list[str]) -> list[str]:
    """The lines up to the next cue, without that one's number or name, which stands right before its timing."""
    if lines and lines[-1].strip() and ((len(lines) > 1 and not lines[-2].strip()) or lines[-1].strip().isdecimal()):
        return lines[:-1]
    return lines


def _cue(timing: re.Match[str], lines: list[str]) -> Cue:
    groups = timing.groups()
    raw = "\n".join(_words(lines))
    voice = _VOICE.search(raw)
    text = html.unescape(_TAG.sub("", _VOICE.sub("", raw)))
    kept = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    speaker = html.unescape(voice[1]).strip() if voice else ""
    return Cue(seconds(*groups[:4]), "\n".join(line for line in kept if line), seconds(*groups[4:]), speaker)


def _words(lines: list[str]) -> Iterator[str]:
    """The lines without comments and style sheets, which begin a block of their own."""
    skipping = False
    for before, line in zip(("x", *lines), lines, strict=False):
        if not before.strip() and _NOT_WORDS.match(line):
            skipping = True
        elif not line.strip():
            skipping = False
        if not skipping and line.strip():
            yield line


def _with_speakers(cues: list[Cue]) -> Iterator[Cue]:
    """Cues whose leading `Name:` is taken out of the words; a cue without one goes on with the speaker of before."""
    heads = [_SPEAKER.match(cue.text) for cue in cues]
    names = Counter(head[1] for head in heads if head)
    speaker = ""
    for cue, head in zip(cues, heads, strict=True):
        named = head is not None and names[head[1]] >= TWICE
        speaker = cue.speaker or (head[1] if head and named else speaker)
        yield Cue(cue.start, cue.text[head.end() :] if head and named else cue.text, cue.end, speaker)
