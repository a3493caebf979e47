from __future__ import annotations

from pathlib import Path

import pytest

from index.documents import index_transcript
from index.transcripts import read, read_text
from index.transcripts.formats import format_of, recognise

SRT = "1\n00:00:01,000 --> 00:00:02,000\n你好。\n"


@pytest.mark.parametrize(
    ("text", "hint", "expected"),
    [
        ("\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\nx", "text", "subtitles"),
        (SRT, "text", "subtitles"),
        (SRT, None, "subtitles"),
        ('  {"segments": []}', "text", "json"),
        ("<!DOCTYPE html><p>x", "text", "html"),
        ("# 标题\n\n<p>x</p>", "markdown", "markdown"),
        ("<p>x</p>", "markdown", "markdown"),
        ("[音乐] 大家好", "text", "text"),
        ("大家好，A --> B。", None, "text"),
        ("not JSON at all", "json", "json"),
    ],
)
def test_content_is_told_from_its_beginning_else_from_the_suffix(text: str, hint: str, expected: str) -> None:
    assert recognise(text, hint) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("media_type", "name", "expected"),
    [
        ("application/x-subrip", "https://example.org/1", "subtitles"),
        ("application/srt; charset=utf-8", "", "subtitles"),
        ("TEXT/VTT", "", "subtitles"),
        (None, "https://example.org/a.JSON?x=1#y", "json"),
        ("application/octet-stream", "https://example.org/a.srt", "subtitles"),
        ("audio/mpeg", "https://example.org/a.mp3", None),
    ],
)
def test_types_and_suffixes(media_type: str | None, name: str, expected: str | None) -> None:
    assert format_of(media_type, name) == expected


def test_plain_text_stays_as_it_is() -> None:
    text = "  大家好。\u200b\r\n再见。\n"
    assert read_text(text, "text").text == text


def test_items_of_subtitles_begin_at_their_second(tmp_path: Path) -> None:
    lines = [
        "大家好,这里是测试周报2024年5月的第一期。",
        "某大学的研究者推出机器人系统Alpha Arm,",
        "任务成功率达到71.5%。",
        "某公司推出语音模型Beta Voice。它支持12种语言。",
        "这期节目就到这里,感谢收听!",
    ]
    cues = (f"{i}\n00:0{i}:30,000 --> 00:0{i}:40,000\n{line}\n" for i, line in enumerate(lines))
    path = tmp_path / "one.srt"
    path.write_text("\n".join(cues), "utf-8")
    found = read(path)
    assert found.episode.show == "测试周报"
    items = [one.item for one in index_transcript(found)]
    assert [(item.names[0], item.seconds) for item in items] == [("Alpha Arm", 90), ("Beta Voice", 210)]
    assert all(found.text[item.start : item.end] == item.text for item in items)
