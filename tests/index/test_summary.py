from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sentences import sentences
from index.summary import SUMMARY, TITLE, lead, shorten, summary, title

NEWS = "5月6日,东京大学的研究者推出绘画系统InkFlow,速度提升三倍。它支持离线使用。天气很好。"


def test_the_title_is_the_news_without_its_date() -> None:
    assert title(sentences(NEWS)) == "东京大学的研究者推出绘画系统InkFlow"


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        # The clause that says the name, not the background before it.
        (
            "长期以来机器人能不能自己拿起画笔在纸上画出一幅让人满意的风景画来一直没有让人信服的答案,东京大学推出了绘画系统InkFlow。",
            ("InkFlow",),
            "东京大学推出了绘画系统InkFlow",
        ),
        # A name of the item that stands in a later sentence.
        ("大家好久不见。东京大学推出了绘画系统InkFlow。", ("InkFlow",), "东京大学推出了绘画系统InkFlow"),
        # A remark on the section is no title.
        ("下面来看开源部分。东京大学推出了绘画系统InkFlow。", (), "东京大学推出了绘画系统InkFlow"),
        # What asks is no title while something tells.
        ("你会画画吗?绘画系统InkFlow发布了新版本。", ("InkFlow",), "绘画系统InkFlow发布了新版本"),
        # Nothing but marks stays as it is.
        ("……", (), "……"),
    ],
)
def test_the_title_is_the_clause_that_tells(text: str, names: tuple[str, ...], expected: str) -> None:
    assert title(sentences(text), names) == expected


def test_the_lead_is_what_follows_a_question() -> None:
    cut = sentences("机器人能不能自己学会画画?东京大学的研究者推出绘画系统InkFlow。它支持离线使用。")
    assert lead(cut) == 1


def test_the_summary_begins_with_the_news_and_keeps_the_order() -> None:
    cut = sentences(NEWS)
    text = summary(cut)
    assert text.startswith(cut[0].text)
    places = [text.find(one.text) for one in cut if one.text in text]
    assert places == sorted(places)


def test_a_tight_summary_is_the_news_alone() -> None:
    cut = sentences(NEWS)
    assert summary(cut, len(cut[0].text)) == cut[0].text


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from([NEWS, "为什么呢?", "😀。", "很" * 300, "a," * 90, "It is free. ", "，，。"]), min_size=1)
)
def test_titles_and_summaries_fit(parts: list[str]) -> None:
    cut = sentences("".join(parts))
    assert 0 <= lead(cut) < len(cut)
    assert len(title(cut)) <= TITLE
    assert len(summary(cut)) <= SUMMARY
    assert summary(cut)


@settings(deadline=None, max_examples=150)
@given(st.text(st.sampled_from("ab好，,。 ;😀"), max_size=60), st.integers(2, 60))
def test_a_shortened_text_fits_and_is_its_beginning(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("", 5, ""),
        ("速度很快", 4, "速度很快"),
        ("速度很快,价格很低", 7, "速度很快…"),
        ("快,价格很低还免费", 7, "快,价格很低…"),
    ],
)
def test_texts_are_cut_behind_a_clause_that_keeps_half(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short
