from __future__ import annotations

import pytest

from index.transcripts import ReadError, Words, read_text

VTT = """WEBVTT - 第三期

STYLE
::cue { color: red }

NOTE 这一行
不是字幕

intro
01:02.500 --> 01:04.000 align:start
<v.loud 小林>你好 &lt;世界&gt; &amp; <c.x>大家</c>。

00:00:05.000 --> 00:00:01.000
<v 小陈>结束早于开始。
2024

01:00:10.000 --> 01:00:11.000
<i>最后一句。</i>
"""


def _spots(words: Words) -> list[tuple[str, float]]:
    """What each mark points at, up to the next one."""
    ends = [*(mark.offset for mark in words.marks[1:]), len(words.text)]
    return [(words.text[mark.offset : end].strip(), mark.seconds) for mark, end in zip(words.marks, ends, strict=True)]


def test_webvtt_keeps_words_and_times_and_nothing_else() -> None:
    words = read_text(VTT, "subtitles")
    assert _spots(words) == [("你好 <世界> & 大家。", 62.5), ("结束早于开始。2024", 5.0), ("最后一句。", 3610.0)]
    assert words.text.splitlines()[1] == "结束早于开始。2024最后一句。", "another speaker begins a line"


def test_srt_with_speakers_blank_lines_and_short_times() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Ann Lee: When you\nfirst start.\n\n\n"
        "2\n0:00:03.5 --> 00:00:02\nAnn Lee: Note: it\n\ngoes on.\n\n3\n00:09,2 --> 00:12,0\nBob: One: two.\n\n"
        "4\n00:13,2 --> 00:14,0\nBob: three.\n"
    )
    words = read_text(text, "subtitles")
    assert _spots(words) == [
        ("When you first start.", 1.0),
        ("Note: it goes on.", 3.5),
        ("One: two.", 9.2),
        ("three.", 13.2),
    ]
    assert words.text == "When you first start. Note: it goes on.\nOne: two. three."


def test_words_with_a_colon_stay_unless_they_are_a_speaker() -> None:
    assert read_text("00:01,0 --> 00:02,0\n注意：显存要够。\n", "subtitles").text == "注意：显存要够。"


def test_zero_width_characters_and_marks_of_byte_order_are_gone() -> None:
    text = "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\n" + "\u200b" * 5000 + "发布4．5\u2060版。\r\n"
    assert read_text(text, "subtitles").text == "发布4．5版。"


def test_without_punctuation_each_cue_is_a_line_and_with_it_cues_run_on() -> None:
    cues = ["某公司今天发布了新的模型", "它的速度快了三倍", "另一家公司也推出了机器人"]
    srt = "\n\n".join(f"{i}\n00:00:0{i},000 --> 00:00:0{i},900\n{cue}" for i, cue in enumerate(cues))
    assert read_text(srt, "subtitles").text == "\n".join(cues)
    marked = srt.replace("三倍", "三倍。")
    assert read_text(marked, "subtitles").text == "某公司今天发布了新的模型它的速度快了三倍。另一家公司也推出了机器人"


def test_lines_that_roll_are_said_once() -> None:
    cues = ("a new model", "a new model\nis here", "is here\ntoday.")
    srt = "\n\n".join(f"00:0{i},0 --> 00:0{i + 1},0\n{cue}" for i, cue in enumerate(cues))
    assert read_text(srt, "subtitles").text == "a new model is here today."


@pytest.mark.parametrize("text", ["WEBVTT\n\nno cue at all", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n"])
def test_subtitles_without_words_are_refused(text: str) -> None:
    with pytest.raises(ReadError, match="holds no"):
        read_text(text, "subtitles")
