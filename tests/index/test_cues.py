from __future__ import annotations

import pytest

from index import cues


@pytest.mark.parametrize("sentence", ["", " ", "😀", "\0", "，。！", "((("])
def test_nothing_is_told_by_nothing(sentence: str) -> None:
    assert not cues.is_question(sentence)
    assert cues.news_verb(sentence) is None
    assert cues.releases(sentence) == 0
    assert not cues.announces(sentence)
    assert cues.subject(sentence) == ""


@pytest.mark.parametrize(
    "sentence", ["它支持离线使用。", "其中有三个版本。", "在测试中,速度很快。", "Its price is low."]
)
def test_sentences_that_go_on(sentence: str) -> None:
    assert cues.goes_on(sentence)


@pytest.mark.parametrize("sentence", ["此外,谷歌更新了地图。", "接下来看机器人方面。", "Meanwhile, Sony sold robots."])
def test_sentences_that_open(sentence: str) -> None:
    assert cues.opening(sentence)
    assert not cues.goes_on(sentence)


def test_every_cue_has_a_name_of_its_own() -> None:
    names = [cue.name for cue in cues.CUES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [("", ""), ("嗯,对,那我们接下来看机器人", "接下来看机器人"), ("机器人", "机器人"), ("Sony sold", "Sony sold")],
)
def test_filler_is_taken_off_the_beginning(sentence: str, rest: str) -> None:
    assert cues.without_filler(sentence) == rest


@pytest.mark.parametrize(
    "sentence", ["5月6日,谷歌更新了地图", "2024年5月6日,谷歌更新了地图", "此外,谷歌更新了地图", "谷歌更新了地图"]
)
def test_dates_and_connectives_are_taken_off_the_beginning(sentence: str) -> None:
    assert cues.undated(sentence) == "谷歌更新了地图"


def test_the_verb_of_the_news_is_no_verb_of_the_past() -> None:
    sentence = "推出过相机的索尼发布了机械手"
    verb = cues.news_verb(sentence)
    assert verb is not None
    assert verb[0] == "发布"
    assert cues.news_verb("他们推出过相机") is None
    assert cues.news_verb(sentence, verb.end()) is None


def test_news_by_researchers_at_the_beginning_sounds_most_like_news() -> None:
    by_researchers = cues.releases("东京大学的研究者推出绘画系统。")
    assert 1 >= by_researchers > cues.releases("他们推出绘画系统。") > cues.releases("绘画系统很快。") == 0
    assert cues.releases("研究者还推出了另一个版本。") == 0


@pytest.mark.parametrize(
    ("sentence", "announced"),
    [
        ("谷歌公布新地图", True),
        ("Sony released a robot", True),
        ("今天很热,谷歌公布新地图", False),
        ("地图很大", False),
    ],
)
def test_news_at_the_very_beginning_is_announced(sentence: str, announced: bool) -> None:
    assert cues.announces(sentence) is announced


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [("5月6日,谷歌公布新地图", "谷歌"), ("谷歌的团队公布新地图", ""), ("公布新地图", ""), ("地图很大", "")],
)
def test_the_subject_stands_right_before_the_verb(sentence: str, subject: str) -> None:
    assert cues.subject(sentence) == subject


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [("机器人能做饭吗?", True), ("如何让它更快?", True), ("Is it free?", True), ("它很快。", False)],
)
def test_questions(sentence: str, asks: bool) -> None:
    assert cues.is_question(sentence) is asks


def test_background_and_closing() -> None:
    assert cues.is_background("遮挡一直是个难题")
    assert cues.is_closing("代码已经开源")
    assert not cues.is_closing("它有三个部分")


@pytest.mark.parametrize("sentence", ["聊点官司。", "然后说画图。", "最后换换口味,说手机。", "说完视频,再看看芯片。"])
def test_a_remark_that_says_what_comes_next(sentence: str) -> None:
    assert cues.is_section(sentence)


@pytest.mark.parametrize(
    "sentence", ["", "聊天机器人巴德已经在四十多个国家和地区开放使用了,还会说话。", "谷歌更新了地图。"]
)
def test_what_is_no_such_remark(sentence: str) -> None:
    assert not cues.is_section(sentence)


def test_those_who_do_something_more() -> None:
    assert cues.announces_more("同一天公司还更新了相机。")
    assert not cues.announces_more("公司更新了相机。")
