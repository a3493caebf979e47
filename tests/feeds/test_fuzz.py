"""Whatever bytes come: entries or a refusal. `python -m tests.fuzz` looks longer."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz import inputs, readers


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(inputs.feeds)
def test_any_bytes_give_entries_or_a_refusal(content: bytes) -> None:
    readers.feed(content)


@pytest.mark.parametrize(
    "piece",
    [
        "<item>",
        "<item><title>x</title></item>",
        "<![CDATA[",
        "]]>",
        "&",
        "<!--",
        "&#1",
        "<a:b>",
        "<description>&lt;",
    ],
)
def test_a_megabyte_of_anything_is_done_with_in_time(piece: str) -> None:
    content = ("<rss><channel>" + piece * (1_000_000 // len(piece))).encode()
    began = time.process_time()
    readers.feed(content)
    assert time.process_time() - began < 10, "a reader whose time grows with the square takes minutes here"
