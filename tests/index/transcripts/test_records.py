from __future__ import annotations

import json

import pytest

from index.transcripts import ReadError, read_text
from index.types import Mark

SEGMENTS = [(0.0, 2.5, "某公司发布模型。"), (2.5, 4.0, "速度快了三倍。"), (61.25, 63.0, "机器人会做饭。")]
MARKS = (Mark(0, 0.0), Mark(8, 2.5), Mark(15, 61.25))


def _ms(name: str, *, start: str = "start_ms", end: str = "end_ms") -> list[dict[str, object]]:
    return [{start: int(a * 1000), end: int(b * 1000), name: text} for a, b, text in SEGMENTS]


@pytest.mark.parametrize(
    "data",
    [
        {"version": "1.0.0", "segments": [{"startTime": a, "endTime": b, "body": t} for a, b, t in SEGMENTS]},
        {
            "text": "…",
            "language": "zh",
            "segments": [{"id": 1, "start": a, "end": b, "text": t} for a, b, t in SEGMENTS],
        },
        {"font_size": 0.4, "body": [{"from": a, "to": b, "location": 2, "content": t} for a, b, t in SEGMENTS]},
        [{"key": "one", "text": "…", "sentence_info": _ms("text", start="start", end="end")}],
        {"sentences": _ms("text", start="begin_time", end="end_time")},
        {"segments": _ms("text")},
        _ms("text"),
        {"transcription": [{"offsets": {"from": a * 1000, "to": b * 1000}, "text": f" {t}"} for a, b, t in SEGMENTS]},
        {"segments": [{"start": f"00:0{int(a // 60)}:{a % 60:.3f}", "text": t} for a, _, t in SEGMENTS]},
    ],
    ids=["podcasting", "whisper", "bilibili", "funasr", "paraformer", "ms", "list", "whisper.cpp", "clock"],
)
def test_the_same_words_and_times_from_every_form(data: object) -> None:
    words = read_text(json.dumps(data, ensure_ascii=False), "json")
    assert words.text == "某公司发布模型。速度快了三倍。机器人会做饭。"
    assert words.marks == MARKS


def test_speakers_begin_lines() -> None:
    segments = [
        {"startTime": i, "body": body, "speaker": name}
        for i, (name, body) in enumerate([("Ann", "It is out."), ("Ann", "At last."), ("Bob", "Yes.")])
    ]
    assert read_text(json.dumps({"segments": segments}), "json").text == "It is out. At last.\nYes."


def test_words_one_by_one_become_sentences_again() -> None:
    words = ["The", "robot", "cooks", "now"]
    segments = [{"startTime": i / 2, "endTime": i / 2 + 0.4, "body": word} for i, word in enumerate(words)]
    assert read_text(json.dumps({"segments": segments}), "json").text == "The robot cooks now"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('{"segments": [', "is no JSON \\(line 1: "),
        ("[" * 100_000, "is no JSON \\(nested too deeply"),
        ('{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Intro"}]}', "holds chapters and no words"),
        ('{"name": "app"}', "no transcript in a form we know"),
        ('{"segments": [{"start": 1e999, "text": "x"}]}', "no transcript in a form we know"),
        ('{"segments": [{"start": 1, "text": "x"}, {"start": 2}]}', None),
        ('{"segments": [{"start": 1, "text": " "}, {"start": 2, "text": "\\u200b"}]}', "without words"),
    ],
)
def test_other_json_is_refused_with_the_reason(text: str, wrong: str | None) -> None:
    if wrong is None:
        assert read_text(text, "json").text == "x"
        return
    with pytest.raises(ReadError, match=wrong):
        read_text(text, "json")
