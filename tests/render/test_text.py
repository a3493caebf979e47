from __future__ import annotations

import pytest

from bot.render.text import lasting


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (0, "0 秒", "0 seconds"),
        (1, "1 秒", "one second"),
        (119, "1 分钟", "one minute"),
        (7200, "2 小时", "2 hours"),
        (86_400, "1 天", "one day"),
        (400 * 86_400, "400 天", "400 days"),
    ],
)
def test_durations_are_told_in_their_largest_unit(seconds: int, zh: str, en: str) -> None:
    assert (lasting("zh", seconds), lasting("en", seconds)) == (zh, en)
