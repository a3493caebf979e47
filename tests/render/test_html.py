from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from bot.render.html import clip, emphasised, escape, head, one_line, parsed_length, say, utf16_length
from tests.support.recording import parse

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_utf16_length_is_what_the_encoding_takes(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_escaped_text_is_shown_as_it_was_and_measured_so(text: str) -> None:
    assert parse(escape(text)) == text
    assert parsed_length(f"<b>{escape(text)}</b>") == utf16_length(text)


@given(TEXTS, st.integers(1, 50))
def test_head_is_the_longest_beginning_that_fits(text: str, units: int) -> None:
    kept = head(text, units)
    assert text.startswith(kept)
    assert utf16_length(kept) <= units
    rest = text[len(kept) : len(kept) + 1]
    assert not rest or utf16_length(kept + rest) > units


@given(TEXTS, st.integers(1, 50))
def test_clip_fits_stands_on_one_line_and_leaves_short_texts_alone(text: str, units: int) -> None:
    clipped = clip(text, units)
    assert utf16_length(clipped) <= units
    assert "\n" not in clipped
    if utf16_length(one_line(text)) <= units:
        assert clipped == one_line(text)
    else:
        assert clipped.endswith("…")


def test_values_put_into_texts_are_escaped() -> None:
    name = '<b>&"x"'
    assert html.escape(name) in say("en", "episode-head", name=name)
    assert parse(say("en", "episode-head", name=name)) == f"📻 {name}"


def test_what_was_asked_for_is_bold_wherever_it_stands() -> None:
    assert emphasised("58.5% & 8.5%", ("8.5%", "58.5%")) == "<b>58.5%</b> &amp; <b>8.5%</b>"
    assert emphasised("a<b", ()) == "a&lt;b"


@given(TEXTS, st.lists(TEXTS.filter(bool), max_size=4))
def test_emphasis_adds_nothing_to_what_is_read(text: str, parts: list[str]) -> None:
    assert html.unescape(emphasised(text, parts).replace("<b>", "").replace("</b>", "")) == text
