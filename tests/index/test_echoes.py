"""A name that no item holds is listened for among the words of the items."""

from __future__ import annotations

import pytest

from index.echoes import Echoes
from index.types import DigestItem


def _items(*texts: str) -> list[DigestItem]:
    return [
        DigestItem(episode="e", n=n, start=0, end=len(text), title=text, summary=text, text=text)
        for n, text in enumerate(texts, 1)
    ]


@pytest.mark.parametrize(
    ("asked", "text", "heard"),
    [
        ("PyTorch", "这个库是用p touch写的。", "p touch"),
        ("Midjourney", "画图用的是mini journey。", "mini journey"),
        ("Gemini", "谷歌的杰米奈也更新了。", "杰米奈"),
        ("宇树", "杭州的玉树又发了新的人形机器人。", "玉树"),
        ("文心一言", "百度的大模型文心颖言用的人很多。", "文心颖言"),
        ("GPT", "下一代GBT大模型要等到明年。", "gbt"),
    ],
)
def test_the_item_that_holds_words_of_that_sound_is_found(asked: str, text: str, heard: str) -> None:
    found = Echoes(_items("今天天气很好。", text, "另一条新闻讲的是芯片。")).find(asked)
    assert [(one.number, one.surface) for one in found] == [(1, heard)]


@pytest.mark.parametrize("asked", ["PyTorch", "Gemini", "GPT-6", "月之暗面"])
def test_nothing_is_heard_where_nothing_sounds_so(asked: str) -> None:
    assert Echoes(_items("今天天气很好。", "另一条新闻讲的是芯片和video。")).find(asked) == []


def test_no_items_no_echo() -> None:
    assert Echoes([]).find("PyTorch") == []


def test_an_ordinary_word_is_only_heard_as_a_name_where_the_field_is_spoken_of() -> None:
    items = _items("化学系买了一台质谱仪,质谱结果很准。", "质朴又发了新的大模型。")
    assert [one.number for one in Echoes(items).find("智谱")] == [1]
