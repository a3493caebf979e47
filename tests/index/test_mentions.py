from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.mentions import actors, common_latin, institutions, is_unit, latin_names, latin_runs

LETTERS = st.sampled_from("aAbZ3 .-的三万欧乘，·😀é")


def _names(text: str) -> list[str]:
    return [one.text for one in latin_names(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("只有汉字。", []),
        ("他们推出Falcon 7和StarVision。", ["Falcon 7", "StarVision"]),
        ("Figure零一会走路", ["Figure零一"]),
        ("用户可以使用Talk with Lens聊天", ["Talk with Lens"]),
        ("参数是7B,显存24GB,支持3D", []),
        ("AI和API都是常用词", []),
        ("GPU和LLM", []),
        ("the model is small", []),
        ("Falcon-7B-Instruct.", ["Falcon-7B-Instruct"]),
        ("Falcon三个版本", ["Falcon"]),
        ("😀Falcon😀", ["Falcon"]),
        ("(Falcon)", ["Falcon"]),
    ],
)
def test_latin_names_have_a_capital_or_a_digit(text: str, names: list[str]) -> None:
    assert _names(text) == names


@settings(deadline=None, max_examples=150)
@given(st.text(LETTERS, max_size=60))
def test_mentions_lie_where_they_say_in_order_and_apart(text: str) -> None:
    for found in (latin_names(text), latin_runs(text)):
        assert all(text[one.start : one.end] == one.text != "" for one in found)
        assert all(one.end <= other.start for one, other in pairwise(found))


def test_runs_are_names_or_not() -> None:
    assert [one.text for one in latin_runs("the model有7B参数")] == ["the model", "7B"]


@pytest.mark.parametrize("word", ["7", "7B", "24GB", "3D", "1,024", "1.5T", "60fps", "512x512"])
def test_numbers_are_units_bare_or_not(word: str) -> None:
    assert is_unit(word)


@pytest.mark.parametrize("word", ["", "A7", "GPT4", "7BX", "GB", "七"])
def test_words_are_no_units(word: str) -> None:
    assert not is_unit(word)


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("", []),
        ("今天天气很好", []),
        ("东京大学和Sony的研究者推出机械手", ["东京大学", "Sony"]),
        ("5月6日,首尔大学、韩国科学技术院的研究人员提出一种方法", ["首尔大学", "韩国科学技术院"]),
        ("来自慕尼黑工业大学的研究团队发布数据集", ["慕尼黑工业大学"]),
    ],
)
def test_actors_are_who_does_the_research(sentence: str, who: list[str]) -> None:
    assert actors(sentence) == who


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("大学生很多", []),
        ("在东京大学读书", ["东京大学"]),
        ("来自东京大学的两个人", ["东京大学"]),
        ("加州大学圣迭戈分校", ["加州大学圣迭戈分校"]),
    ],
)
def test_institutions_say_what_they_are(text: str, found: list[str]) -> None:
    assert institutions(text) == found


def test_common_words_are_in_lower_case() -> None:
    assert "ai" in common_latin()
    assert all(word == word.casefold() for word in common_latin())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("主角GPT四欧能听会看", ["GPT四欧"]),
        ("Claude三点五上来就拿了第一", ["Claude三点五"]),
        ("Claude三个版本", ["Claude"]),
        ("Sora三点开始", ["Sora"]),
    ],
)
def test_spoken_versions_belong_to_the_name(text: str, names: list[str]) -> None:
    assert [one.text for one in latin_names(text)] == names
