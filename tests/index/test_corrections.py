from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.corrections import corrected, heard_in
from index.types import DigestItem


@pytest.mark.parametrize(
    ("text", "right", "shown"),
    [
        ("", {"Inkflo": "InkFlow"}, ""),
        ("Inkflo很快", {}, "Inkflo很快"),
        ("Inkflo很快", {"Inkflo": "InkFlow"}, "InkFlow很快"),
        ("Inkflos很快", {"Inkflo": "InkFlow"}, "Inkflos很快"),
        ("用Inkflo和Inkflo 2", {"Inkflo": "InkFlow", "Inkflo 2": "InkFlow Two"}, "用InkFlow和InkFlow Two"),
        ("Llama 3.1很大", {"Llama 3": "LLaMA-3"}, "Llama 3.1很大"),
        ("Llama 3。", {"Llama 3": "LLaMA-3"}, "LLaMA-3。"),
        ("C++(旧)", {"C++": "Cpp", "(旧": "x"}, "Cppx)"),
        ("谷哥地图", {"谷哥": "谷歌"}, "谷歌地图"),
    ],
)
def test_whole_heard_names_are_replaced_the_longest_first(text: str, right: dict[str, str], shown: str) -> None:
    assert corrected(text, right) == shown


def test_what_was_put_in_is_not_replaced_again() -> None:
    assert corrected("A1 B1", {"A1": "B1", "B1": "A1"}) == "B1 A1"


@given(st.text(max_size=40), st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=5), max_size=4))
def test_any_names_may_be_replaced(text: str, right: dict[str, str]) -> None:
    assert corrected(text, {}) == text
    assert corrected(text, {heard: heard for heard in right}) == text
    assert isinstance(corrected(text, right), str)


def test_only_heard_names_behind_what_is_shown_are_told() -> None:
    right = {"Inkflo": "InkFlow", "Cloud3": "Claude 3", "gpt4": "GPT-4"}
    item = DigestItem(episode="e", n=1, start=0, end=1, title="t", summary="s", text="x", right=right)
    assert heard_in(item, "Claude 3 超过 GPT-4") == {"Cloud3": "Claude 3"}, "gpt4 differs only in form"
    assert heard_in(item, "") == {}
