from __future__ import annotations

import pytest

from index.families import families, kinds, made_by
from index.lexicon import lexicon
from index.thesaurus import thesaurus


@pytest.mark.parametrize(
    ("name", "makers"),
    [
        ("Claude 3 Opus", ("Anthropic",)),
        ("GPT-4o", ("OpenAI",)),
        ("可灵", ("快手",)),
        ("Qwen2.5", ("阿里巴巴",)),
        ("TPU v5p", ("Google",)),
        ("OpenAI", ()),
        ("nothing of the kind", ()),
    ],
)
def test_makers_of_versions_and_editions(name: str, makers: tuple[str, ...]) -> None:
    assert made_by(name) == makers


def test_what_a_thing_is() -> None:
    assert kinds("Stable Diffusion 3") == ("图像生成",)
    assert kinds("Stable Audio Open") == ("音乐生成",)
    assert not kinds("Claude 3")


def test_all_makers_and_kinds_are_known() -> None:
    for one in families().values():
        assert all(lexicon().find(maker) for maker in one.makers), one
        assert all(thesaurus().find(kind) for kind in one.kinds), one
        assert one.makers or one.kinds, one


def test_every_family_has_a_member() -> None:
    forms = [form.casefold() for entry in lexicon().entries for form in entry.forms]
    assert all(any(form.startswith(name) for form in forms) for name in families())
