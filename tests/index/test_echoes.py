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
