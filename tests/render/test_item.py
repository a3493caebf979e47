from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.render.item import card, gist, message, whole
from bot.render.types import Message
from index.types import Hit
from tests.render.samples import LINKS, NASTY, episode, hit, item, labels, shown, targets

KEY = episode().key


def test_a_card_has_buttons_to_everything_around_it() -> None:
    card = message(hit(2), "zh", LINKS)
    assert shown(card).startswith("Alpha Arm\n成功率达到58.5%。")
    assert targets([card]) == [f"w:{KEY}:2", f"e:{KEY}", f"t:{KEY}:2"]


def test_the_whole_item_is_quoted_word_for_word_with_what_it_mentions() -> None:
    full = item(text=f"第一句{NASTY}。第二句。", names=("Alpha",), orgs=("某大学",))
    (page,) = whole(Hit(episode=episode(), item=full), "zh", LINKS)
    assert f"第一句{NASTY}。第二句。" in shown(page)
    assert "提到：Alpha · 某大学" in shown(page)
    assert targets([page]) == [f"e:{KEY}", f"t:{KEY}:1"]


def test_a_misheard_name_is_shown_with_what_it_stands_for() -> None:
    misheard = item(text="推出Cloud3。", names=("Cloud3",), orgs=("Anthropic",), right={"Cloud3": "Claude 3"})
    (page,) = whole(Hit(episode=episode(), item=misheard), "zh", LINKS)
    assert "提到：Cloud3 (Claude 3) · Anthropic" in shown(page)
    assert "🔔 订阅「Claude 3」" in labels(page)


def test_the_gist_does_not_repeat_the_title() -> None:
    assert gist(item(title="某大学推出Alpha", summary="某大学推出Alpha,成功率达到58.5%。")) == "成功率达到58.5%。"
    assert gist(item(title="某大学推出Alpha", summary="某大学推出Alpha。")) == ""
    assert gist(item(title="某大学推出Alpha", summary="另外,某大学推出Alpha,很快。")) == "很快。"
    assert gist(item(title="某大学推出Alpha", summary="5月,某大学推出Alpha,很快。")) == "5月,某大学推出Alpha,很快。"
    assert gist(item(title="", summary="某大学推出Alpha。", names=())) == "某大学推出Alpha。"
    assert gist(item(title="Alpha", summary="某大学的研究者今天推出Alpha。")) == "某大学的研究者今天推出Alpha。"


def test_the_episodes_own_page_gets_a_button_where_there_is_one() -> None:
    linked = Hit(episode=episode(url="https://example.org/1"), item=item())
    assert "https://example.org/1" in targets(whole(linked, "en", LINKS))
    broken = Hit(episode=episode(url="http://localhost/1"), item=item())
    assert "http://localhost/1" not in targets(whole(broken, "en", LINKS))


@given(st.text(st.sampled_from("好<&>😀a。 "), max_size=12000))
def test_a_long_item_comes_in_several_messages_that_lose_nothing(text: str) -> None:
    pages = whole(Hit(episode=episode(), item=item(text=f"始{text}终")), "zh", LINKS)
    together = "".join("".join(shown(page) for page in pages).split())
    assert "".join(f"始{text}终".split()) in together
    assert [page.markup is not None for page in pages] == [False] * (len(pages) - 1) + [True]
    assert len(pages) == 1 or len(text) > 1700


def test_an_item_without_names_is_subscribed_to_by_its_title() -> None:
    assert "🔔 订阅「没有名字的新闻」" in labels(message(hit(title="没有名字的新闻"), "zh", LINKS))


def test_a_card_tells_how_a_name_put_right_was_heard() -> None:
    misheard = hit(
        title="Claude 3 家族", summary="Claude 3 很快。", right={"Cloud3": "Claude 3", "Humanivow": "HumanEval"}
    )
    assert "原文：Cloud3\n" in shown(Message(card(misheard, "zh", LINKS)))
    assert "Heard as: Cloud3\n" in shown(Message(card(misheard, "en", LINKS)))


def test_what_was_asked_for_is_bold_in_the_quotation() -> None:
    text = card(hit(), "zh", LINKS, "成功率达到58.5%,很高。", ("58.5%",))
    assert "<blockquote>成功率达到<b>58.5%</b>,很高。</blockquote>" in text
