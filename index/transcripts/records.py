"""Transcripts in JSON: Podcasting 2.0, Whisper, whisper.cpp, Bilibili subtitles, FunASR and others in milliseconds."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from index.transcripts.subtitles import seconds
from index.transcripts.words import Cue, ReadError, Words, spoken, visible

# (key of the start, key of the end, what one is in seconds); the first that a record has is taken.
TIMES: tuple[tuple[str, str, float], ...] = (
    ("startTime", "endTime", 1.0),  # Podcasting 2.0
    ("start_ms", "end_ms", 0.001),
    ("startMs", "endMs", 0.001),
    ("begin_time", "end_time", 0.001),  # Paraformer's service
    ("start_time", "end_time", 1.0),
    ("from", "to", 1.0),  # Bilibili
    ("start", "end", 1.0),  # Whisper; FunASR in milliseconds, told by the size
)
TEXTS = ("body", "content", "text", "sentence", "word")
SPEAKERS = ("speaker", "spk", "speaker_id")
LISTS = ("segments", "body", "sentence_info", "sentences", "transcription", "results", "utterances", "result")
LATEST = 1_000_000  # seconds; a time beyond is none
SLOWEST = 10.0  # seconds a character: slower speech is no speech, the times are milliseconds
DEEPEST = 4  # lists inside lists that are looked into
_CLOCK = re.compile(r"\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,6}))?\s*", re.ASCII)
KNOWN = "Podcasting 2.0, Whisper, Bilibili or FunASR"

Record = Mapping[str, Any]


def read_json(text: str) -> Words:
    """The words of a transcript in JSON, with marks. Raises ReadError."""
    data = _parsed(text)
    records = _records(data)
    if not records:
        raise ReadError(_reason(data))
    cues = [cue for cue in map(_cue, records) if cue]
    if not cues:
        raise ReadError("holds segments without words: give the file that has them")
    return spoken(_in_seconds(cues, records))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f"line {error.lineno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise ReadError(f"is no JSON ({where}): export it anew from {KNOWN}") from None


def _reason(data: object) -> str:
    if isinstance(data, Mapping) and "chapters" in data:
        return "holds chapters and no words: give the transcript of the episode"
    return f"is JSON, yet no transcript in a form we know: export it from {KNOWN}"


def _records(data: object, depth: int = 0) -> Sequence[Record]:
    """The segments, wherever the format has them."""
    if isinstance(data, list):
        records = [one for one in data if isinstance(one, Mapping)]
        if any(_text(one) and _times(one) for one in records):
            return records
        inside: Iterator[object] = iter(records[:50])
    elif isinstance(data, Mapping):
        inside = (data[key] for key in LISTS if key in data)
    else:
        return ()
    if depth >= DEEPEST:
        return ()
    found = [_records(one, depth + 1) for one in inside]
    return max(found, key=len, default=())


def _text(record: Record) -> str:
    return next((record[key] for key in TEXTS if isinstance(record.get(key), str)), "")


def _times(record: Record) -> tuple[float, float | None] | None:
    offsets = record.get("offsets")  # whisper.cpp
    if isinstance(offsets, Mapping) and (start := _number(offsets.get("from"))) is not None:
        return start * 0.001, None
    for first, last, unit in TIMES:
        start = _number(record.get(first))
        if start is not None:
            end = _number(record.get(last))
            return start * unit, None if end is None else end * unit
    return None


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        clock = _CLOCK.fullmatch(value)
        return seconds(*clock.groups()) if clock else _parse(value)
    return _finite(value) if isinstance(value, int | float) else None


def _parse(value: str) -> float | None:
    try:
        return _finite(float(value[:30]))
    except ValueError:
        return None


def _finite(value: float) -> float | None:
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) and abs(number) <= LATEST * 1000 else None


def _cue(record: Record) -> Cue | None:
    text, times = " ".join(visible(_text(record)).split()), _times(record)
    if not text or times is None:
        return None
    speaker = next((str(record[key]) for key in SPEAKERS if isinstance(record.get(key), str | int)), "")
    return Cue(times[0], text, times[1], speaker[:100])


def _in_seconds(cues: Sequence[Cue], records: Sequence[Record]) -> Sequence[Cue]:
    """The cues with times in seconds: `start` and `end` alone do not tell their unit, how fast was spoken does."""
    last = max(cue.start for cue in cues)
    told = not any("start" in record for record in records)
    if told or last <= SLOWEST * sum(len(cue.text) for cue in cues):
        return cues
    return [Cue(cue.start / 1000, cue.text, cue.end and cue.end / 1000, cue.speaker) for cue in cues]
