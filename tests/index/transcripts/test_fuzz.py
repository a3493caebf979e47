"""Whatever bytes come: words or a refusal. With FUZZ_EXAMPLES=100000 in the environment it looks longer."""

from __future__ import annotations

import json
import os
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.transcripts import LARGEST, ReadError, read_bytes
from index.transcripts.formats import Format

FORMATS: tuple[Format, ...] = ("text", "markdown", "html", "subtitles", "json")
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
PIECES = (
    *(
        "WEBVTT\n\n",
        "00:00:01,000 --> 00:00:02,000\n",
        "1:2.3 --> 4\n",
        "\n\n",
        "NOTE x\n",
        "<v Ann>",
        "{\\an8}",
        "-->",
    ),
    *(
        "<h2>",
        "</h2>",
        "<li>",
        "<a href='//x'>",
        "<a href='http://[::1'>",
        "</a>",
        "<hr>",
        "<time>0:5</time>",
        "<p>",
        "<ul>",
    ),
    *(
        "<!--",
        "]]>",
        "<![CDATA[",
        "&#x110000;",
        "&amp",
        "<table><tr>",
        "# ",
        "- ",
        "> ",
        "[a](b)",
        "![",
        "```",
        "***",
        "|",
    ),
    *(
        '{"segments":[',
        '{"start":1,"text":"好"}',
        "]}",
        '"from":',
        "1e999",
        "null",
        '{"body":',
        "[",
        "{",
        "\\ud800",
        ",",
    ),
    *(
        "大家好。",
        "Claude 3",
        "\u200b\u2060\ufeff",
        "\x00",
        "\x1b",
        "\r",
        "\u2028",
        "😀",
        "\ud800",
        "4．5",
        "小林：",
        "Bob: ",
    ),
)
pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=60).map("".join)
data = pieces.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=400)
keys = st.sampled_from(
    ["segments", "body", "text", "start", "end", "from", "offsets", "speaker", "startTime", "sentence_info"]
)
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)
fuzz = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _check(content: bytes, hint: Format | None) -> None:
    try:
        words = read_bytes(content, hint, "https://example.org/base")
    except ReadError:
        return
    assert words.text.strip()
    last = 0
    for section in sorted(words.sections, key=lambda one: one.start):
        assert last <= section.start < section.end <= len(words.text)
        last = section.end
    offsets = [mark.offset for mark in words.marks]
    assert offsets == sorted(offsets)
    assert all(mark.seconds >= 0 and mark.offset < len(words.text) for mark in words.marks)


@fuzz
@given(data, st.sampled_from([None, *FORMATS]))
def test_any_bytes_give_words_or_a_refusal(content: bytes, hint: Format | None) -> None:
    _check(content, hint)


@fuzz
@given(values)
def test_any_json_gives_words_or_a_refusal(value: object) -> None:
    _check(json.dumps(value).encode(), "json")


@pytest.mark.parametrize("hint", FORMATS)
@pytest.mark.parametrize(
    "piece",
    [
        "1\n00:00:01,000 --> 00:00:02,000\n{\\",
        "<h2>x</h2><li>",
        "<div><a href=x>",
        "- a\n",
        "![[",
        "[",
        "&",
        '{"a":[',
        "<v a>",
        "-->",
    ],
)
def test_a_megabyte_of_anything_is_done_with_in_time(hint: Format, piece: str) -> None:
    content = (piece * (1_000_000 // len(piece))).encode()
    assert len(content) < LARGEST
    began = time.process_time()
    _check(content, hint)
    assert time.process_time() - began < 10, "a reader whose time grows with the square takes minutes here"
