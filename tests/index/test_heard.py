from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.heard import heard_chinese, heard_small


def _heard(text: str) -> list[tuple[str, str]]:
    return [(one.mention.text, one.entry.name) for one in heard_chinese(text)]


@pytest.mark.parametrize("text", ["", " ", "😀", "Google only", "，。", "\0", "今天天气很好"])
def test_texts_without_chinese_names(text: str) -> None:
    assert _heard(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("谷歌又更新了", [("谷歌", "Google")]),
        ("先是智谱,然后谷歌", [("智谱", "Zhipu AI"), ("谷歌", "Google")]),
        ("國科大和谷歌", [("國科大", "University of Chinese Academy of Sciences"), ("谷歌", "Google")]),
    ],
)
def test_known_names_are_heard_in_order(text: str, found: list[tuple[str, str]]) -> None:
    assert _heard(text) == found


def test_a_name_of_the_same_sound_is_heard() -> None:
    assert _heard("大家在用文新一言写作") == [("文新一言", "ERNIE Bot")]


def test_a_version_behind_a_name_belongs_to_it() -> None:
    (found,) = heard_chinese("他们测试了通义千问2的能力")
    assert found.mention.text == "通义千问2"
    assert "2" in found.entry.name


@pytest.mark.parametrize(
    ("text", "heard", "meant"),
    [
        ("海报是用米德Journey画的", "米德Journey", "Midjourney"),
        ("结构要靠阿尔法Fold三。", "阿尔法Fold三", "AlphaFold 3"),
    ],
)
def test_a_name_half_in_characters_is_heard(text: str, heard: str, meant: str) -> None:
    assert _heard(text) == [(heard, meant)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他们用Hugging phase下载模型。", [("Hugging phase", "Hugging Face")]),
        ("open eye又融资了。", [("open eye", "OpenAI")]),
        ("这是一个open world游戏。", []),
        ("They open eyes everywhere.", []),
    ],
)
def test_names_in_small_letters_are_heard_within_chinese(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.mention.text, one.entry.name) for one in heard_small(text)] == found


@settings(deadline=None, max_examples=100)
@given(st.text(st.sampled_from("谷歌通义千问智谱阿尔法Fold2三的模㍿ﬁ，😀國"), max_size=40))
def test_heard_names_lie_where_they_say(text: str) -> None:
    found = heard_chinese(text)
    assert all(text[one.mention.start : one.mention.end] == one.mention.text != "" for one in found)
    assert [one.mention.start for one in found] == sorted(one.mention.start for one in found)


def test_characters_that_change_length_do_not_shift_places() -> None:
    text = "㍿很大,谷歌也很大"
    assert {one.mention.text for one in heard_chinese(text)} <= {"谷歌"}
