from __future__ import annotations

import pytest

from index.misheard.terms import TermError, read, terms


def test_every_kind_of_term_is_shipped() -> None:
    assert all(terms())


def test_a_line_goes_where_a_rule_uses_it() -> None:
    found = read(["# ours", "", "推理\t模型|速度", "多模态", "fine-tuning", "world model", "GPT"])
    assert found.sounds == {("tui", "li"): "推理", ("duo", "mo", "tai"): "多模态"}
    assert found.followers == {"推理": ("模型", "速度")}
    assert found.phrases == {("fine", "tuning"): "fine-tuning", ("world", "model"): "world model"}
    assert found.abbreviations == ("GPT",)


@pytest.mark.parametrize("line", ["LoRA", "token数", "word", "world model\t是", "GPT\t模型", "\t模型"])
def test_a_line_that_no_rule_would_use_is_refused(line: str) -> None:
    with pytest.raises(TermError):
        read(["多模态", line])
