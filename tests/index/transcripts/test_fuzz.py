"""Whatever bytes come: words or a refusal. `python -m tests.fuzz` looks longer."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings

from index.transcripts import LARGEST
from index.transcripts.formats import Format
from tests.fuzz import inputs, readers

fuzz = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@fuzz
@given(inputs.transcripts, inputs.hints)
def test_any_bytes_give_words_or_a_refusal(content: str | bytes, hint: Format | None) -> None:
    readers.transcript(content, hint)


@fuzz
@given(inputs.records)
def test_any_json_gives_words_or_a_refusal(content: bytes) -> None:
    readers.transcript(content, "json")


@pytest.mark.parametrize("hint", inputs.FORMATS)
@pytest.mark.parametrize(
    "piece",
    [
        "1\n00:00:01,000 --> 00:00:02,000\n{\\",
        "<h2>x</h2><li>",
        "<li><p>x",
        "x<br>",
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
    readers.transcript(content, hint)
    assert time.process_time() - began < 10, "a reader whose time grows with the square takes minutes here"
