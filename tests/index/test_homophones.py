from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.homophones import NEARLY, SAME, Homophones


@pytest.mark.parametrize(
    ("name", "text", "heard", "likeness"),
    [
        ("宇树", "玉树的机器人会翻跟头", "玉树", SAME),
        ("智谱", "来自质朴的模型", "质朴", SAME),
        ("杨立昆", "图灵奖得主闫了困说", "闫了困", NEARLY),
        ("吴恩达", "吴安达开了新课", "吴安达", NEARLY),
        ("商汤科技", "尚汤科技上市", "尚汤科技", SAME),
    ],
)
def test_other_characters_of_the_same_sound_are_heard(name: str, text: str, heard: str, likeness: float) -> None:
    (found,) = Homophones(["别的事。", text]).find(name)
    assert found.number == 1
    assert text[found.start : found.end] == heard
    assert found.likeness == likeness


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("宇树", "宇树的机器人"),
        ("宇树", "玉米的机器人"),
        ("杨立昆", "张三说"),
        ("杨立昆", "杨立刚说"),
        ("Sora", "索拉"),
        ("树", "数"),
        ("", "数"),
    ],
)
def test_the_name_itself_and_other_sounds_are_not(name: str, text: str) -> None:
    assert not list(Homophones([text]).find(name))


@given(st.lists(st.text(st.sampled_from("玉宇树数语a。\n"), max_size=8), max_size=5))
def test_places_lie_in_their_texts(texts: list[str]) -> None:
    for one in Homophones(texts).find("宇树"):
        heard = texts[one.number][one.start : one.end]
        assert len(heard) == 2
        assert heard != "宇树"
