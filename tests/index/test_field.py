from __future__ import annotations

from index.field import speaks_of_field


def test_a_text_of_the_field_is_told_from_others() -> None:
    assert speaks_of_field("这个模型开源了")
    assert speaks_of_field("A new LLM for everyone")
    assert not speaks_of_field("古人出行骑驴，富贵人家才用得起大车。")
    assert not speaks_of_field("Lava cut off the only road to the village")
