from __future__ import annotations

import pytest

from index.versions import split


@pytest.mark.parametrize(
    ("asked", "heard", "text"),
    [
        ("Pika 1.5", "皮卡", "皮卡升级到1.5版本,新增了特效"),
        ("Evo 2", "伊沃", "伊沃2,由研究所推出"),
        ("Optimus 2", "擎天柱", "擎天柱的第二代亮相"),
        ("Majorana 1", "马约拉纳", "量子芯片马约拉纳一号"),
        ("Veo 3.0", "Vio", "Vio 3发布了"),
        ("Qwen2.5-Turbo", "千问2.5", "上线了千问2.5涡轮"),
        ("GPT-4o mini", "GPT4欧", "GPT4欧迷你"),
    ],
)
def test_a_version_or_an_edition_is_found_behind_a_name(asked: str, heard: str, text: str) -> None:
    parts = split(asked)
    assert parts
    assert parts.told([heard]).search(text)


@pytest.mark.parametrize(
    ("asked", "heard", "text"),
    [
        ("Pika 2", "皮卡", "皮卡2个月后上线"),
        ("Pika 2", "皮卡", "皮卡升级到2.1版本"),
        ("Pika 1", "皮卡", "皮卡升级到11版本"),
        ("Kimi 2", "Kimi", "Kimi支持2万字"),
        ("Kimi 2", "Kimi", "Kimi,第二代"),
    ],
)
def test_what_only_counts_something_is_no_version(asked: str, heard: str, text: str) -> None:
    parts = split(asked)
    assert parts
    assert not parts.told([heard]).search(text)


@pytest.mark.parametrize("asked", ["", "2", "Claude", "Movie Gen", "可灵", "R1"])
def test_a_name_without_either_is_not_split(asked: str) -> None:
    parts = split(asked)
    assert parts is None or parts.name
