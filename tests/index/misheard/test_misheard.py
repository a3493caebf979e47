"""What stands for a term of the field is known by its sound, and what is an ordinary word stays what it is."""

from __future__ import annotations

import pytest

from index.misheard import misheard_terms


@pytest.mark.parametrize(
    ("text", "heard", "term"),
    [
        ("这家公司训练了一个大圆模型。", "大圆模型", "大语言模型"),
        ("大预言模型的推理很慢。", "大预言模型", "大语言模型"),
        ("它是一个多模太模型。", "多模太", "多模态"),
        ("他们改进了于训练的方法。", "于训练", "预训练"),
        ("新的推力模型很便宜。", "推力模型", "推理模型"),
        ("质朴宣布完成新一轮融资。", "质朴", "智谱"),
        ("大家都在聊skin law的极限。", "skin law", "scaling law"),
        ("论文讲的是chain of salt提示。", "chain of salt", "chain of thought"),
        ("本周GBT发布了新版本。", "GBT", "GPT"),
        ("传闻GP6今年就要发布。", "GP6", "GPT-6"),
        ("它支持MCT协议。", "MCT", "MCP"),
        ("下个月发布TPT五。", "TPT五", "GPT-5"),
        ("他们开源了DPCR1。", "DPCR1", "DeepSeek-R1"),
        ("网页是用next点js写的。", "next点js", "Next.js"),
    ],
)
def test_a_misheard_term_is_known(text: str, heard: str, term: str) -> None:
    assert misheard_terms(text) == {heard: term}


@pytest.mark.parametrize(
    "text",
    [
        "这家公司训练了一个大语言模型。",
        "语言模型的参数很多。",
        "实验室用质谱分析样品。",
        "他为人质朴，公司上下都喜欢他。",
        "火箭的推力不够，团队推迟了发布。",
        "我们先做一个MVP，再谈融资。",
        "芯片用PCB和VRM供电。",
        "chain of thought和scaling law都是老话题。",
        "The skin law of this country is old.",
        "",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert misheard_terms(text) == {}
