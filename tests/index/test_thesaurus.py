from __future__ import annotations

from importlib import resources

import pytest

from index.text import normalise
from index.thesaurus import HEADLESS, MARK, Thesaurus, ThesaurusError, read, stem, thesaurus

LINES = "# ours\n机器人\trobot\n人形机器人\thumanoid robot|humanoid\n聊天助手|!聊天机器人\tchatbot\n做饭|烹饪\tcook\n"


@pytest.fixture
def small() -> Thesaurus:
    return Thesaurus(read(LINES))


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("", []),
        ("烹饪", ["做饭"]),
        ("it cooked", ["做饭"]),
        ("两个机器人做饭", ["机器人", "做饭"]),
        ("人形机器人", ["人形机器人", "机器人"]),
        ("humanoid robots", ["人形机器人", "机器人"]),
        ("聊天机器人", ["聊天助手"]),
        ("cookbook", []),
        ("，。😀", []),
    ],
)
def test_concepts_of_a_text(small: Thesaurus, text: str, concepts: list[str]) -> None:
    assert sorted(small.concepts(text)) == sorted(MARK + one for one in concepts)


def test_forms_lie_where_they_say_and_heads_are_marked(small: Thesaurus) -> None:
    found = small.find("看,人形机器人!")
    assert {(one.start, one.end) for one in found} == {(2, 7)}
    assert {one.concept: one.is_head for one in found} == {"§人形机器人": False, "§机器人": True}


def test_a_form_may_belong_to_several_concepts() -> None:
    found = Thesaurus(read("推理|推断\tinference\n推理能力|推理\treasoning\n"))
    assert sorted(found.concepts("推理")) == ["§推理", "§推理能力"]


def test_an_empty_thesaurus_finds_nothing() -> None:
    assert Thesaurus([]).find("机器人 robot") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("做饭|烹饪\n", "line 1: has 1 columns"),
        ("# a\n做饭\tcook\tbake\n", "line 2: has 3 columns"),
        ("做饭\t\n", "line 1: needs two forms or more"),
        ("做饭|做饭\t\n", "line 1: needs two forms or more, none of them twice"),
    ],
)
def test_a_wrong_line_is_named(text: str, wrong: str) -> None:
    with pytest.raises(ThesaurusError, match=f"^{wrong}"):
        read(text)


def test_lines_without_one_language_are_fine() -> None:
    assert read("做饭|烹饪\t\n\n\tcook|bake\n") == [(("做饭", "烹饪"), ()), ((), ("cook", "bake"))]


@pytest.mark.parametrize(
    ("word", "same"), [("models", "model"), ("cooking", "cooked"), ("模型", "模型"), ("gpt4", "gpt4"), ("", "")]
)
def test_stems(word: str, same: str) -> None:
    assert stem(word) == stem(same)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("烹饪", "cook"),
        ("强化学习", "reinforcement learning"),
        ("视频生成", "video generation"),
        ("量化", "quantization"),
    ],
)
def test_shipped_concepts_join_the_languages(chinese: str, english: str) -> None:
    found = thesaurus()
    assert set(found.concepts(normalise(chinese))) & set(found.concepts(normalise(english)))


def test_every_shipped_form_is_found_in_itself() -> None:
    lines = read(resources.files("index").joinpath("data/thesaurus.tsv").read_text("utf-8"))
    forms = [form.removeprefix(HEADLESS) for zh, en in lines for form in (*zh, *en)]
    assert [form for form in forms if not thesaurus().concepts(normalise(form))] == []
