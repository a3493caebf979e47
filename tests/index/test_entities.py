from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entities import Entities, entities
from index.sentences import sentences


def _entities(text: str) -> Entities:
    return entities(sentences(text))


def test_the_subject_stands_first() -> None:
    found = _entities("相较MagicPen,还有DrawBot,差距很大。东京大学的研究者推出绘画系统InkFlow,比MagicPen更快。")
    assert found.names[0] == "InkFlow"
    assert set(found.names) == {"InkFlow", "MagicPen", "DrawBot"}


def test_what_is_announced_stands_before_what_it_is_compared_with() -> None:
    assert _entities("相较MagicPen更快,东京大学的研究者推出绘画系统InkFlow。").names == ("InkFlow", "MagicPen")


def test_who_does_the_research_acts() -> None:
    found = _entities("东京大学和索尼的研究者推出绘画系统InkFlow。")
    assert "东京大学" in found.orgs
    assert "东京大学" not in found.names


def test_an_organisation_that_is_only_mentioned_stands_among_the_names_at_the_end() -> None:
    found = _entities("东京大学的研究者推出绘画系统InkFlow。它的画风像谷歌的海报。")
    assert found.orgs == ("东京大学",)
    assert found.names == ("InkFlow", "谷歌")


@pytest.mark.parametrize("text", ["OpenAI发布新模型。", "谷歌发布新模型。", "新模型是由谷歌推出的。"])
def test_a_known_organisation_before_the_verb_acts(text: str) -> None:
    assert len(_entities(text).orgs) == 1


def test_a_misheard_name_has_its_right_one_beside_it() -> None:
    found = _entities("Anthropic推出Cloud3。")
    assert found.right["Cloud3"] == "Claude 3"
    assert found.names == ("Cloud3",)


def test_right_names_need_no_correction() -> None:
    assert _entities("Anthropic推出Claude 3。").right == {}


@pytest.mark.parametrize("before", ["编程能力基准", "代码榜单", "the benchmark "])
def test_what_a_name_is_said_to_be_speaks_for_the_one_of_that_kind(before: str) -> None:
    assert _entities(f"它在{before}Humanivow上领先。").right == {"Humanivow": "HumanEval"}
    assert _entities("它在Humanivow上领先。").right == {}


@pytest.mark.parametrize(
    "text",
    ["同一家公司还有一个小东西,叫InkFlow。", "他们家还有一个做图的也开源了。", "发布会第二天,公司就有人事变动。"],
)
def test_the_same_company_is_the_one_of_the_item_before(text: str) -> None:
    assert entities(sentences(text), "Mistral AI").orgs[:1] == ("Mistral AI",)


@pytest.mark.parametrize("text", ["谷歌推出绘画系统InkFlow。", "微软公司也推出了绘画系统InkFlow。"])
def test_another_company_is_not_the_one_of_the_item_before(text: str) -> None:
    assert "Mistral AI" not in entities(sentences(text), "Mistral AI").orgs


@pytest.mark.parametrize(
    "text", ["苹果也加入了这个赛道。", "那么谷歌拿出了什么呢?", "最后一条,OpenAI又写论文了。", "快手的可灵更新了。"]
)
def test_an_item_that_turns_to_an_organisation_is_about_it(text: str) -> None:
    assert len(_entities(text).orgs) == 1


def test_whom_the_founders_worked_for_does_not_act() -> None:
    assert not {"DeepMind", "Meta"} & set(_entities("由前DeepMind和Meta研究者创办的公司推出旗舰模型InkFlow。").orgs)


@pytest.mark.parametrize("text", ["。", "😀", "什么都没有", "\0", "…", "(((", "的的的"])
def test_texts_that_name_nothing(text: str) -> None:
    assert _entities(text) == Entities((), (), {})


PARTS = [
    "谷歌",
    "推出",
    "Cloud3",
    "的研究者",
    "东京大学",
    "和",
    "，",
    "。",
    "InkFlow",
    "GPT-4",
    "😀",
    "㍿",
    "公司",
    "是",
    "2",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PARTS), min_size=1))
def test_names_stand_in_the_text_each_once(parts: list[str]) -> None:
    text = "".join(parts)
    if not sentences(text):
        return
    found = _entities(text)
    assert all(name in text for name in (*found.names, *found.orgs))
    assert len(set(found.names)) == len(found.names)
    assert len(set(found.orgs)) == len(found.orgs)
    assert set(found.right) <= {*found.names, *found.orgs}
    assert all(heard != meant for heard, meant in found.right.items())
